import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRecFor, buildAppRec } from '../../src/messages/build/apprec.ts';
import { buildDialog } from '../../src/messages/build/dialog.ts';
import { buildPasientlogistikk } from '../../src/messages/build/pasientlogistikk.ts';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validator } from '../../src/validation/validation.ts';
import { events, head, logistikkType, party } from '../messages/arbitraries.ts';

let validator: Validator;
const now = new Date('2026-06-01T12:00:00Z');

beforeAll(async () => {
  validator = await createValidator({ production: false });
});
afterAll(() => validator.dispose());

const logistikk = logistikkType.chain((type) =>
  fc.record({
    type: fc.constant(type),
    version: fc.constantFrom('1.6' as const, '1.5' as const),
    head,
    events: events[type],
  }),
);

test('every Pasientlogistikk message that is built is accepted without a finding', () => {
  fc.assert(
    fc.property(logistikk, ({ type, version, head: given, events: happened }) => {
      const bytes = buildPasientlogistikk({ ...given, type, version, events: happened });
      const { verdict, findings, message } = validator.validate(bytes, { now });
      expect(findings).toEqual([]);
      expect(verdict).toBe('accepted');
      expect(message).toMatchObject({
        type,
        version,
        msgId: given.msgId,
        genDate: given.genDate,
        sender: { her: given.sender.her, service: { her: given.sender.service.her } },
        receiver: { her: given.receiver.her, service: { her: given.receiver.service.her } },
        events: happened.map(({ code, at }) => ({ code: { code }, at })),
      });
    }),
    { numRuns: 200 },
  );
});

const dialogType = fc.constantFrom(
  { type: 'DIALOG_SVAR' as const, topic: { code: '5', name: 'Svar på forespørsel', list: 9069 } },
  { type: 'DIALOG_AVVIK' as const, topic: { code: '1', name: 'Feil adressat', list: 8117 } },
  { type: 'DIALOG_FORESPORSEL' as const, topic: { code: '1', name: 'Helseopplysninger', list: 9152 } },
  {
    type: 'DIALOG_HELSEFAGLIG' as const,
    topic: { code: '7', name: 'Tilbakemelding på mottak av utskrivningsklar pasient', list: 7322 },
  },
);

test('every dialog message that is built is accepted without a finding, and keeps its text', () => {
  fc.assert(
    fc.property(dialogType, head, fc.uuid(), ({ type, topic }, given, earlier) => {
      const bytes = buildDialog({
        ...given,
        type,
        topic,
        text: 'Plass er klar fra mandag & senere <kl. 9>',
        heading: 'Utskriving',
        author: { familyName: 'Vaktsen', givenName: 'Vigdis', hpr: 9_876_543, phone: '73000000' },
        conversation: { parent: earlier, conversation: earlier },
      });
      const { findings, message } = validator.validate(bytes, { now });
      expect(findings).toEqual([]);
      expect(message?.dialog?.topic?.code).toBe(topic.code);
      expect(message?.dialog?.texts.at(-1)).toBe('Plass er klar fra mandag & senere <kl. 9>');
      expect(message?.conversation).toEqual({ parent: earlier, conversation: earlier });
    }),
    { numRuns: 100 },
  );
});

test('a receipt mirrors the addresses of the message and names its id, type and time', () => {
  fc.assert(
    fc.property(
      logistikk,
      fc.uuid(),
      fc.constantFrom('1.0' as const, '1.1' as const),
      (given, id, version) => {
        const bytes = buildPasientlogistikk({ ...given.head, type: given.type, events: given.events });
        const original = validator.validate(bytes, { now }).message;
        if (!original) throw new Error('the built message was not read');
        const receipt = appRecFor(original, { id, genDate: '2026-05-31T10:00:00', status: '1', version });
        const { verdict, findings, message } = validator.validate(receipt, { now });
        expect(findings).toEqual([]);
        expect(verdict).toBe('accepted');
        expect(message).toMatchObject({ type: 'APPREC', version, msgId: id });
        expect(message?.sender).toEqual({ ...original.receiver, organisation: null });
        expect(message?.receiver).toEqual({ ...original.sender, organisation: null });
        expect(message?.apprec?.original).toEqual({
          msgId: original.msgId,
          type: given.type,
          issuedAt: original.sentAt,
        });
      },
    ),
    { numRuns: 100 },
  );
});

test('a negative receipt carries its error codes and their explanation', () => {
  fc.assert(
    fc.property(party, party, fc.uuid(), (sender, receiver, id) => {
      const bytes = buildAppRec({
        id,
        genDate: '2026-05-31T10:00:00',
        sender: { role: 'PRIM', ...withKind(sender) },
        receiver: { role: 'AVS', ...withKind(receiver) },
        status: '2',
        errors: [{ code: 'T02', text: 'Elementet MsgInfo er ikke fullstendig.' }],
        original: { msgId: id, type: 'LOG_INNLAGT', issueDate: '2026-05-31T09:00:00' },
      });
      const { findings, message } = validator.validate(bytes, { now });
      expect(findings).toEqual([]);
      expect(message?.apprec).toMatchObject({
        status: '2',
        errors: [{ code: 'T02', text: 'Elementet MsgInfo er ikke fullstendig.' }],
      });
    }),
    { numRuns: 50 },
  );
});

function withKind({
  her,
  name,
  service,
}: {
  her: number;
  name: string;
  service: { her: number; name: string; kind?: 'service' | 'person' };
}) {
  return { her, name, service: { ...service, kind: service.kind ?? ('service' as const) } };
}
