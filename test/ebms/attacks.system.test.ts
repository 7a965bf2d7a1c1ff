import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { writeEnvelope } from '../../src/messages/ebxml/write-envelope.ts';
import { eventually } from '../helpers/eventually.ts';
import { hospital, innlagt, kommune } from '../helpers/messages.ts';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';
import { header, NEXT, signature } from '../messages/ebxml/support/attacks.ts';
import { makeIdentity } from '../messages/ebxml/support/certificates.ts';
import { cpaText } from '../messages/ebxml/support/cpa.ts';
import { type Part, pack, signText, swap } from '../messages/ebxml/support/forge.ts';
import { faultCode, message, outgoing, partnersOf, post } from './support/gateway.ts';
import { keyFolder } from './support/keys.ts';

const hospitalKey = makeIdentity({ name: 'Øvelsessykehus' });
const ownKey = makeIdentity({ name: 'Øvelseskommune', serial: 2 });
const impostor = makeIdentity({ name: 'Øvelsessykehus', serial: 3 });
const expired = makeIdentity({ name: 'Øvelsessykehus', serial: 4, to: new Date('2026-02-01') });

const cpa = (id: string, nonRepudiation: string) =>
  cpaText({ cpaId: id, nonRepudiation })
    .replaceAll('90998', String(hospital.service.her))
    .replaceAll('99387', String(kommune.service.her));

let service: TestService;
let atKommune: Receiver;
let keys: Awaited<ReturnType<typeof keyFolder>>;

beforeAll(async () => {
  keys = await keyFolder();
  atKommune = await startReceiver();
  service = await startTestService();
  const keyFile = await keys.write('own.key', ownKey);
  const document = partnersOf({
    self: { her: kommune.her, identity: ownKey, keyFile },
    hospital: {
      identities: [hospitalKey, expired],
      cpa: [cpa('avtale:signert', 'true'), cpa('avtale:usignert', 'false')],
    },
    kommune: { endpoint: { protocol: 'http', url: atKommune.url }, identities: [ownKey] },
  });
  await changePartners(service.services.db, 'prøve', () => document);
});
afterAll(async () => {
  await service.close();
  await atKommune.close();
  await keys.remove();
});
beforeEach(() => {
  atKommune.received.length = 0;
});

/** A message that is right, taken apart so that a test can put it together wrongly. */
function right() {
  const made = outgoing({ signer: hospitalKey });
  const part: Part = { contentId: made.contentId, content: made.document };
  const text = writeEnvelope(made.header, {
    kind: 'payload',
    ...made.content,
    parts: [{ contentId: made.contentId, schema: null }],
  }).toString();
  return { made, part, text, signed: signText(text, [part], hospitalKey) };
}
type Right = ReturnType<typeof right>;

const other = () => ({ contentId: randomUUID(), content: innlagt() });

/** Each one begins with what the true sender signed, or could have signed. */
const attacks: [string, (given: Right) => ReturnType<typeof pack>][] = [
  [
    'a second MessageHeader for the next actor before the true one',
    ({ signed, part }) => {
      const false_ = header(signed).replace('<eb:MessageHeader', `<eb:MessageHeader SOAP:actor="${NEXT}"`);
      return pack(swap(signed, '<SOAP:Header>', `<SOAP:Header>${false_}`), [part]);
    },
  ],
  [
    'a second SOAP header with another MessageHeader',
    ({ signed, part }) =>
      pack(swap(signed, '<SOAP:Header>', `<SOAP:Header>${header(signed)}</SOAP:Header><SOAP:Header>`), [
        part,
      ]),
  ],
  [
    'two signatures',
    ({ signed, part }) => pack(swap(signed, '</SOAP:Header>', `${signature(signed)}</SOAP:Header>`), [part]),
  ],
  [
    'a part that the manifest names and the signature does not cover',
    ({ text, made, part }) => {
      const more = other();
      const reference = /<eb:Reference [^>]*\/>/.exec(text)?.[0] ?? '';
      const added = reference.replaceAll(made.contentId, more.contentId);
      const both = swap(text, '</eb:Manifest>', `${added}</eb:Manifest>`);
      return pack(signText(both, [part], hospitalKey), [part, more]);
    },
  ],
  [
    'another document in the place of the signed one',
    ({ signed, part }) => pack(signed, [{ ...part, content: innlagt() }]),
  ],
  [
    'two parts under one Content-ID',
    ({ signed, part }) => pack(signed, [part, { ...part, content: innlagt() }]),
  ],
  [
    'a comment in a DigestValue',
    ({ signed, part }) => pack(swap(signed, /<ds:DigestValue>/, '<ds:DigestValue><!-- x -->'), [part]),
  ],
  [
    'two SignedInfo',
    ({ signed, part }) => {
      const info = /<ds:SignedInfo.*<\/ds:SignedInfo>/.exec(signed)?.[0] ?? '';
      return pack(swap(signed, '<ds:SignedInfo', `${info}<ds:SignedInfo`), [part]);
    },
  ],
  [
    'an impostor with a name like the sender’s',
    ({ text, part }) => pack(signText(text, [part], impostor), [part]),
  ],
  [
    'a pinned certificate that has expired',
    ({ text, part }) => pack(signText(text, [part], expired), [part]),
  ],
  [
    'a header changed after it was signed',
    ({ signed, part }) => pack(swap(signed, /<eb:ConversationId>[^<]*/, '<eb:ConversationId>annen'), [part]),
  ],
];

