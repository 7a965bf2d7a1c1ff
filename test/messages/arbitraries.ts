import fc from 'fast-check';
import type { BuildHead, BuildParty, BuildPatient } from '../../src/messages/build/head.ts';
import type { BuildEvent, LogistikkType } from '../../src/messages/build/pasientlogistikk.ts';
import { syntheticFodselsnummer } from '../../src/messages/identity/synthetic.ts';

/** Names as people and wards have them, with what XML must escape and what lies beyond the first plane. */
const letters = [...'abcdefghijklmnopqrstuvwxyzæøåÆØÅéöüšŋđŧ ABC <>&"\'-.,/0123456789\t😀𝔘'];
const text = fc
  .string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...letters) })
  .filter((each) => /\p{L}/u.test(each));

const her = fc.integer({ min: 1, max: 9_999_999 });

const dateTime = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2025-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19));

export const party: fc.Arbitrary<BuildParty> = fc
  .record({
    her,
    name: text,
    service: fc.record({ her, name: text, kind: fc.constantFrom('service' as const, 'person' as const) }),
  })
  .filter((each) => each.her !== each.service.her);

export const patient: fc.Arbitrary<BuildPatient> = fc
  .record({
    familyName: text,
    givenName: text,
    birthDate: fc
      .date({ min: new Date('1940-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
      .map((each) => each.toISOString().slice(0, 10)),
    sex: fc.constantFrom('1' as const, '2' as const),
    serial: fc.nat(249),
  })
  .map(({ serial, ...rest }) => ({
    ...rest,
    ids: [{ id: syntheticFodselsnummer(rest.birthDate, rest.sex, serial), type: 'FNR' }],
  }));

export const head: fc.Arbitrary<BuildHead> = fc.record({
  msgId: fc.uuid(),
  genDate: dateTime,
  sender: party,
  receiver: party,
  patient,
});

/** Events as the profile of each message asks for. */
export const events: Readonly<Record<LogistikkType, fc.Arbitrary<BuildEvent[]>>> = {
  LOG_INNLAGT: dateTime.map((at) => [{ code: '1', at }]),
  LOG_UTSKRIVNINGSKLAR: fc.tuple(dateTime, dateTime).map((times) => {
    const [admitted, ready] = times.sort() as [string, string];
    return [
      { code: '1', at: admitted },
      { code: '3', at: ready.slice(0, 10) },
    ];
  }),
  LOG_AVMELDING: dateTime.map((at) => [{ code: '4', at }]),
  LOG_UTSKREVET: dateTime.map((at) => [{ code: '2', at }]),
  LOG_DOD: dateTime.map((at) => [{ code: '13', at }]),
};

export const logistikkType = fc.constantFrom<LogistikkType>(
  'LOG_INNLAGT',
  'LOG_UTSKRIVNINGSKLAR',
  'LOG_AVMELDING',
  'LOG_UTSKREVET',
  'LOG_DOD',
);
