import Type from 'typebox';
import { PAYMENT_REASONS } from '../../episodes/payment.ts';
import { EPISODE_STATES } from '../../episodes/state.ts';
import { ProblemError } from '../problem-error.ts';

export const AtQuery = Type.Object({
  at: Type.Optional(
    Type.String({ description: 'ISO 8601: the answer as it would have been at that instant; default now' }),
  ),
});

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const EpisodeSchema = Type.Object({
  id: Type.String(),
  state: Type.Enum([...EPISODE_STATES]),
  patientKey: nullable(Type.String()),
  hospital: Type.Integer(),
  kommune: Type.Integer(),
  category: Type.String(),
  admittedAt: nullable(Type.String()),
  readyAt: nullable(Type.String()),
  dischargedAt: nullable(Type.String()),
  medicinesUntil: nullable(Type.String()),
  payment: nullable(
    Type.Object({
      days: Type.Integer(),
      firstDay: nullable(Type.String()),
      lastDay: nullable(Type.String()),
      disputed: Type.Boolean(),
      reasons: Type.Array(Type.Enum([...PAYMENT_REASONS])),
      cost: nullable(Type.Number()),
    }),
  ),
  messages: Type.Array(Type.String()),
});

export const DEADLINE_STATUSES = ['pending', 'met', 'met-late', 'breached', 'cancelled'] as const;

export const DeadlineSchema = Type.Object({
  rule: Type.String(),
  episode: Type.String(),
  message: Type.String(),
  startedAt: Type.String(),
  due: Type.String(),
  status: Type.Enum([...DEADLINE_STATUSES]),
  metAt: nullable(Type.String()),
  responsible: Type.Enum(['HF', 'K']),
  evidence: Type.String(),
  severity: Type.String(),
  source: Type.String(),
});

/** @throws ProblemError 400 when a time is not an ISO 8601 instant */
export function instantOf(written: string | undefined, now: () => Date, place = 'at'): Date {
  if (written === undefined) return now();
  // A plus sign that was not escaped reaches us as a space.
  const text = written.replace(/ (?=\d\d:?\d\d$)/, '+');
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(date.getTime()))
    throw new ProblemError('MV-4000', { parameters: { place: `querystring/${place}` } });
  return date;
}
