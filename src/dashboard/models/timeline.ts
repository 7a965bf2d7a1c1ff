import type { Routing } from '../../delivery/routing.ts';
import { type EventType, eventCatalogue } from '../../ledger/events.ts';
import type { DeliveryRow, EventRow } from '../../ledger/messages.ts';
import { formatDuration } from '../format/duration.ts';
import { formatClock, formatTime, sameDay } from '../format/time.ts';
import { partyName, type ShownTime, type Wording } from '../format/wording.ts';
import { apprecCode } from '../texts/texts.ts';
import { causeOf } from './cause.ts';
import type { IconName, Tone } from './state-tag.ts';

/** One thing that happened, told in plain words. */
export interface TimelineEntry {
  at: ShownTime;
  /** How long after the entry before; `null` for the first. */
  after: string | null;
  icon: IconName;
  tone: Tone;
  title: string;
  details: string[];
  /** The receipt that brought this about. */
  link: string | null;
}

const looks: Record<EventType, { icon: IconName; tone: Tone }> = {
  'message.received': { icon: 'check', tone: 'neutral' },
  'message.rejected': { icon: 'alert', tone: 'warning' },
  'message.repeated': { icon: 'return', tone: 'neutral' },
  'message.conflict': { icon: 'alert', tone: 'warning' },
  'delivery.attempt-failed': { icon: 'clock', tone: 'warning' },
  'delivery.handed-over': { icon: 'clock', tone: 'neutral' },
  'delivery.delivered': { icon: 'check', tone: 'success' },
  'delivery.failed': { icon: 'cross', tone: 'danger' },
  'delivery.hastened': { icon: 'return', tone: 'neutral' },
  'delivery.replayed': { icon: 'return', tone: 'neutral' },
  'delivery.rerouted': { icon: 'return', tone: 'neutral' },
  'delivery.closed': { icon: 'check', tone: 'neutral' },
  'apprec.received': { icon: 'double-check', tone: 'success' },
  'apprec.repeated': { icon: 'return', tone: 'neutral' },
  'apprec.contradicting': { icon: 'alert', tone: 'warning' },
  'apprec.foreign': { icon: 'question', tone: 'warning' },
  'content.read': { icon: 'eye', tone: 'neutral' },
};

/**
 * The events of a message as a person would tell them, oldest first, with the time that passed between them.
 * @param events oldest first, as the ledger gives them
 */
export function timeline(
  events: readonly EventRow[],
  deliveries: readonly DeliveryRow[],
  routing: Routing,
  wording: Wording,
): TimelineEntry[] {
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  return events.map((event, index) => {
    const before = events[index - 1];
    const delivery = event.delivery_id === null ? undefined : byId.get(event.delivery_id);
    const refused = event.type === 'apprec.received' && event.data.state === 'rejected';
    return {
      at: wording.time(event.at, { seconds: true }),
      after:
        before === undefined
          ? null
          : wording.text.message.after(
              formatDuration(event.at.getTime() - before.at.getTime(), wording.language),
            ),
      ...(refused ? ({ icon: 'return', tone: 'danger' } as const) : looks[event.type]),
      title: eventCatalogue[event.type][wording.language],
      details: details(event, delivery, deliveries.length > 1, routing, wording),
      link: typeof event.data.apprec === 'string' ? `/meldinger/${event.data.apprec}` : null,
    };
  });
}

function details(
  event: EventRow,
  delivery: DeliveryRow | undefined,
  several: boolean,
  routing: Routing,
  wording: Wording,
): string[] {
  const said = describe(event, delivery, routing, wording);
  if (!several || delivery === undefined) return said;
  // With one receiver everybody knows whom it is about.
  const name = partyName(wording.text, routing, delivery.receiver_her, delivery.receiver_service);
  return [wording.text.events.to(name), ...said];
}

function describe(
  event: EventRow,
  delivery: DeliveryRow | undefined,
  routing: Routing,
  wording: Wording,
): string[] {
  const { text } = wording;
  const { data } = event;
  switch (event.type) {
    case 'message.received':
    case 'message.rejected':
    case 'message.repeated':
    case 'message.conflict':
      return event.actor === null ? [] : [text.events.by(event.actor)];
    case 'content.read':
      return event.actor === null ? [] : [text.events.person(event.actor)];
    case 'delivery.attempt-failed':
    case 'delivery.failed':
      return [
        ...attempt(data.attempt, wording),
        ...failure(data, delivery, wording),
        ...retry(data.retryAt, event, wording),
      ];
    case 'delivery.handed-over':
      return [...attempt(data.attempt, wording), ...retry(data.retryAt, event, wording)];
    case 'delivery.delivered':
      return [...attempt(data.attempt, wording), ...took(data.milliseconds, wording)];
    case 'apprec.received':
    case 'apprec.repeated':
    case 'apprec.contradicting':
    case 'apprec.foreign':
      return receipt(data, routing, wording);
    default:
      return [];
  }
}

function attempt(number: unknown, { text, number: format }: Wording): string[] {
  return typeof number === 'number' ? [text.events.attempt(format(number))] : [];
}

function took(milliseconds: unknown, { text, language }: Wording): string[] {
  return typeof milliseconds === 'number' ? [text.events.took(formatDuration(milliseconds, language))] : [];
}

function failure(data: EventRow['data'], delivery: DeliveryRow | undefined, wording: Wording): string[] {
  const cause = causeOf(
    {
      state: 'failed',
      reason: typeof data.code === 'string' ? data.code : null,
      attempts: typeof data.attempt === 'number' ? data.attempt : 0,
      last_status: typeof data.status === 'number' ? data.status : null,
      receiver_her: delivery?.receiver_her ?? null,
      receiver_service: delivery?.receiver_service ?? null,
      apprec: null,
      apprec_codes: null,
    },
    wording,
  );
  return cause === null ? [] : [cause.text];
}

function retry(retryAt: unknown, event: EventRow, { text, language, now }: Wording): string[] {
  const at = typeof retryAt === 'string' ? new Date(retryAt) : null;
  if (at === null || Number.isNaN(at.getTime())) return [];
  // On the same day the time of day says it.
  const clock = sameDay(at, event.at)
    ? formatClock(at, language, true)
    : formatTime(at, language, { now, seconds: true });
  return [text.events.retryAt(clock)];
}

function receipt(data: EventRow['data'], routing: Routing, wording: Wording): string[] {
  const { text } = wording;
  const from =
    typeof data.from === 'number' ? [text.events.from(partyName(text, routing, data.from, null))] : [];
  const codes = Array.isArray(data.codes) ? data.codes.filter((code) => typeof code === 'string') : [];
  const verdicts: Record<string, string> = {
    '1': text.events.apprecOk,
    '2': text.events.apprecRejected,
    '3': text.events.apprecPart,
  };
  const verdict = typeof data.status === 'string' ? verdicts[data.status] : undefined;
  return [
    ...from,
    ...(verdict === undefined ? [] : [verdict]),
    ...codes.map((code) => `${apprecCode(text, code)}.`),
    ...(data.confirms === true ? [text.events.confirms] : []),
  ];
}