describe('an attack', () => {
  it.each(attacks)(
    '%s: refused, delivers nothing, and leaves the MessageId to the true sender',
    async (_what, forge) => {
      const given = right();
      const refused = await post(service, forge(given));
      const told = refused.errors.length > 0 ? refused.errors : [faultCode(refused)];
      expect(told).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(SecurityFailure|Client|MustUnderstand)$/)]),
      );
      expect(refused.envelope?.kind).not.toBe('acknowledgment');

      const taken = await post(service, pack(given.signed, [given.part]));
      expect(taken.envelope?.kind).toBe('acknowledgment');
      await eventually(
        () => atKommune.received.length,
        (length) => length >= 1,
      );
      expect(atKommune.received.map(({ body }) => body)).toEqual([given.made.document]);
    },
  );

  it('a part that the manifest does not name is never delivered, whoever sends it', async () => {
    const { signed, part, made } = right();
    const taken = await post(service, pack(signed, [part, other()]));
    expect(taken.envelope?.kind).toBe('acknowledgment');
    await eventually(
      () => atKommune.received.length,
      (length) => length >= 1,
    );
    expect(atKommune.received.map(({ body }) => body)).toEqual([made.document]);
  });
});

describe('under a CPA', () => {
  const agreed = (cpaId: string) => {
    const { header: given } = outgoing({ signer: null });
    return {
      header: { cpaId, from: { ...given.from, role: 'Avsender' }, to: { ...given.to, role: 'Mottaker' } },
      content: { service: 'Innleggelse', serviceType: 'string', action: 'Melding' },
    };
  };

  it('its own names for Service, Action and Role count', async () => {
    const taken = await post(service, message({ ...agreed('avtale:signert'), signer: hospitalKey }));
    expect(taken.envelope?.kind).toBe('acknowledgment');
    expect(taken.envelope?.header.cpaId).toBe('avtale:signert');
    const elsewhere = message({ header: { cpaId: 'avtale:signert' }, signer: hospitalKey });
    expect((await post(service, elsewhere)).errors).toContain('ValueNotRecognized');
  });

  it('an unsigned message is accepted only where the CPA says that none need be signed', async () => {
    const free = await post(service, message({ ...agreed('avtale:usignert'), signer: null }));
    expect(free.envelope?.kind).toBe('acknowledgment');
    const bound = await post(service, message({ ...agreed('avtale:signert'), signer: null }));
    expect(bound.errors).toEqual(['SecurityFailure']);
  });

  it('a message without SyncReply is refused in the answer where the CPA demands it', async () => {
    const { header: given, content } = agreed('avtale:signert');
    const entity = message({ header: given, content: { ...content, syncReply: false }, signer: hospitalKey });
    expect(await post(service, entity)).toMatchObject({ status: 200, errors: ['Inconsistent'] });
  });

  it('Roles that are not agreed are refused', async () => {
    const { content } = agreed('avtale:signert');
    const entity = message({ header: { cpaId: 'avtale:signert' }, content, signer: hospitalKey });
    expect((await post(service, entity)).errors).toContain('Inconsistent');
  });
});
