import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { eventually } from '../helpers/eventually.ts';
import { innlagt, kommune } from '../helpers/messages.ts';
import { answer, type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startTestService, type TestService } from '../helpers/service.ts';
import { makeIdentity } from '../messages/ebxml/support/certificates.ts';
import {
  cpaId,
  faultCode,
  ids,
  message,
  outgoing,
  partnersOf,
  post,
  readEnvelope,
  signal,
  syncReply,
} from './support/gateway.ts';
import { keyFolder } from './support/keys.ts';

const hospitalKey = makeIdentity({ name: 'Øvelsessykehus' });
const ownKey = makeIdentity({ name: 'Øvelseskommune', serial: 2 });
const impostor = makeIdentity({ name: 'Øvelsessykehus', serial: 3 });

let service: TestService;
let atKommune: Receiver;
let atHospital: Receiver;
let keys: Awaited<ReturnType<typeof keyFolder>>;
let keyFile: string;

beforeAll(async () => {
  keys = await keyFolder();
  keyFile = await keys.write('own.key', ownKey);
  atKommune = await startReceiver();
  atHospital = await startReceiver();
  service = await startTestService();
  await partners(service);
});
afterAll(async () => {
  await service.close();
  await atKommune.close();
  await atHospital.close();
  await keys.remove();
});
beforeEach(() => {
  atKommune.received.length = 0;
  atHospital.received.length = 0;
  atKommune.behave(answer(200));
  atHospital.behave(answer(204));
});

async function partners(to: TestService): Promise<void> {
  const document = partnersOf({
    self: { her: kommune.her, identity: ownKey, keyFile },
    hospital: { endpoint: { protocol: 'ebms', url: `${atHospital.url}/signals` }, identities: [hospitalKey] },
    kommune: { endpoint: { protocol: 'http', url: atKommune.url }, identities: [ownKey] },
  });
  await changePartners(to.services.db, 'prøve', () => document);
}

const received = (msgId: string) => service.get(`/messages?msgId=${msgId}`);
/** How often the kommune got a document; what other tests left behind does not count. */
const times = (document: Buffer) => atKommune.received.filter(({ body }) => body.equals(document)).length;
const delivered = (document: Buffer) =>
  eventually(
    () => times(document),
    (count) => count >= 1,
  );

/** A later message came through, and the earlier document was not delivered a second time before it. */
async function nothingMore(document: Buffer): Promise<void> {
  await delivered(document);
  const later = innlagt();
  await post(service, message({ document: later, signer: hospitalKey }));
  await delivered(later);
  expect(times(document)).toBe(1);
}

describe('a signed message', () => {
  it('is committed, acknowledged in the answer, and its payload delivered as the decoded bytes', async () => {
    const msgId = randomUUID();
    const document = innlagt({ msgId });
    const messageId = randomUUID();
    const acknowledged = await post(service, message({ messageId, document, signer: hospitalKey }));
    expect(acknowledged.status).toBe(200);
    expect(acknowledged.headers['content-type']).toMatch(/^text\/xml/);
    expect(acknowledged.envelope?.kind).toBe('acknowledgment');
    expect(acknowledged.envelope?.acknowledgment?.refToMessageId).toBe(messageId);
    expect(acknowledged.envelope?.header).toMatchObject({ cpaId, refToMessageId: null });
    expect(ids(acknowledged.envelope)).toEqual({ from: 8201, to: 8101 });
    expect(acknowledged.xml?.shape.count.Signature).toBe(1);
    expect(acknowledged.envelope?.acknowledgment?.references).toHaveLength(2);
    const { body } = await received(msgId);
    expect(body.items).toMatchObject([{ msgId, type: 'LOG_INNLAGT', verdict: 'accepted' }]);
    await delivered(document);
  });

  it('may be encrypted to us: what is delivered is the document inside', async () => {
    const document = innlagt();
    const { status } = await post(
      service,
      message({ document, encryptTo: ownKey.certificate, signer: hospitalKey }),
    );
    expect(status).toBe(200);
    await delivered(document);
  });

  it('that nobody here can decrypt is acknowledged, kept and rejected with the reason', async () => {
    const entity = message({ encryptTo: impostor.certificate, signer: hospitalKey });
    expect((await post(service, entity)).envelope?.kind).toBe('acknowledgment');
    const { body } = await service.get('/messages?verdict=rejected&limit=1');
    const one = await service.get(`/messages/${body.items[0]?.id}`);
    expect(one.body.findings.map(({ code }) => code)).toContain('MV-2131');
  });

  it('whose payload breaks its schema is acknowledged all the same, and rejected in the ledger', async () => {
    const document = Buffer.from('<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>');
    expect((await post(service, message({ document, signer: hospitalKey }))).envelope?.kind).toBe(
      'acknowledgment',
    );
    const { body } = await service.get('/messages?verdict=rejected&limit=1');
    expect(body.items[0]?.verdict).toBe('rejected');
  });

  it('whose envelope says another sender than the message inside is flagged, and delivered', async () => {
    const msgId = randomUUID();
    const document = innlagt({
      msgId,
      sender: {
        her: 8200,
        name: 'Lillevik kommune (øvelse)',
        service: { her: 8201, name: 'Sykepleietjeneste' },
      },
    });
    await post(service, message({ document, signer: hospitalKey }));
    const { body } = await received(msgId);
    const one = await service.get(`/messages/${body.items[0]?.id}`);
    expect(one.body).toMatchObject({ verdict: 'flagged' });
    expect(one.body.findings.map(({ code }) => code)).toContain('MV-2046');
  });
});

