import { randomUUID } from 'node:crypto';
import { type AppRecParty, buildAppRec } from '../../src/messages/build/apprec.ts';
import type { BuildPatient } from '../../src/messages/build/head.ts';
import type { BuildPasientlogistikk } from '../../src/messages/build/pasientlogistikk.ts';
import { buildPasientlogistikk } from '../../src/messages/build/pasientlogistikk.ts';
import { syntheticFodselsnummer } from '../../src/messages/identity/synthetic.ts';

/** The two parties of most tests, plainly synthetic. */
export const hospital = {
  her: 8100,
  name: 'Fjordvik sykehus (øvelse)',
  service: { her: 8101, name: 'Medisinsk avdeling' },
};
export const kommune = {
  her: 8200,
  name: 'Lillevik kommune (øvelse)',
  service: { her: 8201, name: 'Sykepleietjeneste' },
};

let patients = 0;

/** A synthetic patient, another one each time: month + 80, right check digits. */
export function anotherPatient(): BuildPatient {
  patients += 1;
  const birthDate = `${1940 + (patients % 50)}-0${1 + (patients % 9)}-${10 + (patients % 18)}`;
  const id = syntheticFodselsnummer(birthDate, '2', Math.floor(patients / 8100) % 250);
  return { familyName: 'Øvelse', givenName: 'Prøve', birthDate, sex: '2', ids: [{ id, type: 'FNR' }] };
}

/** A LOG_INNLAGT that validates, with a MsgId of its own. */
export function innlagt(changes: Partial<BuildPasientlogistikk> = {}): Buffer {
  return Buffer.from(
    buildPasientlogistikk({
      type: 'LOG_INNLAGT',
      msgId: randomUUID(),
      genDate: '2026-11-20T12:00:00+01:00',
      sender: hospital,
      receiver: kommune,
      patient: anotherPatient(),
      events: [{ code: '1', at: '2026-11-20T11:30:00' }],
      ...changes,
    }),
  );
}

/** The receiver's application receipt for a message from the hospital. */
export function appRec(
  originalMsgId: string,
  status: '1' | '2' | '3',
  options: { id?: string; version?: '1.0' | '1.1'; sender?: AppRecParty; errors?: { code: string }[] } = {},
): Buffer {
  const { id = randomUUID(), version = '1.1', sender, errors } = options;
  return Buffer.from(
    buildAppRec({
      id,
      version,
      genDate: '2026-11-20T12:00:05+01:00',
      status,
      sender: sender ?? party('PRIM', kommune),
      receiver: party('AVS', hospital),
      ...(errors !== undefined && { errors }),
      original: { msgId: originalMsgId, type: 'LOG_INNLAGT', issueDate: '2026-11-20T12:00:00+01:00' },
    }),
  );
}

export function party(role: string, { her, name, service }: typeof hospital): AppRecParty {
  return { role, her, name, service: { ...service, kind: 'service' } };
}
