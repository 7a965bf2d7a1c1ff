/**
 * Finds a document type declaration before the root element. Messages in these standards never
 * have one, and it is the door to entity attacks, so it is refused before the parser sees it.
 * @param head the beginning of the document as text
 * @returns the offset of `<!DOCTYPE`, or `null`
 */
export function findDoctype(head: string): number | null {
  let offset = 0;
  for (;;) {
    offset = skipSpace(head, offset);
    if (head.startsWith('<!--', offset)) offset = after(head, '-->', offset + 4);
    else if (head.startsWith('<?', offset)) offset = after(head, '?>', offset + 2);
    else return /^<!doctype/i.test(head.slice(offset, offset + 9)) ? offset : null;
  }
}

function skipSpace(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && (text.charCodeAt(offset) <= 32 || text.charCodeAt(offset) === 0xfeff))
    offset += 1;
  return offset;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
