import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttemptOutcome, classifyAnswer } from '../../../src/messages/ebxml/send/classify-answer.ts';
import {
  type Attempt,
  decideResend,
  type Outgoing,
  type ResendTerms,
} from '../../../src/messages/ebxml/send/decide-resend.ts';
import { writeEnvelope, writeFault } from '../../../src/messages/ebxml/write-envelope.ts';
import { outgoing } from './support/messages.ts';

const START = new Date('2026-11-20T12:00:00Z');
const HOUR = 3600;
/** HIS 1037: 12 hours, five times. */
const TERMS: ResendTerms = { retries: 5, retryIntervalSeconds: 12 * HOUR, persistSeconds: 72 * HOUR };
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const unreachable = (seconds: number, retryAfterSeconds: number | null = null): Attempt => ({
  at: at(seconds),
  outcome: { kind: 'unreachable', retryAfterSeconds },
});
const handedOver = (seconds: number): Attempt => ({ at: at(seconds), outcome: { kind: 'handed-over' } });
const message = (...attempts: Attempt[]): Outgoing => ({
  createdAt: START,
  timeToLive: null,
  attempts,
  settled: null,
  ackRequested: true,
});

describe('a message on its way out', () => {
  it('is sent at once', () => {
    expect(decideResend(message(), TERMS, START)).toEqual({ action: 'send', why: 'first-attempt' });
  });

  it('is done when its receipt has come, and given up when it was refused', () => {
    expect(decideResend({ ...message(handedOver(0)), settled: 'acknowledged' }, TERMS, at(1))).toEqual({
      action: 'done',
      why: 'acknowledged',
    });
    expect(decideResend({ ...message(handedOver(0)), settled: 'refused' }, TERMS, at(1))).toEqual({
      action: 'abandon',
      why: 'refused',
    });
    const refused: Attempt = { at: START, outcome: { kind: 'refused', status: 404, faultCode: null } };
    expect(decideResend(message(refused), TERMS, at(1))).toEqual({ action: 'abandon', why: 'refused' });
  });

  it('is done when it was handed over and no receipt was asked for', () => {
    expect(decideResend({ ...message(handedOver(0)), ackRequested: false }, TERMS, at(1))).toEqual({
      action: 'done',
      why: 'handed-over',
    });
    expect(decideResend({ ...message(unreachable(0)), ackRequested: false }, TERMS, at(5)).action).toBe(
      'send',
    );
  });
});

describe('a receiver that cannot be reached', () => {
  it('is tried again after 5 seconds, then twice as long each time, and at most every 15 minutes', () => {
    const waits: number[] = [];
    const attempts: Attempt[] = [];
    let now = 0;
    for (let index = 0; index < 12; index += 1) {
      attempts.push(unreachable(now));
      const decision = decideResend(message(...attempts), TERMS, at(now));
      expect(decision).toMatchObject({ action: 'wait', why: 'unreachable' });
      const until = decision.action === 'wait' ? (decision.until.getTime() - START.getTime()) / 1000 : 0;
      waits.push(until - now);
      now = until;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]);
  });

  it('is asked no sooner than it wished, within reason', () => {
    expect(decideResend(message(unreachable(0, 120)), TERMS, at(1))).toMatchObject({ until: at(120) });
    expect(decideResend(message(unreachable(0, 86_400)), TERMS, at(1))).toMatchObject({ until: at(900) });
  });

  it('meets its senders spread out when it comes back', () => {
    const soon = decideResend(message(unreachable(0)), TERMS, at(1), 0);
    const later = decideResend(message(unreachable(0)), TERMS, at(1), 1);
    expect(soon).toMatchObject({ until: at(5) });
    expect(later).toMatchObject({ until: at(6) });
  });

  it('does not use up the agreed repetitions', () => {
    const attempts = Array.from({ length: 200 }, (_, index) => unreachable(index * 900));
    expect(decideResend(message(...attempts), TERMS, at(200 * 900)).action).toBe('send');
  });

  it('starts from 5 seconds again after it was reached in between', () => {
    const attempts = [unreachable(0), unreachable(5), handedOver(15), unreachable(12 * HOUR)];
    expect(decideResend(message(...attempts), TERMS, at(12 * HOUR))).toMatchObject({
      until: at(12 * HOUR + 5),
    });
  });

  it('is given up after as long as the agreement keeps a message', () => {
    expect(decideResend(message(unreachable(72 * HOUR)), TERMS, at(72 * HOUR))).toEqual({
      action: 'abandon',
      why: 'persist-duration',
    });
    const short = { retries: 0, retryIntervalSeconds: 60, persistSeconds: 300 };
    expect(decideResend(message(unreachable(0)), short, at(299)).action).toBe('send');
    expect(decideResend(message(unreachable(0)), short, at(300))).toEqual({
      action: 'abandon',
      why: 'persist-duration',
    });
  });
});

