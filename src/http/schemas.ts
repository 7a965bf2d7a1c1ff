import Type from 'typebox';
import { messageStates } from '../ledger/tables.ts';

/** The shapes that the API speaks, for checking what comes in and for describing it in OpenAPI. */
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Text = Nullable(Type.String());

export const FindingSchema = Type.Object({
  code: Type.String({ description: 'Stable code, see docs/findings.md' }),
  severity: Type.Enum(['error', 'warning', 'info']),
  layer: Type.Enum(['wellformed', 'schema', 'rule', 'code', 'envelope', 'signature']),
  apprec: Text,
  line: Nullable(Type.Integer()),
  column: Nullable(Type.Integer()),
  path: Text,
  message: Type.String(),
  source: Type.String(),
});

export const VerdictSchema = Type.Enum(['accepted', 'flagged', 'rejected']);

export const AnswerSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    verdict: VerdictSchema,
    type: Text,
    msgId: Text,
    apprec: Text,
    findings: Type.Array(FindingSchema),
  },
  { description: 'The verdict on a message; the message is on disk when this is sent' },
);

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
  },
  { additionalProperties: true, description: 'RFC 9457 problem document' },
);

const PartyRef = Type.Object({ her: Nullable(Type.Integer()), service: Nullable(Type.Integer()) });

export const MessageSchema = Type.Object({
  id: Type.String(),
  msgId: Text,
  type: Text,
  version: Text,
  verdict: VerdictSchema,
  state: Type.Enum([...messageStates]),
  apprec: Text,
  findings: Type.Array(FindingSchema),
  mode: Type.Enum(['route', 'observe']),
  receivedAt: Type.String({ format: 'date-time' }),
  sentAt: Text,
  sender: PartyRef,
  receiver: PartyRef,
  conversation: Text,
  parent: Text,
  size: Type.Integer({ description: 'bytes' }),
  sha256: Type.String(),
});

export const ReceiverSchema = Type.Object({
  id: Type.String(),
  role: Type.String(),
  her: Nullable(Type.Integer()),
  service: Nullable(Type.Integer()),
  state: Type.String({ description: 'pending, delivered, failed, held, unrouted, observed or closed' }),
  reason: Text,
  attempts: Type.Integer(),
  nextAttemptAt: Text,
  lastStatus: Nullable(Type.Integer()),
  deliveredAt: Text,
  transport: Type.Object({
    state: Type.Enum(['unconfirmed', 'acknowledged', 'rejected', 'abandoned']),
    at: Text,
  }),
  apprec: Type.Object({
    state: Type.Enum(['none', 'ok', 'part', 'rejected']),
    at: Text,
    codes: Type.Array(Type.String()),
    message: Text,
  }),
});

export const EventSchema = Type.Object({
  seq: Type.Integer(),
  type: Type.String(),
  at: Type.String({ format: 'date-time' }),
  text: Type.String({ description: 'Norwegian bokmål' }),
  actor: Text,
  delivery: Text,
  data: Type.Record(Type.String(), Type.Unknown()),
});

export const ListQuery = Type.Object({
  type: Type.Optional(Type.String({ maxLength: 64 })),
  state: Type.Optional(Type.Enum([...messageStates])),
  verdict: Type.Optional(VerdictSchema),
  partner: Type.Optional(
    Type.Integer({ minimum: 1, description: 'HER-id of sender or receiver, either level' }),
  ),
  from: Type.Optional(Type.String({ description: 'ISO 8601, received at or after' })),
  to: Type.Optional(Type.String({ description: 'ISO 8601, received before' })),
  msgId: Type.Optional(Type.String({ maxLength: 200 })),
  conversation: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 64 })),
});
