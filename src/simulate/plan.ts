import type { BuildParty } from '../messages/build/head.ts';
import { DAY, type Draft, type Expected, HOUR, MINUTE, type Reception } from './draft.ts';
import { strikeByChance } from './faults/index.ts';
import { addressOf, simulatedParties } from './parties.ts';
import { syntheticPatient } from './patients.ts';
import { createRandom, type Random } from './random.ts';
import { stayKindFor } from './stays/index.ts';
import { isDaytime, officeMoment } from './timing.ts';
import { writeDraft } from './write-draft.ts';

export interface TrafficOptions {
  /** The same options give the same plan, byte for byte. */
  seed: number;
  hospitals: number;
  kommuner: number;
  /** How long the play lasts; every stay begins and ends within it. At least 1. */
  days: number;
  /** Share of the stays in which something goes wrong, 0–1. */
  fault: number;
  /** Instant (ISO 8601) at which the play begins. */
  start: string;
  /** Admissions per kommune and day. */
  staysPerDay?: number;
  /** How many times faster than told the stays go by: 1440 makes a day of every minute. Default 1. */
  pace?: number;
}

/** One handing-in, ready to be posted. */
export interface PlannedMessage {
  /** Unique in the plan: `opphold/7/2`. */
  key: string;
  /** Number of the stay, from 0, and the way it goes. */
  stay: number;
  kind: string;
  type: string;
  msgId: string;
  /** HER-ids of level 1. */
  from: number;
  to: number;
  /** Instant at which it is handed in. */
  at: string;
  bytes: Uint8Array;
  /** Key of the message that must have been delivered before this is handed in. */
  answers: string | null;
  reception: Reception;
  receipts: PlannedReceipt[];
  /** Name of the fault that is in it, or `null`. */
  fault: string | null;
  expected: Expected;
}

/** A receipt that the receiver posts; written when it is posted, since its time depends on the delivery. */
export interface PlannedReceipt {
  id: string;
  /** Milliseconds of the play from delivery to receipt. */
  afterMs: number;
  status: '1' | '2' | '3';
  errors: { code: string }[];
  from: BuildParty;
  to: BuildParty;
  original: { msgId: string; type: string; issueDate: string };
}

const defaultStaysPerDay = 3;

/** Days that a stay lasts, the short ones more often. */
const lengths = [0.8, 0.9, 1, 1.2, 1.5, 2, 2.5, 3, 4, 6, 8];

/**
 * Plans the traffic between hospitals and kommuner: stays from admission to discharge, with answers, receipts, and
 * faults in some of them.
 * @returns every handing-in, in the order of time
 * @throws RangeError when the options cannot be met
 */
export function planTraffic(options: TrafficOptions): PlannedMessage[] {
  check(options);
  const { seed, days, fault, start, hospitals, kommuner } = options;
  const parties = simulatedParties(hospitals, kommuner);
  const random = createRandom(`${seed}/${start}`);
  const stays = stayCount(options);
  const plan: PlannedMessage[] = [];
  for (let stay = 0; stay < stays; stay += 1) {
    const ofStay = random.fork(`opphold/${stay}`);
    const { kind, drafts } = tellWell(stay, ofStay, parties, Date.parse(start), days * DAY);
    const ordered = drafts.toSorted((a, b) => a.handedInAt - b.handedInAt);
    // Drawn always, so that a higher rate of faults adds to the faults of a lower one.
    const ill = ofStay.fork('gar galt?').chance(fault);
    const struck = ill ? strikeByChance(ordered, ofStay.fork('feil')) : ordered;
    const clock = { start: Date.parse(start), pace: options.pace ?? 1 };
    plan.push(...struck.map((draft) => writeDraft(draft, { stay, kind }, clock)));
  }
  return plan.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A plan is held in memory as a whole: about 25 kB for each stay. */
export const mostStays = 20_000;

/** How many stays a plan with these options has. */
export function stayCount({ kommuner, days, staysPerDay = defaultStaysPerDay }: TrafficOptions): number {
  return Math.max(1, Math.round(kommuner * days * staysPerDay));
}

type Parties = ReturnType<typeof simulatedParties>;

interface Told {
  kind: string;
  drafts: Draft[];
}

/** Nobody declares a patient ready at night if it can be helped: a stay that would is told anew, a few times. */
const attempts = 12;

function tellWell(number: number, random: Random, parties: Parties, epoch: number, span: number): Told {
  let best: Told | null = null;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    best = tell(number, random.fork(`forsøk/${attempt}`), parties, epoch, span);
    const notices = best.drafts.filter(({ type }) => type === 'LOG_UTSKRIVNINGSKLAR');
    if (notices.every(({ at }) => isDaytime(epoch + at))) return best;
  }
  if (best === null) throw new RangeError('A stay is told at least once');
  return best;
}

function tell(number: number, random: Random, parties: Parties, epoch: number, span: number): Told {
  const length = Math.min(random.pick(lengths) * DAY * (0.95 + random.next() / 10), span * 0.9);
  // Some room at the end for the last message and its receipt.
  const admitted = Math.floor((random.next() * (span - length - HOUR / 2)) / MINUTE) * MINUTE;
  const ward = addressOf(random.pick(parties.hospitals), random.integer(0, 2));
  const kind = stayKindFor(random.next());
  const timing = random.fork('tid');
  const drafts = kind.tell({
    key: `opphold/${number}`,
    random: random.fork('forløp'),
    patient: syntheticPatient(random.fork('pasient')),
    ward,
    kommune: random.pick(parties.kommuner),
    admitted,
    end: admitted + length,
    office: (from, to) => officeMoment(timing, epoch, from, to),
  });
  return { kind: kind.name, drafts };
}

function check(options: TrafficOptions): void {
  const { days, fault, start, hospitals, kommuner, pace = 1 } = options;
  if (!(days >= 1)) throw new RangeError('A play lasts at least one day');
  if (!(fault >= 0 && fault <= 1)) throw new RangeError('The share of faults is from 0 to 1');
  if (Number.isNaN(Date.parse(start))) throw new RangeError('The start must be an instant');
  if (hospitals < 1 || kommuner < 1) throw new RangeError('There must be a hospital and a kommune');
  if (stayCount(options) > mostStays) throw new RangeError('The plan has more stays than one can hold');
  if (!(pace > 0)) throw new RangeError('The pace must be more than 0');
}
