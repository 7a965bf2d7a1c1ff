import { type XmlAttribute, XmlCData, XmlElement, XmlText, type XmlTreeNode } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import type { Element } from '../../../src/messages/xml/element.ts';
import { withDocument } from '../../../src/messages/xml/parse.ts';
import { fixtures } from '../../fixtures/messages/build.ts';

/** The same copy through the library's public interface: slower, and the measure of ours. */
function publicCopy(element: XmlElement): unknown {
  const nodes: XmlTreeNode[] = [];
  for (let node = element.firstChild; node; node = node.next) nodes.push(node);
  const elements = nodes.filter((node) => node instanceof XmlElement);
  const text = nodes
    .filter((node) => node instanceof XmlText || node instanceof XmlCData)
    .map((node) => node.content);
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: element.attrs.map((attribute: XmlAttribute) => ({
      name: attribute.name,
      namespace: attribute.namespaceUri,
      value: attribute.value,
    })),
    text: elements.length === 0 ? text.join('') : '',
    children: elements.map(publicCopy),
  };
}

function ourCopy({ name, namespace, attributes, text, mixed, children }: Element): unknown {
  return { name, namespace, attributes, text: mixed ? '' : text, children: children.map(ourCopy) };
}

describe('the copy of the tree holds what the parser read', () => {
  test.for(Object.entries(fixtures()))('%s', ([, bytes]) => {
    withDocument(bytes, ({ document, root }) => expect(ourCopy(root)).toEqual(publicCopy(document.root)));
  });

  test('with CDATA, character references, comments between texts, and attributes in namespaces', () => {
    const source =
      '<a xmlns:m="urn:m" m:k="&#230;&amp;" V="  1 ">\n<b>x<!-- c --><![CDATA[<y>]]>&lt;z</b><m:c/><d> </d></a>';
    withDocument(Buffer.from(source), ({ document, root }) => {
      expect(ourCopy(root)).toEqual(publicCopy(document.root));
      expect(root.children[0]!.text).toBe('x<y><z');
    });
  });
});

test('formatted text keeps its words and elements in their order', () => {
  const source = '<TekstNotatInnhold>Før <b>midt</b> etter<br/></TekstNotatInnhold>';
  withDocument(Buffer.from(source), ({ root }) => {
    expect(root.mixed?.map((part) => (typeof part === 'string' ? part : `<${part.name}>`))).toEqual([
      'Før ',
      '<b>',
      ' etter',
      '<br>',
    ]);
  });
});

test('elements are listed in document order, each knowing its place', () => {
  withDocument(Buffer.from('<a><b><c/></b><d/></a>'), ({ elements }) => {
    expect(elements.map((each) => [each.name, each.order])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ]);
  });
});
