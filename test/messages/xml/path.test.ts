import { expect, test } from 'vitest';
import type { Element } from '../../../src/messages/xml/element.ts';
import { withDocument } from '../../../src/messages/xml/parse.ts';
import { pathOf, resolveNodePath } from '../../../src/messages/xml/path.ts';

function withRoot<T>(source: string, use: (root: Element) => T): T {
  const result = withDocument(Buffer.from(source), ({ root }) => use(root));
  if (!('value' in result)) throw new Error('not well-formed');
  return result.value;
}

const source =
  '<MsgHead xmlns="urn:m" xmlns:p="urn:p"><MsgInfo/><Document><RefDoc/></Document><Document><p:x V="1"/><p:x/><y/></Document></MsgHead>';

test('a path names its elements, and numbers those that are repeated or may be', () => {
  withRoot(source, (root) => {
    const [info, first, second] = root.children;
    expect(pathOf(info!)).toBe('/MsgHead/MsgInfo');
    expect(pathOf(first!.children[0]!)).toBe('/MsgHead/Document[1]/RefDoc');
    expect(pathOf(second!.children[1]!)).toBe('/MsgHead/Document[2]/x[2]');
    expect(pathOf(second!.children[0]!, 'V')).toBe('/MsgHead/Document[2]/x[1]/@V');
    expect(pathOf(withRoot('<a><Document/></a>', (a) => a.children[0]!))).toBe('/a/Document[1]');
  });
});

test('libxml2’s own paths lead to the same elements', () => {
  withRoot(source, (root) => {
    const second = root.children[2]!;
    expect(resolveNodePath(root, '/*/*[3]/p:x[2]')?.element).toBe(second.children[1]);
    expect(resolveNodePath(root, '/*/*[3]/*[3]')?.element).toBe(second.children[2]);
    expect(resolveNodePath(root, '/*/*[3]/p:x[1]/@V')).toEqual({
      element: second.children[0],
      attribute: 'V',
    });
  });
});

test('a path that leads nowhere gives the last element that it reached', () => {
  withRoot(source, (root) => {
    expect(resolveNodePath(root, '/*/*[9]')?.element).toBe(root);
    expect(resolveNodePath(root, '')).toBeNull();
  });
});