describe('a message without receipt', () => {
  it('is repeated after RetryInterval, as many times as agreed, and then given up one interval later', () => {
    const attempts: Attempt[] = [];
    let now = 0;
    let sent = 0;
    for (;;) {
      const decision = decideResend(message(...attempts), TERMS, at(now));
      if (decision.action === 'abandon') {
        expect(decision.why).toBe('no-receipt');
        break;
      }
      if (decision.action === 'send') {
        sent += 1;
        attempts.push(handedOver(now));
      } else if (decision.action === 'wait') now = (decision.until.getTime() - START.getTime()) / 1000;
    }
    expect(sent).toBe(6);
    expect(now).toBe(6 * 12 * HOUR);
  });

  it('follows the agreement where it says otherwise', () => {
    const cpa = { retries: 1, retryIntervalSeconds: 240, persistSeconds: 3600 };
    expect(decideResend(message(handedOver(0)), cpa, at(239))).toEqual({
      action: 'wait',
      until: at(240),
      why: 'no-receipt',
    });
    expect(decideResend(message(handedOver(0)), cpa, at(240))).toEqual({ action: 'send', why: 'no-receipt' });
    expect(decideResend(message(handedOver(0), handedOver(240)), cpa, at(479))).toEqual({
      action: 'wait',
      until: at(480),
      why: 'no-receipt',
    });
    expect(decideResend(message(handedOver(0), handedOver(240)), cpa, at(480))).toEqual({
      action: 'abandon',
      why: 'no-receipt',
    });
  });
});

describe('TimeToLive', () => {
  const living = (...attempts: Attempt[]): Outgoing => ({ ...message(...attempts), timeToLive: at(HOUR) });

  it('ends the sending', () => {
    expect(decideResend(living(), TERMS, at(HOUR))).toEqual({ action: 'abandon', why: 'time-to-live' });
    expect(decideResend(living(unreachable(HOUR - 10)), TERMS, at(HOUR))).toEqual({
      action: 'abandon',
      why: 'time-to-live',
    });
  });
  it('is not slept through', () => {
    expect(decideResend(living(handedOver(0)), TERMS, at(1))).toEqual({
      action: 'wait',
      until: at(HOUR),
      why: 'no-receipt',
    });
  });
  it('leaves a copy that was handed over its time to be acknowledged', () => {
    expect(decideResend(living(handedOver(10)), TERMS, at(HOUR))).toEqual({
      action: 'wait',
      until: at(12 * HOUR + 10),
      why: 'no-receipt',
    });
    expect(decideResend(living(handedOver(10)), TERMS, at(12 * HOUR + 10))).toEqual({
      action: 'abandon',
      why: 'time-to-live',
    });
  });
});

describe('whatever happens', () => {
  const outcome: fc.Arbitrary<AttemptOutcome> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('unreachable' as const),
        retryAfterSeconds: fc.option(fc.nat(100_000)),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'handed-over' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'signal' as const }) },
  );
  const terms = fc.record({
    retries: fc.nat(6),
    retryIntervalSeconds: fc.integer({ min: 1, max: 86_400 }),
    persistSeconds: fc.integer({ min: 1, max: 864_000 }),
  });

  it('every message comes to an end, never waits for the past, and is never sent after its time', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(outcome),
        terms,
        fc.option(fc.integer({ min: 1, max: 1_000_000 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (outcomes, agreed, ttl, random) => {
          const attempts: Attempt[] = [];
          const timeToLive = ttl === null ? null : at(ttl);
          let now = START;
          for (let step = 0; step < 5000; step += 1) {
            const decision = decideResend(
              { createdAt: START, timeToLive, attempts, settled: null, ackRequested: true },
              agreed,
              now,
              random,
            );
            if (decision.action === 'abandon' || decision.action === 'done') return;
            if (decision.action === 'send') {
              expect(timeToLive === null || now < timeToLive).toBe(true);
              attempts.push({ at: now, outcome: outcomes.next().value });
            } else {
              expect(decision.until.getTime()).toBeGreaterThan(now.getTime());
              now = decision.until;
            }
          }
          throw new Error('never came to an end');
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the answer to an attempt', () => {
  const envelope = writeEnvelope(outgoing().header, { kind: 'pong', refToMessageId: 'a@b' });
  const nothing = Buffer.alloc(0);

  it.each<[string, number | null, Buffer, AttemptOutcome]>([
    ['none', null, nothing, { kind: 'unreachable', retryAfterSeconds: null }],
    ['503', 503, nothing, { kind: 'unreachable', retryAfterSeconds: null }],
    ['500 without a fault', 500, Buffer.from('<html/>'), { kind: 'unreachable', retryAfterSeconds: null }],
    ['429', 429, nothing, { kind: 'unreachable', retryAfterSeconds: null }],
    ['408', 408, nothing, { kind: 'unreachable', retryAfterSeconds: null }],
    ['202', 202, nothing, { kind: 'handed-over' }],
    ['200 with something else', 200, Buffer.from('OK'), { kind: 'handed-over' }],
    ['200 with a signal', 200, envelope, { kind: 'signal' }],
    ['500 with a signal', 500, envelope, { kind: 'signal' }],
    ['404', 404, nothing, { kind: 'refused', status: 404, faultCode: null }],
    ['301', 301, nothing, { kind: 'refused', status: 301, faultCode: null }],
    [
      'a fault of ours',
      500,
      writeFault('Client', 'x'),
      { kind: 'refused', status: 500, faultCode: 'Client' },
    ],
    ['a fault of theirs', 500, writeFault('Server', 'x'), { kind: 'unreachable', retryAfterSeconds: null }],
    [
      'a fault with 200',
      200,
      writeFault('MustUnderstand', 'x'),
      { kind: 'refused', status: 200, faultCode: 'MustUnderstand' },
    ],
  ])('%s', (_, status, body, expected) => {
    expect(classifyAnswer(status, body)).toEqual(expected);
  });

  it('keeps the wish to be left alone for a while', () => {
    expect(classifyAnswer(503, nothing, 30)).toEqual({ kind: 'unreachable', retryAfterSeconds: 30 });
  });
});
