import type { Block, Field, Rendering } from './model.ts';

/** How headings look; plain text by default. */
export interface TextStyle {
  width: number;
  heading(text: string, level: number): string;
  label(text: string): string;
}

export const PLAIN: TextStyle = {
  width: 80,
  heading: (text) => text,
  label: (text) => text,
};

/** A rendering as lines of text, for a terminal or a plain mail. */
export function toText({ title, blocks }: Rendering, style: TextStyle = PLAIN): string {
  const lines = [
    style.heading(title, 1),
    '='.repeat([...title].length),
    '',
    ...blocks.flatMap((each) => blockLines(each, style, 2)),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function blockLines(block: Block, style: TextStyle, level: number): string[] {
  switch (block.kind) {
    case 'fields':
      return [...fieldLines(block.fields, style), ''];
    case 'text':
      return [...block.text.split('\n').flatMap((line) => wrap(line, style.width)), ''];
    case 'list':
      return [...block.items.flatMap((item) => indent(wrap(item, style.width - 2), '- ')), ''];
    case 'table':
      return [...tableLines(block.head, block.rows, style), ''];
    case 'section': {
      const underline = level === 2 ? ['-'.repeat([...block.heading].length)] : [];
      const inner = { ...style, width: Math.max(30, style.width - (level > 2 ? 2 : 0)) };
      const content = block.blocks.flatMap((each) => blockLines(each, inner, level + 1));
      return [
        style.heading(block.heading, level),
        ...underline,
        ...(level > 2 ? content.map((line) => (line === '' ? '' : `  ${line}`)) : content),
      ];
    }
  }
}

function fieldLines(fields: readonly Field[], style: TextStyle): string[] {
  const widest = Math.min(
    Math.floor(style.width / 2),
    Math.max(...fields.map(({ label }) => [...label].length)),
  );
  return fields.flatMap(({ label, value }) => {
    const name = `${`${label}:`.padEnd(widest + 1)} `;
    const rest = value.split('\n').flatMap((line) => wrap(line, Math.max(20, style.width - name.length)));
    return rest.map((line, index) => (index === 0 ? style.label(name) : ' '.repeat(name.length)) + line);
  });
}

/** A table that is too wide for the line is shown row by row as fields. */
function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: TextStyle,
): string[] {
  const all = head.length > 0 ? [head, ...rows] : rows;
  const columns = Math.max(...all.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...all.map((row) => [...(row[column] ?? '')].length)),
  );
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  const tooWide = total > style.width || rows.some((row) => row.some((cell) => cell.includes('\n')));
  if (tooWide && head.length > 0) {
    return rows.flatMap((row) => [
      ...fieldLines(
        head
          .map((label, column) => ({ label, value: row[column] ?? '' }))
          .filter(({ value }) => value !== ''),
        style,
      ),
      '',
    ]);
  }
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => (row[column] ?? '').padEnd(width))
      .join('  ')
      .trimEnd();
  return head.length > 0
    ? [style.label(line(head)), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)]
    : rows.map(line);
}

/** Breaks at spaces; a longer word stands alone on its line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function indent(lines: readonly string[], mark: string): string[] {
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
}
