import type { Block, Rendering } from './model.ts';

/**
 * A rendering as a piece of HTML for the dashboard. Everything from the message is escaped; there is no
 * script, no style, no address and no image, so it works under `default-src 'none'`.
 * @param level of the title's heading element; sections nest below it, down to h6
 */
export function toHtml({ title, blocks }: Rendering, level = 2): string {
  return `<article class="melding" lang="nb"><${tag(level)}>${escapeHtml(title)}</${tag(level)}>${blocks
    .map((block) => blockHtml(block, level + 1))
    .join('')}</article>`;
}

function blockHtml(block: Block, level: number): string {
  switch (block.kind) {
    case 'fields':
      return `<dl>${block.fields
        .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${lines(value)}</dd></div>`)
        .join('')}</dl>`;
    case 'text':
      return block.text
        .split(/\n{2,}/)
        .map((paragraph) => `<p>${lines(paragraph)}</p>`)
        .join('');
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableHtml(block);
    case 'section':
      return `<section><${tag(level)}>${escapeHtml(block.heading)}</${tag(level)}>${block.blocks
        .map((each) => blockHtml(each, level + 1))
        .join('')}</section>`;
  }
}

function tableHtml({ head, rows }: Extract<Block, { kind: 'table' }>): string {
  const header =
    head.length > 0
      ? `<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>`
      : '';
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${lines(cell)}</td>`).join('')}</tr>`)
    .join('');
  return `<table>${header}<tbody>${body}</tbody></table>`;
}

function tag(level: number): string {
  return `h${Math.min(level, 6)}`;
}

function lines(text: string): string {
  return escapeHtml(text).replace(/\n/g, '<br>');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
