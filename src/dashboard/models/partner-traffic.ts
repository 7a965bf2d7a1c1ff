import type { Routing } from '../../delivery/routing.ts';
import type { MessageState } from '../../ledger/tables.ts';
import type { Traffic, TrafficRow } from '../queries/traffic.ts';
import type { Hour } from './bars.ts';

/** What one partner sent and was sent during the last 24 hours. */
export interface PartnerTraffic {
  /** `null` gathers all that are not among the partners. */
  her: number | null;
  name: string | null;
  sent: number;
  received: number;
  faults: number;
  lastAt: Date | null;
  hours: Hour[];
}

/** What went on in all. */
export interface DayTotals {
  messagesDelivered: number;
  receiptsDelivered: number;
  rejected: number;
}

const troubleOfReceiver: readonly MessageState[] = ['failed', 'refused', 'unrouted'];
const troubleOfSender: readonly MessageState[] = ['rejected'];
const deliveredStates: readonly MessageState[] = ['delivered', 'acknowledged', 'refused'];

/**
 * Traffic by partner: every partner in the list, also the silent ones, those with trouble first, then by name. What
 * could not be delivered or was refused counts as trouble at the receiver, what validation rejected at the sender.
 */
export function byPartner(
  traffic: Traffic,
  routing: Routing,
  partners: readonly { her: number; name: string }[],
): PartnerTraffic[] {
  const index = new Map(traffic.hours.map((hour, position) => [hour.getTime(), position]));
  const all = new Map<number | null, PartnerTraffic>();
  const empty = (her: number | null, name: string | null): PartnerTraffic => ({
    her,
    name,
    sent: 0,
    received: 0,
    faults: 0,
    lastAt: null,
    hours: traffic.hours.map(() => ({ messages: 0, faults: 0 })),
  });
  for (const { her, name } of partners) all.set(her, empty(her, name));

  function record(her: number | null, row: TrafficRow, side: 'sent' | 'received', faulty: boolean): void {
    const key = routing.partner(her)?.her ?? null;
    const partner = all.get(key) ?? empty(null, null);
    all.set(partner.her, partner);
    partner[side] += row.messages;
    if (partner.lastAt === null || row.last_at > partner.lastAt) partner.lastAt = row.last_at;
    const hour = partner.hours[index.get(row.hour.getTime()) ?? -1];
    if (hour !== undefined) hour.messages += row.messages;
    if (!faulty) return;
    partner.faults += row.messages;
    if (hour !== undefined) hour.faults += row.messages;
  }

  for (const row of traffic.rows) {
    record(row.sender_her, row, 'sent', troubleOfSender.includes(row.state));
    record(row.receiver_her, row, 'received', troubleOfReceiver.includes(row.state));
  }
  return [...all.values()].sort(byNeed);
}

function byNeed(a: PartnerTraffic, b: PartnerTraffic): number {
  if (a.faults > 0 !== b.faults > 0) return a.faults > 0 ? -1 : 1;
  if ((a.name === null) !== (b.name === null)) return a.name === null ? 1 : -1;
  return (a.name ?? '').localeCompare(b.name ?? '', 'nb');
}

export function dayTotals(traffic: Traffic): DayTotals {
  const sum = (rows: TrafficRow[]) => rows.reduce((total, row) => total + row.messages, 0);
  const delivered = traffic.rows.filter((row) => deliveredStates.includes(row.state));
  return {
    messagesDelivered: sum(delivered.filter((row) => !row.receipt)),
    receiptsDelivered: sum(delivered.filter((row) => row.receipt)),
    rejected: sum(traffic.rows.filter((row) => row.state === 'rejected')),
  };
}