describe('a copy of a message', () => {
  it('gets the same receipt byte for byte, and nothing is delivered again', async () => {
    const document = innlagt();
    const entity = message({ document, signer: hospitalKey });
    const first = await post(service, entity);
    await delivered(document);
    const copies = await Promise.all([1, 2, 3].map(() => post(service, entity)));
    for (const copy of copies) expect(copy.bytes).toEqual(first.bytes);
    await nothingMore(document);
  });

  it('that comes at the same moment gets the same receipt, and one is delivered', async () => {
    const document = innlagt();
    const entity = message({ document, signer: hospitalKey });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(service, entity)));
    expect(new Set(answers.map(({ bytes }) => bytes.toString())).size).toBe(1);
    await nothingMore(document);
  });

  it('gets the same receipt from a service that was started anew', async () => {
    const entity = message({ signer: hospitalKey });
    const first = await post(service, entity);
    const other = await startTestService({ connectionString: service.connectionString });
    try {
      expect((await post(other, entity)).bytes).toEqual(first.bytes);
    } finally {
      await other.close();
    }
  });

  it('with another payload under the same MessageId is refused, and nothing of it is kept', async () => {
    const messageId = randomUUID();
    const msgId = randomUUID();
    await post(service, message({ messageId, signer: hospitalKey }));
    const other = await post(
      service,
      message({ messageId, document: innlagt({ msgId }), signer: hospitalKey }),
    );
    expect(other.errors).toEqual(['Inconsistent']);
    expect((await received(msgId)).body.items).toEqual([]);
  });

  it('that comes after its TimeToLive gets the receipt of the first one', async () => {
    const timeToLive = new Date(Date.now() + 1500);
    const entity = message({ content: { timeToLive }, signer: hospitalKey });
    const first = await post(service, entity);
    expect(first.envelope?.kind).toBe('acknowledgment');
    const late = await eventually(
      async () => ({ now: Date.now(), copy: await post(service, entity) }),
      ({ now }) => now > timeToLive.getTime(),
    );
    expect(late.copy.bytes).toEqual(first.bytes);
  });
});

describe('a MsgId that another message has', () => {
  it('is refused under a new MessageId, and neither MessageId nor message is kept', async () => {
    const msgId = randomUUID();
    await post(service, message({ document: innlagt({ msgId }), signer: hospitalKey }));
    const messageId = randomUUID();
    const again = { messageId, document: innlagt({ msgId }), signer: hospitalKey };
    expect((await post(service, message(again))).errors).toEqual(['Inconsistent']);
    const right = await post(service, message({ messageId, signer: hospitalKey }));
    expect(right.envelope?.kind).toBe('acknowledgment');
  });

  it('with the same bytes under a new MessageId is acknowledged, and not delivered again', async () => {
    const document = innlagt();
    await post(service, message({ document, signer: hospitalKey }));
    await delivered(document);
    const again = await post(service, message({ document, signer: hospitalKey }));
    expect(again.envelope?.kind).toBe('acknowledgment');
    await nothingMore(document);
  });
});

