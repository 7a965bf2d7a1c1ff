import type { ColumnType, Generated } from 'kysely';
import type { Message } from '../messages/message.ts';
import type { Finding, Verdict } from '../validation/finding.ts';
import type { EventType } from './events.ts';

/** Row types of the database, for typed queries. The migrations are what creates them. */
export interface Tables {
  message: MessageTable;
  message_content: { message_id: string; bytes: Buffer };
  delivery: DeliveryTable;
  event: EventTable;
  outbox: { id: Generated<number>; delivery_id: string; attempt: number; run_at: Generated<Date> };
  secret: { name: string; value: Buffer; created_at: Generated<Date> };
  api_token: TokenTable;
  login_link: {
    hash: Buffer;
    person: string;
    role: string;
    created_at: Generated<Date>;
    expires_at: Date;
    used_at: Date | null;
  };
  session: { hash: Buffer; person: string; role: string; created_at: Generated<Date>; expires_at: Date };
  partner_config: { version: Generated<number>; at: Generated<Date>; actor: string; document: Json<unknown> };
  access_log: {
    seq: Generated<number>;
    at: Generated<Date>;
    actor: string;
    action: string;
    message_id: string | null;
    purpose: string | null;
  };
}

/** Read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

/** The document family, or that it could not be read. */
export type MessageKind = Message['kind'] | 'unreadable';
export type Mode = 'route' | 'observe';

/** What the outside sees of a message; with several receivers the least advanced. */
export const messageStates = [
  'unrouted',
  'failed',
  'held',
  'received',
  'delivered',
  'refused',
  'acknowledged',
  'closed',
  'rejected',
] as const;
export type MessageState = (typeof messageStates)[number];

/** What is to be done for one receiver. */
export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'held' | 'unrouted' | 'observed' | 'closed';

/** What the receiver's application said: nothing yet, OK, OK with fault in a part, rejected. */
export type AppRecState = 'none' | 'ok' | 'part' | 'rejected';

/** What an AppRec says, kept beside the message so that matching need not read XML again. */
export interface Receipt {
  status: string | null;
  codes: string[];
  applied?: 'matched' | 'repeated' | 'contradicting' | 'foreign';
}

export interface MessageTable {
  id: string;
  seq: Generated<number>;
  received_at: Date;
  kind: MessageKind;
  type: string | null;
  version: string | null;
  msg_id: string | null;
  msg_key: string | null;
  sender_her: number | null;
  sender_service: number | null;
  receiver_her: number | null;
  receiver_service: number | null;
  sent_at: Date | null;
  conversation: string | null;
  parent: string | null;
  patient_key: string | null;
  verdict: Verdict;
  apprec_code: string | null;
  findings: Json<Finding[]>;
  mode: Mode;
  state: MessageState;
  sha256: Buffer;
  size: number;
  content_type: string;
  original_key: string | null;
  receipt: Json<Receipt | null>;
}

export interface DeliveryTable {
  id: string;
  message_id: string;
  seq: number;
  role: string;
  receiver_her: number | null;
  receiver_service: number | null;
  endpoint_her: number | null;
  order_key: string;
  state: DeliveryState;
  reason: string | null;
  attempts: Generated<number>;
  since: Generated<Date>;
  next_attempt_at: Date | null;
  queued_at: Date | null;
  lease_owner: string | null;
  lease_until: Date | null;
  last_attempt_at: Date | null;
  last_status: number | null;
  delivered_at: Date | null;
  apprec: Generated<AppRecState>;
  apprec_at: Date | null;
  apprec_message: string | null;
  apprec_codes: string[] | null;
}

export interface EventTable {
  seq: Generated<number>;
  message_id: string;
  delivery_id: string | null;
  type: EventType;
  at: Date;
  actor: string | null;
  data: Json<Record<string, unknown>>;
}

export interface TokenTable {
  id: string;
  name: string;
  hash: Buffer;
  scopes: string[];
  created_at: Generated<Date>;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}
