import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Element, walk } from '../../../src/messages/xml/element.ts';
import { withDocument } from '../../../src/messages/xml/parse.ts';
import { locate, type Positions } from '../../../src/messages/xml/positions.ts';

function positionsIn<T>(source: string, use: (root: Element, positions: Positions) => T): T {
  const result = withDocument(Buffer.from(source), ({ root }) => use(root, locate(source)));
  if (!('value' in result)) throw new Error('not well-formed');
  return result.value;
}

/** What stands at a position of the source. */
function at(source: string, position: { line: number; column: number } | null): string {
  const lines = source.split(/\r\n|\r|\n/);
  return position ? (lines[position.line - 1]?.slice(position.column - 1) ?? '') : '';
}

const name = fc.constantFrom('a', 'b', 'Type', 'p:x');
const noise = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\r\n',
  '<!-- <a> > -->',
  '<?x <b>?>',
  '<![CDATA[<a b=">">]]>',
  'æ&lt;',
);
const attributes = fc.constantFrom('', ' V="a&gt;b"', " V='>'", ' V="1"\n  DN="<>"'.replace('<', '&lt;'));

const { tree } = fc.letrec<{ tree: string; leaf: string; branch: string }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('branch')),
  leaf: fc.tuple(name, attributes).map(([tag, attrs]) => `<${tag}${attrs}/>`),
  branch: fc
    .tuple(name, attributes, noise, fc.array(fc.tuple(tie('tree'), noise), { maxLength: 3 }))
    .map(([tag, attrs, before, inside]) => `<${tag}${attrs}>${before}${inside.flat().join('')}</${tag}>`),
}));

test('every element is found where its start tag stands, whatever lies between', () => {
  fc.assert(
    fc.property(tree, (inner) => {
      const source = `<?xml version="1.0"?>\n<root xmlns:p="urn:p">${inner}</root>`;
      positionsIn(source, (root, positions) => {
        for (const element of walk(root)) {
          expect(at(source, positions.ofElement(element))).toMatch(new RegExp(`^<(p:)?${element.name}\\b`));
          for (const { name: attribute } of element.attributes) {
            expect(at(source, positions.ofAttribute(element, attribute))).toMatch(
              new RegExp(`^${attribute}=`),
            );
          }
        }
      });
    }),
  );
});

test('lines end with LF, CRLF or a lone CR', () => {
  const source = '<a>\r<b/>\r\n<c/>\n<d/></a>';
  positionsIn(source, (root, positions) => {
    expect(root.children.map((each) => positions.ofElement(each))).toEqual([
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
  });
});

test('the place of a text is its first letter, also in CDATA; an empty element is its own place', () => {
  const source = '<a><b>\n  tekst</b><c><![CDATA[x]]></c><d></d></a>';
  positionsIn(source, (root, positions) => {
    expect(root.children.map((each) => at(source, positions.ofText(each)).slice(0, 4))).toEqual([
      'teks',
      '<![C',
      '<d><',
    ]);
  });
});

test('lines beyond 65,535, where libxml2 loses count, are still found', () => {
  const source = `<a>${'\n'.repeat(70_000)}<b/></a>`;
  positionsIn(source, (root, positions) => {
    expect(positions.ofElement(root.children[0]!)).toEqual({ line: 70_001, column: 1 });
  });
});