describe('what is refused', () => {
  const past = new Date(Date.now() - 60_000);
  it.each([
    ['a sender that the agreement does not name', { header: { from: who(8201) } }, /Inconsistent|ValueNot/],
    ['an unknown CPAId', { header: { cpaId: 'ukjent' } }, /ValueNotRecognized/],
    ['an unknown Service', { content: { service: 'S-UKJENT' } }, /ValueNotRecognized/],
    ['an unknown Action', { content: { action: 'UKJENT' } }, /ValueNotRecognized/],
    ['a message without DuplicateElimination', { content: { duplicateElimination: false } }, /Inconsistent/],
    ['a message without AckRequested', { content: { ackRequested: null } }, /Inconsistent/],
    ['an unsigned receipt asked for', { content: { ackRequested: { signed: false } } }, /Inconsistent/],
    ['one that came too late', { content: { timeToLive: past } }, /TimeToLiveExpired/],
  ])('%s gets a MessageError, and is not kept', async (_what, changes, code) => {
    const msgId = randomUUID();
    const messageId = randomUUID();
    const refused = await post(
      service,
      message({ ...changes, messageId, document: innlagt({ msgId }), signer: hospitalKey }),
    );
    expect(refused).toMatchObject({ status: 200, envelope: { kind: 'message-error' } });
    expect(refused.errors.join()).toMatch(code);
    expect(refused.envelope?.header.refToMessageId).toBe(messageId);
    expect(refused.envelope?.errorList?.highestSeverity).toBe('Error');
    expect((await received(msgId)).body.items).toEqual([]);
  });

  it.each([
    ['signed by another certificate than the pinned one', impostor],
    ['unsigned', null],
  ])('%s: SecurityFailure in the answer, and the MessageId is still free', async (_what, signer) => {
    const messageId = randomUUID();
    const forged = await post(service, message({ messageId, content: { syncReply: false }, signer }));
    expect(forged).toMatchObject({ status: 200, errors: ['SecurityFailure'] });
    const right = await post(service, message({ messageId, signer: hospitalKey }));
    expect(right.envelope?.kind).toBe('acknowledgment');
    // The true party hears nothing of what was done in its name.
    expect(atHospital.received).toEqual([]);
  });

  it('a swapped attachment: SecurityFailure', async () => {
    const one = outgoing({ signer: hospitalKey });
    const [right, wrong] = [innlagt(), innlagt()].map((document) => message({ ...one, document }));
    const part = (entity = right) => entity?.body.toString('latin1').split('\r\n\r\n').at(-1) ?? '';
    expect(part(right)).not.toBe(part(wrong));
    const body = right?.body.toString('latin1').replace(part(right), () => part(wrong)) ?? '';
    const swapped = { contentType: right?.contentType ?? '', body: Buffer.from(body, 'latin1') };
    expect((await post(service, swapped)).errors).toContain('SecurityFailure');
  });

  it.each([
    ['a wrong SOAPAction', {}, { soapaction: 'ebXML' }],
    ['a wrong Content-Type', { contentType: 'application/json' }, {}],
    ['what is no XML', { contentType: 'text/xml', body: Buffer.from('hei') }, {}],
    ['an empty body', { contentType: 'text/xml', body: Buffer.alloc(0) }, {}],
    ['a DOCTYPE', { contentType: 'text/xml', body: Buffer.from('<!DOCTYPE a><a/>') }, {}],
    ['a package without boundary', { contentType: 'multipart/related' }, {}],
  ])('%s gets a SOAP Fault with status 4xx or 5xx', async (_what, changes, headers) => {
    const fault = await post(service, { ...message({ signer: hospitalKey }), ...changes }, headers);
    expect(fault.status).toBeGreaterThanOrEqual(400);
    expect(faultCode(fault)).toBe('Client');
  });
});

function who(her: number) {
  return { ids: [{ type: 'HER', value: String(her) }], role: 'LOG_INNLAGTsender' };
}

