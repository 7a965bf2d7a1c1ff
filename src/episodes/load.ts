import type { Database, PreparedQuery } from '../ledger/database.ts';
import type { DecisionKind } from './decisions.ts';
import type { Entry, EntryReceipt } from './entry.ts';
import type { Facts } from './facts.ts';
import type { PlacedDecision } from './project.ts';

interface Row {
  id: string;
  msg_id: string;
  msg_key: string;
  received_at: Date;
  sent_at: Date | null;
  sender_her: number | null;
  parent: string | null;
  conversation: string | null;
  patient_key: string | null;
  facts: Facts;
}

interface ReceiptRow {
  msg_key: string | null;
  original_key: string;
  received_at: Date;
  sender_her: number | null;
  receiver_her: number | null;
  status: string | null;
}

interface DecisionRow {
  message_id: string;
  kind: DecisionKind;
  value: unknown;
  at: Date;
}

const messagesOf: PreparedQuery = {
  name: 'episode-messages',
  text: `
    with own as (
      select id, msg_id, msg_key, received_at, sent_at, sender_her, parent, conversation, patient_key, facts
      from message where patient_key = $1 and verdict <> 'rejected' and facts is not null and msg_key is not null
    )
    select * from own
    union all
    select id, msg_id, msg_key, received_at, sent_at, sender_her, parent, conversation, patient_key, facts
    from message where patient_key is null and verdict <> 'rejected' and facts is not null and msg_key is not null
      and kind <> 'apprec' and parent in (select msg_key from own)`,
};
const receiptsOf: PreparedQuery = {
  name: 'episode-receipts',
  text: `select msg_key, original_key, received_at, sender_her, receiver_her, receipt ->> 'status' as status
    from message where kind = 'apprec' and verdict <> 'rejected' and original_key = any($1::text[])`,
};
const decisionsOf: PreparedQuery = {
  name: 'episode-decisions',
  text: 'select message_id, kind, value, at from decision where message_id = any($1::uuid[]) order by seq',
};

/** Everything that the ledger knows of one patient: messages with their receipts, and what people have decided. */
export async function loadPatient(
  db: Database,
  patientKey: string,
): Promise<{ entries: Entry[]; decisions: PlacedDecision[] }> {
  const rows = await db.run<Row>(messagesOf, [patientKey]);
  const [receipts, decisions] = await Promise.all([
    db.run<ReceiptRow>(receiptsOf, [rows.map(({ msg_key }) => msg_key)]),
    db.run<DecisionRow>(decisionsOf, [rows.map(({ id }) => id)]),
  ]);
  const byOriginal = Map.groupBy(receipts, ({ original_key }) => original_key);
  return {
    entries: rows.map((row) => toEntry(row, byOriginal.get(row.msg_key) ?? [])),
    decisions: decisions.map(({ message_id, kind, value, at }) => ({
      messageId: message_id,
      kind,
      value,
      decidedAt: at.getTime(),
    })),
  };
}

function toEntry(row: Row, receipts: ReceiptRow[]): Entry {
  return {
    id: row.id,
    msgId: row.msg_id,
    key: row.msg_key,
    receivedAt: row.received_at.getTime(),
    sentAt: row.sent_at?.getTime() ?? null,
    sender: row.sender_her,
    parent: row.parent,
    conversation: row.conversation,
    patientKey: row.patient_key,
    facts: row.facts,
    receipts: receipts
      .filter(({ receiver_her }) => receiver_her === null || receiver_her === row.sender_her)
      .flatMap(toReceipt),
    ackAt: null,
  };
}

/** A status outside the list (8258) says nothing. */
function toReceipt({ msg_key, received_at, sender_her, status }: ReceiptRow): EntryReceipt[] {
  if (status !== '1' && status !== '2' && status !== '3') return [];
  return [
    { key: msg_key ?? '', receivedAt: received_at.getTime(), from: sender_her, positive: status !== '2' },
  ];
}

const keyOfMessage: PreparedQuery = {
  name: 'episode-patient',
  text: `
    select coalesce(m.patient_key, o.patient_key, p.patient_key, op.patient_key) as patient_key,
      case when m.kind = 'apprec' then o.id else m.id end as id
    from message m
    left join message o on m.kind = 'apprec' and o.msg_key = m.original_key and o.verdict <> 'rejected' and o.kind <> 'apprec'
    left join message p on m.patient_key is null and p.msg_key = m.parent and p.verdict <> 'rejected' and p.kind <> 'apprec'
    left join message op on o.patient_key is null and op.msg_key = o.parent and op.verdict <> 'rejected' and op.kind <> 'apprec'
    where m.verdict <> 'rejected' and m.received_at <= $2 and m.msg_key = lower($1)`,
};

/** Whose stays a message may belong to: by its MsgId; an AppRec belongs where the message that it answers does. */
export async function findByMsgId(
  db: Database,
  msgId: string,
  at: Date,
): Promise<{ id: string; patientKey: string }[]> {
  const rows = await db.run<{ id: string; patient_key: string | null }>(keyOfMessage, [msgId, at]);
  return rows.flatMap(({ id, patient_key }) =>
    patient_key === null ? [] : [{ id, patientKey: patient_key }],
  );
}

const byEpisodeId: PreparedQuery = {
  name: 'episode-anchor',
  text: `select id, patient_key from message where md5('opphold:' || id::text)::uuid = $1 and facts is not null`,
};

/** The message whose stay an id names; `null` for what is no id of a stay. */
export async function findAnchor(
  db: Database,
  id: string,
): Promise<{ id: string; patientKey: string } | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
  const [row] = await db.run<{ id: string; patient_key: string | null }>(byEpisodeId, [id]);
  return row?.patient_key == null ? null : { id: row.id, patientKey: row.patient_key };
}
