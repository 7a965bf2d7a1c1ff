import { ACTOR } from '../../../../src/messages/ebxml/names.ts';
import type { OutgoingEntity } from '../../../../src/messages/mime/write.ts';

/** Numbers between 0 and 1 that come in the same order for the same seed. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const upTo = (random: Random, limit: number) => Math.floor(random() * limit);

const ACTOR_NEXT = ` SOAP:actor="${ACTOR.next}"`;
const DICTIONARY: readonly string[] = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '\r\n',
  '\n',
  '\0',
  '<!-- -->',
  '<?x y?>',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a>',
  '&lt;',
  '&#0;',
  '&unknown;',
  ACTOR_NEXT,
  ` SOAP:actor="${ACTOR.nextMsh}"`,
  ' actor="x"',
  ' SOAP:mustUnderstand="0"',
  ' eb:version="1.0"',
  ' xmlns=""',
  ' xmlns:eb="urn:x"',
  ' xml:lang="no"',
  ' Id="a"',
  '<eb:MessageHeader/>',
  '<eb:Manifest eb:version="2.0"/>',
  '<ds:Signature/>',
  '<ds:Object/>',
  '<eb:SyncReply/>',
  '<eb:From><eb:PartyId eb:type="HER">1</eb:PartyId></eb:From>',
  'cid:',
  'URI=""',
  'URI="#a"',
  'http://www.w3.org/2000/09/xmldsig#sha1',
  'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  'false()',
  '--',
  'Content-ID: <x>',
  'Content-Transfer-Encoding: quoted-printable',
  '=',
  '=00',
  'æ',
  '\u202e',
  'A'.repeat(300),
];

type Mutation = (text: string, random: Random) => string;

const splice = (text: string, at: number, length: number, put: string) =>
  text.slice(0, at) + put + text.slice(at + length);
const range = (text: string, random: Random, longest: number) => {
  const at = upTo(random, text.length);
  return { at, length: Math.min(1 + upTo(random, longest), text.length - at) };
};

/** Changes that know nothing of what they change. */
const BLIND: readonly Mutation[] = [
  (text, random) => {
    const at = upTo(random, text.length);
    return splice(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << upTo(random, 8))));
  },
  (text, random) => {
    const { at, length } = range(text, random, 40);
    return splice(text, at, length, '');
  },
  (text, random) => {
    const { at, length } = range(text, random, 200);
    return splice(text, at, 0, text.slice(at, at + length));
  },
  (text, random) => {
    const { at, length } = range(text, random, 60);
    const elsewhere = upTo(random, text.length);
    return splice(text, elsewhere, 0, text.slice(at, at + length));
  },
  (text, random) => splice(text, upTo(random, text.length), 0, pick(random, DICTIONARY)),
  (text, random) => text.slice(0, upTo(random, text.length)),
];

const TAG = /<\/?[\w:]+[^<>]*>/g;
const ELEMENT = /<([\w:]+)(?=[ >/])[^<>]*(?:\/>|>(?:(?!<\1[ >/]).)*?<\/\1>)/gs;

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];

/** Changes that move and copy whole elements, as somebody would who wants to be believed. */
const KNOWING: readonly Mutation[] = [
  (text, random) => {
    const tag = pick(random, all(text, /<[\w:]+/g));
    return tag
      ? splice(
          text,
          tag.index + tag[0].length,
          0,
          pick(random, [ACTOR_NEXT, ` SOAP:actor="${ACTOR.nextMsh}"`, ' SOAP:actor=""']),
        )
      : text;
  },
  (text, random) => {
    const element = pick(random, all(text, ELEMENT));
    const target = pick(random, all(text, TAG));
    return element && target ? splice(text, target.index + target[0].length, 0, element[0]) : text;
  },
  (text, random) => {
    const element = pick(random, all(text, ELEMENT));
    return element ? splice(text, element.index, element[0].length, '') : text;
  },
  (text, random) => {
    const element = pick(random, all(text, ELEMENT));
    return element ? splice(text, element.index, 0, element[0].replace(/>[^<>]+</, '>99999<')) : text;
  },
  (text, random) => {
    const values = all(text, /="[^"]*"/g);
    const one = pick(random, values);
    const other = pick(random, values);
    return one && other ? splice(text, one.index, one[0].length, other[0]) : text;
  },
  (text, random) => {
    const texts = all(text, />[^<>]+</g);
    const one = pick(random, texts);
    const other = pick(random, texts);
    return one && other ? splice(text, one.index, one[0].length, other[0]) : text;
  },
  (text, random) => {
    const inner = pick(random, all(text, />[^<>]+</g));
    return inner ? splice(text, inner.index + 1 + upTo(random, inner[0].length - 1), 0, '<!-- -->') : text;
  },
];

/** A message with one to four changes somewhere in its package or headers. */
export function mutate(entity: OutgoingEntity, random: Random): { contentType: string; body: Buffer } {
  let text = entity.body.toString('latin1');
  let { contentType } = entity;
  for (let changes = 1 + upTo(random, 4); changes > 0; changes -= 1) {
    if (random() < 0.05) contentType = pick(random, BLIND)(contentType, random);
    else if (text.length > 0) text = pick(random, random() < 0.15 ? BLIND : KNOWING)(text, random);
  }
  return { contentType, body: Buffer.from(text, 'latin1') };
}