describe('without SyncReply', () => {
  const later = { syncReply: false };
  /** The receipts of one message that the hospital got. */
  const receipts = (messageId: string) =>
    atHospital.received.filter(
      ({ body }) => readEnvelope(body)?.envelope.acknowledgment?.refToMessageId === messageId,
    );
  const posted = (messageId: string, count: number) =>
    eventually(
      () => receipts(messageId),
      (found) => found.length >= count,
    );

  it('the answer is empty and the receipt is posted to the sender, until it is taken', async () => {
    atHospital.behave(answer(503));
    const messageId = randomUUID();
    const first = await post(service, message({ messageId, content: later, signer: hospitalKey }));
    expect(first).toMatchObject({ status: 202, bytes: Buffer.alloc(0) });
    const [one, again] = await posted(messageId, 2);
    atHospital.behave(answer(204));
    expect(one?.headers).toMatchObject({ soapaction: '"ebXML"' });
    expect(one?.headers['content-type']).toMatch(/^text\/xml/);
    expect(again?.body).toEqual(one?.body);
  });

  it('a copy has the same receipt posted again', async () => {
    const messageId = randomUUID();
    const entity = message({ messageId, content: later, signer: hospitalKey });
    await post(service, entity);
    await posted(messageId, 1);
    expect((await post(service, entity)).status).toBe(202);
    const [one, again] = await posted(messageId, 2);
    expect(again?.body).toEqual(one?.body);
  });

  it('a receipt in line survives the service: the next one posts it', async () => {
    const own = await startTestService();
    await partners(own);
    atHospital.behave(answer(503));
    const messageId = randomUUID();
    await post(own, message({ messageId, content: later, signer: hospitalKey }));
    await own.close();
    const before = receipts(messageId).length;
    atHospital.behave(answer(204));
    const next = await startTestService({ connectionString: own.connectionString });
    try {
      await posted(messageId, before + 1);
    } finally {
      await next.close();
    }
  });

  it('a refusal of a proved sender is posted to it', async () => {
    const entity = message({ content: { ...later, service: 'S-UKJENT' }, signer: hospitalKey });
    expect((await post(service, entity)).status).toBe(202);
    const posted = () =>
      atHospital.received
        .map(({ body }) => readEnvelope(body)?.envelope)
        .find((envelope) => envelope?.kind === 'message-error');
    const error = await eventually(posted, (envelope) => envelope !== undefined);
    expect(error?.errorList?.errors.map(({ code }) => code)).toEqual(['ValueNotRecognized']);
  });
});

describe('signals', () => {
  it('a Ping gets a Pong that names it', async () => {
    const ping = signal({ kind: 'ping' }, hospitalKey, syncReply);
    const pong = await post(service, ping);
    expect(pong).toMatchObject({ status: 200, envelope: { kind: 'pong' } });
    expect(pong.envelope?.header.refToMessageId).toBe(readEnvelope(ping.body)?.envelope.header.messageId);
  });

  it('a StatusRequest is told of a message of the asker’s own, and of no other', async () => {
    const messageId = randomUUID();
    const ask = async () => {
      const question = signal({ kind: 'status-request', refToMessageId: messageId }, hospitalKey, syncReply);
      return (await post(service, question)).envelope?.statusResponse;
    };
    expect(await ask()).toMatchObject({ refToMessageId: messageId, status: 'NotRecognized' });
    await post(service, message({ messageId, signer: hospitalKey }));
    expect((await ask())?.status).toMatch(/^(Received|Processed)$/);
    await eventually(ask, (response) => response?.status === 'Processed');
  });

  it('a MessageError never gets an answer, right or wrong', async () => {
    const errors = [
      { errorCode: 'Unknown', severity: 'Error', location: null, description: 'prøve' },
    ] as const;
    for (const signer of [hospitalKey, impostor]) {
      const entity = signal({ kind: 'message-error', refToMessageId: randomUUID(), errors }, signer);
      expect(await post(service, entity)).toMatchObject({ status: 202, bytes: Buffer.alloc(0) });
    }
    // Receipts of other tests may still be on their way.
    const kinds = atHospital.received.map(({ body }) => readEnvelope(body)?.envelope.kind);
    expect(kinds.filter((kind) => kind !== 'acknowledgment')).toEqual([]);
  });
});

describe('when nothing can be kept', () => {
  it('the sender is told to come again: 503 with Retry-After and a SOAP Fault', async () => {
    const own = await startTestService();
    await partners(own);
    await own.services.db.pool.query('alter table ebms_received rename to away');
    const entity = message({ signer: hospitalKey });
    const refused = await post(own, entity);
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(faultCode(refused)).toBe('Server');
    await own.services.db.pool.query('alter table away rename to ebms_received');
    expect((await post(own, entity)).envelope?.kind).toBe('acknowledgment');
    await own.close();
  });

  it('a signed receipt is never promised without a key of our own', async () => {
    const own = await startTestService();
    const document = partnersOf({ hospital: { identities: [hospitalKey] } });
    await changePartners(own.services.db, 'prøve', () => document);
    expect((await post(own, message({ signer: hospitalKey }))).status).toBe(503);
    await own.close();
  });
});
