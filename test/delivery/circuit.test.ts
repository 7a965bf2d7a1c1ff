import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAttempt,
  type Circuit,
  type Contact,
  closedCircuit,
  contactOf,
  lets,
  threshold,
} from '../../src/delivery/circuit.ts';

const policy = { minBackoff: 1000, maxBackoff: 600_000 };
const tried = (circuit: Circuit, delivery: string, contact: Contact, now: number) =>
  afterAttempt(circuit, delivery, contact, now, policy);

/** The circuit after so many different deliveries have failed at the given moment. */
function failures(count: number, now = 0): Circuit {
  let circuit = closedCircuit;
  for (let one = 0; one < count; one += 1) circuit = tried(circuit, `d${one}`, 'unavailable', now);
  return circuit;
}

describe('the circuit of an endpoint', () => {
  it('lets everything through until enough different deliveries have failed in a row', () => {
    expect(lets(failures(threshold - 1), 0)).toBe(Number.POSITIVE_INFINITY);
    expect(lets(failures(threshold), 0)).toBe(0);
  });

  it('is not opened by one delivery that fails again and again', () => {
    let circuit = closedCircuit;
    for (let one = 0; one < 50; one += 1) circuit = tried(circuit, 'same', 'unavailable', one);
    expect(circuit.state).toBe('closed');
  });

  it('starts counting anew after any answer, also a refusal', () => {
    const circuit = tried(failures(threshold - 1), 'd9', 'answered', 0);
    expect(tried(circuit, 'd10', 'unavailable', 0).state).toBe('closed');
  });

  it('lets one delivery try when its time has come; an answer closes it, another failure doubles the wait', () => {
    const open = failures(threshold);
    expect([lets(open, 999), lets(open, 1000)]).toEqual([0, 1]);
    expect(tried(open, 'd9', 'answered', 1000)).toEqual(closedCircuit);
    const again = tried(open, 'd9', 'unavailable', 1000);
    expect([lets(again, 2999), lets(again, 3000)]).toEqual([0, 1]);
  });

  it('is not opened further by attempts that were under way when it opened', () => {
    const open = failures(threshold);
    expect(tried(open, 'late', 'unavailable', 500)).toBe(open);
  });

  it('says nothing about the endpoint when it was never asked', () => {
    expect(tried(failures(3), 'd9', 'none', 0)).toEqual(failures(3));
  });

  it('is never shut for longer than a minute, and opens at any answer, whatever happened before', () => {
    const attempt = fc.record({
      delivery: fc.string({ maxLength: 2 }),
      contact: fc.constantFrom<Contact>('answered', 'unavailable', 'none'),
      wait: fc.integer({ min: 0, max: 120_000 }),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 200 }), (attempts) => {
        let circuit = closedCircuit;
        let now = 0;
        for (const { delivery, contact, wait } of attempts) {
          now += wait;
          circuit = tried(circuit, delivery, contact, now);
          if (circuit.state === 'open') expect(circuit.until - now).toBeLessThanOrEqual(60_000);
        }
        expect(lets(circuit, now + 60_000)).toBeGreaterThan(0);
        expect(tried(circuit, 'x', 'answered', now)).toEqual(closedCircuit);
      }),
    );
  });
});

describe('what an attempt tells about its endpoint', () => {
  const failed = (reason: string, status: number | null) =>
    contactOf({ kind: 'failed', reason, status, why: '' });

  it.each([
    ['nobody answered', failed('MV-3101', null), 'unavailable'],
    ['the answer said «not now»', failed('MV-3103', 503), 'unavailable'],
    ['delivery was given up', failed('MV-3105', null), 'unavailable'],
    ['the message was refused', failed('MV-3104', 400), 'answered'],
    ['the stored bytes were damaged', failed('MV-3107', null), 'none'],
    ['the message was taken', contactOf({ kind: 'delivered', status: 200, milliseconds: 1 }), 'answered'],
  ])('%s', (_what, contact, expected) => {
    expect(contact).toBe(expected);
  });
});
