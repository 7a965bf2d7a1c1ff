import type { Routing } from '../../delivery/routing.ts';
import { publicState } from '../../ledger/fold.ts';
import type { DeliveryRow, EventRow, MessageRow } from '../../ledger/messages.ts';
import type { Finding } from '../../validation/finding.ts';
import { formatSize } from '../format/number.ts';
import { partyName, type ShownTime, type Wording } from '../format/wording.ts';
import type { RelatedMessage } from '../queries/message-list.ts';
import { apprecCode, type Texts, typeName } from '../texts/texts.ts';
import { type Cause, causeOf, findDefinition } from './cause.ts';
import { shownState, stateTag, type Tag, verdictTag } from './state-tag.ts';
import { type TimelineEntry, timeline } from './timeline.ts';

export interface MessagePage {
  id: string;
  /** Whether anything is still expected to happen by itself, so that the page keeps refreshing. */
  open: boolean;
  checked: ShownTime;
  type: string;
  typeCode: string | null;
  version: string | null;
  state: Tag;
  meaning: string;
  parties: string;
  sender: string;
  receiver: string;
  receivedAt: ShownTime;
  sentAt: ShownTime | null;
  msgId: string | null;
  conversation: { text: string; href: string } | null;
  answers: { text: string; href: string } | null;
  size: string;
  checksum: string;
  mode: string;
  verdict: Tag;
  timeline: TimelineEntry[];
  receivers: ReceiverItem[];
  findings: FindingItem[];
  related: RelatedItem[];
}

export interface ReceiverItem {
  name: string;
  role: string;
  state: Tag;
  attempts: string | null;
  nextAttempt: ShownTime | null;
  deliveredAt: ShownTime | null;
  /** `null` where none is expected. */
  apprec: Tag | null;
  apprecAt: ShownTime | null;
  apprecCodes: string[];
  apprecHref: string | null;
  cause: Cause | null;
}

export interface FindingItem {
  code: string;
  severity: Tag;
  /** In the page's language, or `bokmål` when the sentence was only written down in that. */
  message: string;
  language: string;
  place: string | null;
  path: string | null;
  remedy: string | null;
  source: string;
}

export interface RelatedItem {
  href: string;
  type: string;
  parties: string;
  receivedAt: ShownTime;
  state: Tag;
}

export interface MessageData {
  message: MessageRow;
  deliveries: DeliveryRow[];
  events: EventRow[];
  related: RelatedMessage[];
  routing: Routing;
}

/** Everything about one message but its content. Pure. */
export function messagePage(data: MessageData, wording: Wording): MessagePage {
  const { message, deliveries, routing } = data;
  const { text } = wording;
  const sender = partyName(text, routing, message.sender_her, message.sender_service);
  const receiver = partyName(text, routing, message.receiver_her, message.receiver_service);
  return {
    id: message.id,
    open: isOpen(message, deliveries),
    checked: wording.time(wording.now, { seconds: true }),
    type: typeName(text, message.type),
    typeCode: message.type,
    version: message.version,
    state: stateTag(text, message),
    meaning: meaningOf(message, text),
    parties: text.parties.fromTo(sender, receiver),
    sender,
    receiver,
    receivedAt: wording.time(message.received_at, { seconds: true }),
    sentAt: message.sent_at === null ? null : wording.time(message.sent_at, { seconds: true }),
    msgId: message.msg_id,
    conversation: searchLink(message.conversation),
    answers: searchLink(message.parent ?? message.original_key),
    size: formatSize(message.size, wording.language),
    checksum: message.sha256.toString('hex'),
    mode: message.mode === 'observe' ? text.message.observe : text.message.route,
    verdict: verdictTag(text, message.verdict),
    timeline: timeline(data.events, deliveries, routing, wording),
    receivers: deliveries.map((delivery) =>
      receiverItem(delivery, message.kind === 'apprec', routing, wording),
    ),
    findings: message.findings.map((finding) => findingItem(finding, wording)),
    related: data.related.map((related) => ({
      href: `/meldinger/${related.id}`,
      type: typeName(text, related.type),
      parties: text.parties.fromTo(
        partyName(text, routing, related.sender_her, related.sender_service),
        partyName(text, routing, related.receiver_her, related.receiver_service),
      ),
      receivedAt: wording.time(related.received_at),
      state: stateTag(text, related),
    })),
  };
}

