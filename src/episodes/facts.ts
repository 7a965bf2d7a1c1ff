import { CONTENT_MOMENTS, type ContentMoment, type KindKey, kindOf } from '../agreement/kinds.ts';
import type { Message } from '../messages/message.ts';
import { ZONE } from '../messages/time.ts';

/** A moment that the content names (code list 9121). */
export interface StatedMoment {
  /** ISO 8601 in UTC; for a date alone the midnight that begins it in Norway. */
  at: string;
  /** Whether a time of day was written. */
  timed: boolean;
}

/** What the kommune says of taking over: can, cannot, or nothing that a machine may read (F18). */
export type Answer = 'kan' | 'kan-ikke' | 'uklar';

/** What the clocks need of a message, and nothing that tells who the patient is. Kept beside the message at intake. */
export interface Facts {
  /** `null`: a type that no rule speaks of. */
  kind: KindKey | null;
  /** Forsendelsesstatus (7309); `null` in messages that have none. */
  status: string | null;
  /** HER-ids of level 1 of everyone who gets it, the main receiver first. */
  receivers: number[];
  moments: Partial<Record<ContentMoment, StatedMoment>>;
  /** Topic of a dialogue message, `7322/7`. */
  topic: string | null;
  /** Only in messages of topic 7322/7. */
  answer: Answer | null;
}

/** Topic of the formal answer to a notice of readiness. */
export const ANSWER_TOPIC = '7322/7';

/** Reads off a message what the clocks need. */
export function factsOf(message: Message): Facts {
  const topic = topicOf(message);
  return {
    kind: kindOf(message),
    status: message.status,
    receivers: [message.receiver, ...message.otherReceivers].flatMap((party) => party?.her ?? []),
    moments: momentsOf(message),
    topic,
    answer: topic === ANSWER_TOPIC ? readAnswer(message.dialog?.texts ?? []) : null,
  };
}

/** The standard has no code for can and cannot; what it says in words decides, and `kan ikke` goes first. */
export function readAnswer(texts: readonly string[]): Answer {
  const said = texts.join('\n').toLowerCase().replace(/\s+/g, ' ');
  if (said.includes('kan ikke')) return 'kan-ikke';
  return /kan ta i ?mot|kan motta/.test(said) ? 'kan' : 'uklar';
}

function topicOf({ dialog }: Message): string | null {
  const code = dialog?.topic?.code;
  if (code == null) return null;
  const list = dialog?.topic?.list?.split('.').at(-1);
  return `${list === undefined || list === '' ? '7322' : list}/${code}`;
}

/** A final time goes before an estimate, a later one in the document before an earlier. */
function momentsOf({ events }: Message): Facts['moments'] {
  const moments: Facts['moments'] = {};
  const ordered = events.toSorted((a, b) => Number(a.estimate === false) - Number(b.estimate === false));
  for (const { code, at, instant } of ordered) {
    const list = code?.list?.split('.').at(-1) ?? '9121';
    const key = `${list}/${code?.code}`;
    if (!isContentMoment(key)) continue;
    const stated = instant === null ? midnightOf(at) : { at: instant, timed: true };
    if (stated !== null) moments[key] = stated;
  }
  return moments;
}

function isContentMoment(key: string): key is ContentMoment {
  return key in CONTENT_MOMENTS;
}

function midnightOf(written: string | null): StatedMoment | null {
  const date = /^\d{4}-\d\d-\d\d/.exec(written?.trim() ?? '')?.[0];
  if (date === undefined) return null;
  try {
    const at = Temporal.PlainDate.from(date).toZonedDateTime(ZONE).toInstant();
    return { at: at.toString(), timed: false };
  } catch {
    return null;
  }
}
