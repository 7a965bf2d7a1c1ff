import { type Element, walk } from '../../messages/xml/element.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** What Windows-1252 shows for the bytes 0x80–0x9F; with U+00A0–U+00BF they are the second bytes of UTF-8. */
const CP1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const TRAIL = `[\\u0080-\\u00BF${CP1252}]`;

/** UTF-8 read as Latin-1 or Windows-1252: Ã¦ Ã¸ Ã¥, Â°, â€“. */
const MISREAD = new RegExp(`Ã${TRAIL}|Â[\\u00A0-\\u00BF]|â[\\u0080€]${TRAIL}`);

/** The same thing happened twice: Ã becomes Ãƒ, and what follows begins with Â. */
const TWICE = /Ã[ƒ\u0083](?:Â|[\u0080-\u00BF])|Ã[ƒ\u0083]Æ|Ã¢â[‚\u0082]/;

/** The replacement character, itself or misread in turn: the original letter is lost. */
const LOST = /\uFFFD|ï¿½/;

/** Control characters that no Norwegian text has; letters of another code page land here. */
const CONTROL = /[\u0080-\u0084\u0086-\u009F]/;

const SUSPICIOUS = /[\u0080-\u00BFÂÃâï\uFFFD]/;

/** At most this many places are shown for one fault of encoding: it is in every text alike. */
const MOST = 20;

interface Spot {
  element: Element;
  attribute: string | null;
  text: string;
}

function* texts(root: Element): Generator<Spot> {
  for (const element of walk(root)) {
    if (element.text !== '' && SUSPICIOUS.test(element.text))
      yield { element, attribute: null, text: element.text };
    for (const { name, value } of element.attributes) {
      if (SUSPICIOUS.test(value)) yield { element, attribute: name, text: value };
    }
  }
}

type Fault = 'misread' | 'twice' | 'lost' | 'control';

function faultOf(text: string): Fault | null {
  if (TWICE.test(text)) return 'twice';
  if (MISREAD.test(text)) return 'misread';
  if (LOST.test(text)) return 'lost';
  return CONTROL.test(text) ? 'control' : null;
}

function find({ root }: RuleContext, fault: Fault): Breach[] {
  const found: Breach[] = [];
  for (const { element, attribute, text } of texts(root)) {
    if (faultOf(text) !== fault) continue;
    found.push(attribute === null ? { element, text: true } : { element, attribute });
    if (found.length === MOST) break;
  }
  return found;
}

/** Letters that were damaged before the message reached us. */
export const charsetRules: readonly Rule[] = [
  { code: 'MV-1701', appliesTo: {}, check: (context) => find(context, 'misread') },
  { code: 'MV-1702', appliesTo: {}, check: (context) => find(context, 'lost') },
  { code: 'MV-1703', appliesTo: {}, check: (context) => find(context, 'twice') },
  { code: 'MV-1704', appliesTo: {}, check: (context) => find(context, 'control') },
  {
    code: 'MV-1705',
    appliesTo: {},
    check({ root, encoding }) {
      const { byteOrderMark, declared, name } = encoding;
      if (!byteOrderMark || declared === null) return [];
      const agrees = name.toUpperCase().startsWith(declared.toUpperCase());
      return agrees ? [] : [{ element: root, parameters: { mark: name, declared: declared.slice(0, 20) } }];
    },
  },
];
