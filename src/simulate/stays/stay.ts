import { buildDialog } from '../../messages/build/dialog.ts';
import type { BuildParty, BuildPatient } from '../../messages/build/head.ts';
import {
  buildPasientlogistikk,
  type HendelseCode,
  type LogistikkType,
} from '../../messages/build/pasientlogistikk.ts';
import { type Draft, type DraftReceipt, fine, MINUTE } from '../draft.ts';
import { addressOf, type SimulatedParty } from '../parties.ts';
import type { Random } from '../random.ts';

/** What a stay is told from: who, where, and the room in time that it has. */
export interface Stay {
  key: string;
  random: Random;
  patient: BuildPatient;
  /** The ward that the patient lies in. */
  ward: BuildParty;
  kommune: SimulatedParty;
  /** Milliseconds from the beginning of the play. */
  admitted: number;
  end: number;
  /** Draws a moment between two others, in office hours where there are any. */
  office(from: number, to: number): number;
}

/** The services of a kommune by what they are addressed for (rules for PLO addressing). */
const nursing = 0;
const caseOffice = 1;

interface Happening {
  code: HendelseCode;
  at: number;
  /** The profile gives only the date of being ready for discharge. */
  dateOnly?: boolean;
}

/** A Pasientlogistikk message from the ward to the kommune. */
export function fromWard(
  stay: Stay,
  step: number,
  type: LogistikkType,
  at: number,
  happened: Happening[],
): Draft {
  const receiver = addressOf(stay.kommune, type === 'LOG_INNLAGT' ? nursing : caseOffice);
  return {
    ...common(stay, step, at, stay.ward, receiver),
    type,
    write: (head, stamp) =>
      buildPasientlogistikk({
        ...head,
        type,
        events: happened.map(({ code, at: moment, dateOnly }) => ({
          code,
          at: dateOnly ? stamp.date(moment) : stamp.time(moment),
        })),
      }),
  };
}

interface Talk {
  type: 'DIALOG_HELSEFAGLIG' | 'DIALOG_FORESPORSEL' | 'DIALOG_SVAR' | 'DIALOG_AVVIK';
  topic: { code: string; name: string; list: number };
  heading?: string;
  text: string;
}

const wardNurse = { familyName: 'Sengepost', givenName: 'Siv', hpr: 9_876_541, phone: '73000001' };
const caseWorker = { familyName: 'Vaktsen', givenName: 'Vigdis', hpr: 9_876_543, phone: '73000002' };

/** A dialogmelding; `about` is the message that it answers, or `null` for one that begins a dialogue. */
export function dialogue(
  stay: Stay,
  step: number,
  from: 'ward' | 'kommune',
  at: number,
  about: Draft | null,
  talk: Talk,
): Draft {
  const office = addressOf(stay.kommune, caseOffice);
  const [sender, receiver] = from === 'ward' ? [stay.ward, office] : [office, stay.ward];
  const conversation = about && {
    parent: about.msgId,
    conversation: about.conversation?.conversation ?? about.msgId,
  };
  return {
    ...common(stay, step, at, sender, receiver),
    type: talk.type,
    conversation,
    answers: about?.key ?? null,
    write: (head) => buildDialog({ ...head, ...talk, author: from === 'ward' ? wardNurse : caseWorker }),
  };
}

function common(stay: Stay, step: number, at: number, sender: BuildParty, receiver: BuildParty) {
  const { key, patient } = stay;
  // A stream for each message: a fault or a new draw in one leaves the others as they were.
  const random = stay.random.fork(`melding/${step}`);
  return {
    key: `${key}/${step}`,
    msgId: random.uuid(),
    at: Math.round(at),
    handedInAt: Math.round(at),
    sender,
    receiver,
    patient,
    conversation: null,
    answers: null,
    damage: null,
    reception: { delayMs: random.integer(5, 60), answers: [] },
    receipts: [goodReceipt(random, receiver)],
    fault: null,
    expected: fine,
  } satisfies Omit<Draft, 'type' | 'write'>;
}

function goodReceipt(random: Random, from: BuildParty): DraftReceipt {
  return { id: random.uuid(), after: random.integer(10, 240) * (MINUTE / 60), status: '1', errors: [], from };
}
