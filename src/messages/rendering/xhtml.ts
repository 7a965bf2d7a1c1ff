import type { Element } from '../xml/element.ts';
import { type Block, tidy } from './model.ts';

/** Elements that stand in the line of text. */
const INLINE = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'span',
  'sub',
  'sup',
  'a',
  'font',
  'small',
  'big',
  'br',
  'code',
]);

/**
 * Formatted text (xhtml, HISD 1155) as blocks: paragraphs, lists and tables keep their shape, everything
 * else becomes text. No markup, address or script of the message survives.
 */
export function formattedBlocks(element: Element): Block[] {
  const blocks: Block[] = [];
  let line = '';
  const flush = (): void => {
    blocks.push({ kind: 'text', text: tidyText(line) });
    line = '';
  };
  for (const part of partsOf(element)) {
    if (typeof part === 'string') line += part;
    else if (part.name === 'br') line += '\n';
    else if (INLINE.has(part.name)) line += inlineText(part);
    else {
      flush();
      blocks.push(...blockOf(part));
    }
  }
  flush();
  return tidy(blocks);
}

function partsOf(element: Element): readonly (Element | string)[] {
  return element.mixed ?? (element.children.length > 0 ? element.children : [collapse(element.text)]);
}

function blockOf(element: Element): Block[] {
  switch (element.name) {
    case 'ul':
    case 'ol':
      return [{ kind: 'list', items: element.children.map((item) => tidyText(inlineText(item))) }];
    case 'table':
      return [table(element)];
    default:
      return formattedBlocks(element);
  }
}

function table(element: Element): Block {
  const rows = rowsOf(element).map((row) => ({
    header: row.children.length > 0 && row.children.every((cell) => cell.name === 'th'),
    cells: row.children.map((cell) => tidyText(inlineText(cell))),
  }));
  const [first, ...rest] = rows;
  const headed = first?.header === true;
  return {
    kind: 'table',
    head: headed ? first.cells : [],
    rows: (headed ? rest : rows).map((row) => row.cells),
  };
}

function rowsOf(element: Element): Element[] {
  return element.children.flatMap((each) => (each.name === 'tr' ? [each] : rowsOf(each)));
}

function inlineText(element: Element): string {
  return partsOf(element)
    .map((part) => {
      if (typeof part === 'string') return collapse(part);
      if (part.name === 'br') return '\n';
      return INLINE.has(part.name) ? inlineText(part) : ` ${inlineText(part)} `;
    })
    .join('');
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function tidyText(text: string): string {
  return text
    .split('\n')
    .map((line) => collapse(line).trim())
    .join('\n')
    .trim();
}
