import type { Routing } from '../../delivery/routing.ts';
import { formatDuration } from '../format/duration.ts';
import type { Count } from '../format/number.ts';
import { partyName, type ShownTime, type Wording } from '../format/wording.ts';
import type { Overview } from '../queries/overview.ts';
import type { Traffic } from '../queries/traffic.ts';
import type { Trouble } from '../queries/troubles.ts';
import { typeName } from '../texts/texts.ts';
import { type Bars, drawBars } from './bars.ts';
import { causeOf } from './cause.ts';
import { byPartner, dayTotals, type PartnerTraffic } from './partner-traffic.ts';
import { stateTag, type Tag } from './state-tag.ts';

export interface NowPage {
  /** Nothing waits for a person, and the watch itself keeps up. */
  calm: boolean;
  /** Changes the icon of the browser's tab. */
  headline: string;
  /** How many of each kind wait for a person: «2 ble ikke levert». */
  breakdown: string[];
  /** The number in the title of the tab; `null` when it is calm. */
  badge: string | null;
  flow: string[];
  last: ShownTime | null;
  watch: { behind: string | null; checked: ShownTime };
  troubles: TroubleItem[];
  all: { href: string; text: string } | null;
  /** Partners with traffic. */
  partners: PartnerItem[];
  /** Partners without any: silence may be a fault too, so they are named. */
  silent: { name: string; href: string }[];
  hours: string[];
}

export interface TroubleItem {
  id: string;
  href: string;
  tag: Tag;
  type: string;
  parties: string;
  cause: string;
  since: ShownTime;
  /** What a screen reader says when this is new. */
  announcement: string;
}

export interface PartnerItem {
  name: string;
  href: string | null;
  bars: Bars;
  barsLabel: string;
  sent: string;
  received: string;
  faults: string;
  faulty: boolean;
  last: ShownTime | null;
  /** «12», or «12 (1)» with failures, per hour. */
  hours: string[];
}

export interface NowData {
  overview: Overview;
  troubles: Trouble[];
  traffic: Traffic;
  routing: Routing;
  partners: readonly { her: number; name: string }[];
}

/** Says in words and numbers how things stand. Pure. */
export function nowPage(data: NowData, wording: Wording): NowPage {
  const { overview, routing } = data;
  const { text } = wording;
  const trouble = total([overview.failed, overview.unrouted, overview.refused]);
  const behind = behindText(overview, wording);
  const troubles = data.troubles.map((item) => troubleItem(item, routing, wording));
  const traffic = byPartner(data.traffic, routing, data.partners);
  const most = Math.max(...traffic.flatMap(({ hours }) => hours.map(({ messages }) => messages)), 1);
  const said = (count: Count, say: (count: string, one: boolean) => string) =>
    count.value === 0 ? [] : [say(wording.count(count), isOne(count))];
  return {
    calm: trouble.value === 0 && behind === null,
    headline: headline(trouble, behind, wording),
    breakdown: [
      ...said(overview.failed, text.now.failed),
      ...said(overview.unrouted, text.now.unrouted),
      ...said(overview.refused, text.now.refused),
    ],
    badge: trouble.value === 0 ? null : wording.count(trouble),
    flow: flowSentences(data, wording),
    last: overview.lastMessageAt === null ? null : wording.time(overview.lastMessageAt),
    watch: { behind, checked: wording.time(wording.now, { seconds: true }) },
    troubles,
    all:
      trouble.value > troubles.length
        ? { href: '/meldinger?tilstand=trouble', text: text.now.showAll(wording.count(trouble)) }
        : null,
    partners: traffic.filter(isActive).map((partner) => partnerItem(partner, most, wording)),
    silent: traffic
      .filter((partner) => !isActive(partner))
      .map(({ her, name }) => ({ name: name ?? text.parties.others, href: `/meldinger?partner=${her}` })),
    hours: data.traffic.hours.map((hour) => clockHour(hour)),
  };
}

const oslo = new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', hour: '2-digit', hourCycle: 'h23' });

function clockHour(hour: Date): string {
  return oslo.format(hour);
}

function headline(trouble: Count, behind: string | null, { text, count }: Wording): string {
  if (trouble.value > 0) return text.now.trouble(count(trouble), isOne(trouble));
  return behind === null ? text.now.calm : text.now.behindTitle;
}

function total(counts: Count[]): Count {
  return {
    value: counts.reduce((sum, count) => sum + count.value, 0),
    more: counts.some(({ more }) => more),
  };
}

function isOne({ value, more }: Count): boolean {
  return value === 1 && !more;
}

function flowSentences({ overview, traffic }: NowData, wording: Wording): string[] {
  const { now } = wording.text;
  const { messagesDelivered, receiptsDelivered, rejected } = dayTotals(traffic);
  return [
    now.waiting(wording.count(overview.waiting), overview.waiting.value === 0),
    ...(overview.held.value === 0 ? [] : [now.held(wording.count(overview.held))]),
    now.lastDay(
      now.messages(wording.number(messagesDelivered), messagesDelivered === 1),
      now.receipts(wording.number(receiptsDelivered), receiptsDelivered === 1),
    ),
    ...(rejected === 0 ? [] : [now.rejectedLastDay(wording.number(rejected))]),
  ];
}

function behindText({ overdue, oldestOverdue }: Overview, wording: Wording): string | null {
  if (overdue.value === 0 || oldestOverdue === null) return null;
  const waited = formatDuration(wording.now.getTime() - oldestOverdue.getTime(), wording.language);
  return wording.text.now.behind(wording.count(overdue), isOne(overdue), waited);
}

function troubleItem(trouble: Trouble, routing: Routing, wording: Wording): TroubleItem {
  const { text } = wording;
  const tag = stateTag(text, { state: trouble.state, mode: 'route' });
  const type = typeName(text, trouble.type);
  const sender = partyName(text, routing, trouble.sender_her, trouble.sender_service);
  const receiver = partyName(text, routing, trouble.receiver_her, trouble.receiver_service);
  const cause = causeOf({ ...trouble, state: trouble.delivery_state }, wording);
  return {
    id: trouble.id,
    href: `/meldinger/${trouble.id}`,
    tag,
    type,
    parties: text.parties.fromTo(sender, receiver),
    cause: cause?.text ?? text.stateMeanings[trouble.state],
    since: wording.time(trouble.since),
    announcement: text.now.announcement(`${tag.word}. ${type}. ${text.parties.fromTo(sender, receiver)}.`),
  };
}

function isActive({ sent, received }: PartnerTraffic): boolean {
  return sent + received > 0;
}

function partnerItem(partner: PartnerTraffic, most: number, wording: Wording): PartnerItem {
  const { text } = wording;
  const faults = text.now.faultCount(
    wording.number(partner.faults),
    partner.faults === 0,
    partner.faults === 1,
  );
  const messages = partner.sent + partner.received;
  const totalText = text.now.messages(wording.number(messages), messages === 1);
  return {
    name: partner.name ?? text.parties.others,
    href: partner.her === null ? null : `/meldinger?partner=${partner.her}`,
    bars: drawBars(partner.hours, most),
    barsLabel: text.now.barsLabel(totalText, faults),
    sent: wording.number(partner.sent),
    received: wording.number(partner.received),
    faults: wording.number(partner.faults),
    faulty: partner.faults > 0,
    last: partner.lastAt === null ? null : wording.time(partner.lastAt),
    hours: partner.hours.map((hour) =>
      hour.faults === 0
        ? wording.number(hour.messages)
        : `${wording.number(hour.messages)} (${wording.number(hour.faults)})`,
    ),
  };
}
