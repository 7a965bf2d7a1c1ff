import { perMessage } from './per-message.ts';
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

type Fault = 'misread' | 'twice' | 'lost' | 'control';

function faultOf(text: string): Fault | null {
  if (!SUSPICIOUS.test(text)) return null;
  if (TWICE.test(text)) return 'twice';
  if (MISREAD.test(text)) return 'misread';
  if (LOST.test(text)) return 'lost';
  return CONTROL.test(text) ? 'control' : null;
}

/** All damaged texts of the document by their fault, looked for once. */
const damaged = perMessage(({ elements }) => {
  const found = new Map<Fault, Breach[]>();
  for (const element of elements) {
    note(found, faultOf(element.text), { element, text: true });
    for (const { name, value } of element.attributes)
      note(found, faultOf(value), { element, attribute: name });
  }
  return found;
});

function note(found: Map<Fault, Breach[]>, fault: Fault | null, breach: Breach): void {
  if (fault === null) return;
  const list = found.get(fault);
  if (!list) found.set(fault, [breach]);
  else if (list.length < MOST) list.push(breach);
}

function find(context: RuleContext, fault: Fault): Breach[] {
  return damaged(context).get(fault) ?? [];
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
