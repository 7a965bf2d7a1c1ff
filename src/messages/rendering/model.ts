/** A message laid out for a person, before it becomes HTML or text. Values are plain text, never markup. */
export interface Rendering {
  title: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'fields'; fields: Field[] }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'section'; heading: string; blocks: Block[] };

export interface Field {
  label: string;
  value: string;
}

/** Joins fields that stand beside each other, and leaves out what is empty. */
export function tidy(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.kind === 'fields' && last?.kind === 'fields') last.fields.push(...block.fields);
    else if (block.kind === 'fields' && block.fields.length > 0)
      result.push({ ...block, fields: [...block.fields] });
    else if (block.kind === 'section' && block.blocks.length > 0) result.push(block);
    else if (block.kind === 'text' && block.text.trim() !== '') result.push(block);
    else if (block.kind === 'list' && block.items.length > 0) result.push(block);
    else if (block.kind === 'table' && block.rows.length > 0) result.push(block);
  }
  return result;
}