function meaningOf(message: MessageRow, text: Texts): string {
  // Nobody answers a receipt with a receipt.
  if (message.kind === 'apprec' && message.state === 'delivered') return text.receiptDelivered;
  return text.stateMeanings[shownState(message)];
}

function isOpen(message: MessageRow, deliveries: DeliveryRow[]): boolean {
  if (message.verdict === 'rejected') return false;
  if (message.kind === 'apprec') return deliveries.some(({ state }) => state === 'pending');
  return deliveries.some(
    ({ state, apprec }) =>
      state === 'pending' || ((state === 'delivered' || state === 'observed') && apprec === 'none'),
  );
}

function searchLink(key: string | null): { text: string; href: string } | null {
  return key === null ? null : { text: key, href: `/meldinger?sok=${encodeURIComponent(key)}` };
}

function receiverItem(
  delivery: DeliveryRow,
  isReceipt: boolean,
  routing: Routing,
  wording: Wording,
): ReceiverItem {
  const { text } = wording;
  const shown = stateTag(text, {
    state: publicState({ state: delivery.state, apprec: 'none' }),
    mode: 'route',
  });
  return {
    name: partyName(text, routing, delivery.receiver_her, delivery.receiver_service),
    role: delivery.role === 'PRIM' ? text.message.primary : text.message.copy,
    state:
      delivery.state === 'observed'
        ? { word: text.deliveryStates.observed, icon: 'eye', tone: 'info' }
        : { ...shown, word: text.deliveryStates[delivery.state] },
    attempts:
      delivery.attempts === 0
        ? null
        : text.message.attempts(wording.number(delivery.attempts), delivery.attempts === 1),
    nextAttempt:
      delivery.state === 'pending' &&
      delivery.next_attempt_at !== null &&
      delivery.next_attempt_at > wording.now
        ? wording.time(delivery.next_attempt_at, { seconds: true })
        : null,
    deliveredAt:
      delivery.delivered_at === null ? null : wording.time(delivery.delivered_at, { seconds: true }),
    apprec: isReceipt ? null : apprecTag(delivery, text),
    apprecAt: delivery.apprec_at === null ? null : wording.time(delivery.apprec_at, { seconds: true }),
    apprecCodes: (delivery.apprec_codes ?? []).map((code) => apprecCode(text, code)),
    apprecHref: delivery.apprec_message === null ? null : `/meldinger/${delivery.apprec_message}`,
    // What a receipt says stands beside the receipt already.
    cause: delivery.apprec === 'rejected' ? null : causeOf(delivery, wording),
  };
}

const apprecLooks: Record<DeliveryRow['apprec'], Pick<Tag, 'icon' | 'tone'>> = {
  none: { icon: 'clock', tone: 'neutral' },
  ok: { icon: 'double-check', tone: 'success' },
  part: { icon: 'alert', tone: 'warning' },
  rejected: { icon: 'return', tone: 'danger' },
};

function apprecTag(delivery: DeliveryRow, text: Texts): Tag {
  return { word: text.apprecStates[delivery.apprec], ...apprecLooks[delivery.apprec] };
}

const severityLooks: Record<Finding['severity'], Pick<Tag, 'icon' | 'tone'>> = {
  error: { icon: 'cross', tone: 'danger' },
  warning: { icon: 'alert', tone: 'warning' },
  info: { icon: 'eye', tone: 'info' },
};

function findingItem(finding: Finding, wording: Wording): FindingItem {
  const { text, language } = wording;
  const definition = findDefinition(finding.code);
  // The ledger keeps the sentence in bokmål; another language has it only when nothing was filled into it.
  const translated = definition?.message[language];
  const usable = translated !== undefined && !/\{\w+\}/.test(translated);
  const remedy = definition?.remedy[language] ?? null;
  return {
    code: finding.code,
    severity: { word: text.severities[finding.severity], ...severityLooks[finding.severity] },
    message: usable ? translated : finding.message,
    language: usable ? language : 'nb',
    place: place(finding, text),
    path: finding.path,
    remedy: remedy !== null && !/\{\w+\}/.test(remedy) ? remedy : null,
    source: finding.source,
  };
}

function place({ line, column }: Finding, text: Texts): string | null {
  if (line === null) return null;
  return column === null
    ? text.message.lineOnly(String(line))
    : text.message.line(String(line), String(column));
}
