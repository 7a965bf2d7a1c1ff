import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../../src/simulate/faults/index.ts';
import { type PlannedMessage, planTraffic, type TrafficOptions } from '../../src/simulate/plan.ts';
import { stayKinds } from '../../src/simulate/stays/index.ts';
import { createValidator } from '../../src/validation/create-validator.ts';
import type { Validation, Validator } from '../../src/validation/validation.ts';

let validator: Validator;

beforeAll(async () => {
  validator = await createValidator({ production: false });
});
afterAll(() => validator.dispose());

const options: fc.Arbitrary<TrafficOptions> = fc.record({
  seed: fc.nat(),
  hospitals: fc.integer({ min: 1, max: 4 }),
  kommuner: fc.integer({ min: 1, max: 13 }),
  days: fc.integer({ min: 1, max: 6 }),
  fault: fc.double({ min: 0, max: 1, noNaN: true }),
  start: fc
    .date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
  staysPerDay: fc.constantFrom(0.2, 0.5),
  pace: fc.constantFrom(1, 60, 1440),
});
const withoutFaults = options.map((each) => ({ ...each, fault: 0 }));
const runs = { numRuns: 20 };

/** A plan in which every fault there is happens. */
const ill: TrafficOptions = {
  seed: 7,
  hospitals: 2,
  kommuner: 5,
  days: 12,
  fault: 1,
  start: '2026-03-20T06:00:00Z',
};

const illPlan = planTraffic(ill);

describe('a plan', () => {
  test('is the same for the same options, byte for byte', () => {
    fc.assert(
      fc.property(options, (given) => {
        expect(inHex(planTraffic(given))).toEqual(inHex(planTraffic({ ...given })));
      }),
      { numRuns: 15 },
    );
  });

  test('is another for another seed, and for another start', () => {
    const ids = (plan: PlannedMessage[]) => new Set(plan.map(({ msgId }) => msgId));
    for (const other of [
      { ...ill, seed: 8 },
      { ...ill, start: '2026-03-20T06:00:01Z' },
    ]) {
      expect(ids(illPlan).intersection(ids(planTraffic(other)))).toEqual(new Set());
    }
  });

  test('lies within its days, in the order of time', () => {
    fc.assert(
      fc.property(options, (given) => {
        const plan = planTraffic(given);
        const times = plan.map(({ at }) => Date.parse(at));
        const start = Date.parse(given.start);
        expect(plan.length).toBeGreaterThan(0);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times[0]).toBeGreaterThanOrEqual(start);
        expect(times.at(-1)).toBeLessThan(start + (given.days * 86_400_000) / (given.pace ?? 1));
      }),
      runs,
    );
  });

  test('has more faults at a higher rate, and keeps those of the lower one', () => {
    fc.assert(
      fc.property(options, fc.double({ min: 0, max: 1, noNaN: true }), (given, other) => {
        const [less, more] = [given.fault, other].toSorted((a, b) => a - b);
        const struck = (fault: number) => struckStays(planTraffic({ ...given, fault }));
        expect(struck(more ?? 1)).toEqual(expect.arrayContaining(struck(less ?? 0)));
      }),
      { numRuns: 15 },
    );
  });

  test('strikes every stay at rate 1, and none at rate 0', () => {
    const all = illPlan;
    expect(new Set(struckStays(all)).size).toBe(new Set(all.map(({ stay }) => stay)).size);
    expect(struckStays(planTraffic({ ...ill, fault: 0 }))).toEqual([]);
  });

  test('refuses options that cannot be met', () => {
    for (const wrong of [
      { days: 0 },
      { fault: 1.1 },
      { start: 'i går' },
      { hospitals: 0 },
      { kommuner: 0 },
      { pace: 0 },
      { kommuner: 1000, days: 100 },
    ]) {
      expect(() => planTraffic({ ...ill, ...wrong })).toThrow(RangeError);
    }
  });

  test('knows every way that a stay may go and everything that can go wrong', () => {
    const plan = planTraffic({ ...ill, days: 25 });
    expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(stayKinds.map(({ name }) => name)));
    const names = new Set(plan.flatMap(({ fault }) => fault ?? []));
    expect(names).toEqual(new Set(faults.map(({ name }) => name)));
  });
});

describe('a stay in which all goes well', () => {
  test('has only messages that are accepted without a finding of weight, each with an id of its own', () => {
    fc.assert(
      fc.property(withoutFaults, (given) => {
        const plan = planTraffic(given);
        expect(new Set(plan.map(({ msgId }) => msgId)).size).toBe(plan.length);
        for (const message of plan) {
          const { verdict, findings, msgId, type } = prove(message);
          const weighty = findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
          expect({ verdict, weighty, msgId, type }).toEqual({
            verdict: 'accepted',
            weighty: [],
            msgId: message.msgId,
            type: message.type,
          });
          expect(message.expected).toEqual({ answer: 'taken', verdict: 'accepted', state: 'acknowledged' });
        }
      }),
      { numRuns: 15 },
    );
  });

  test('begins with LOG_INNLAGT and ends with LOG_UTSKREVET or LOG_DOD, and is about one patient', () => {
    fc.assert(
      fc.property(withoutFaults, (given) => {
        for (const stay of stays(planTraffic(given))) {
          expect(stay[0]?.type).toBe('LOG_INNLAGT');
          expect(stay.at(-1)?.type).toMatch(/^LOG_(UTSKREVET|DOD)$/);
          const patients = new Set(stay.map((message) => JSON.stringify(prove(message).message?.patient)));
          expect(patients.size).toBe(1);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('answers only what came before, and names it as the message that it answers', () => {
    fc.assert(
      fc.property(withoutFaults, (given) => {
        const plan = planTraffic(given);
        for (const answer of plan.filter(({ answers }) => answers !== null)) {
          const asked = plan.find(({ key }) => key === answer.answers);
          expect(asked?.stay).toBe(answer.stay);
          expect(plan.indexOf(asked!)).toBeLessThan(plan.indexOf(answer));
          expect(prove(answer).message?.conversation?.parent).toBe(asked?.msgId);
          expect([answer.from, answer.to]).toEqual([asked?.to, asked?.from]);
        }
      }),
      runs,
    );
  });

  test('withdraws only what stands: ready, withdrawn, ready again', () => {
    const order = planTraffic({ ...ill, fault: 0 }).filter(({ type }) => /KLAR$|AVMELDING$/.test(type));
    const withdrawn = stays(order).filter((stay) => stay.some(({ type }) => type === 'LOG_AVMELDING'));
    expect(withdrawn.length).toBeGreaterThan(0);
    for (const stay of withdrawn) {
      expect(stay.map(({ type }) => type)).toEqual([
        'LOG_UTSKRIVNINGSKLAR',
        'LOG_AVMELDING',
        'LOG_UTSKRIVNINGSKLAR',
      ]);
    }
  });

  test('no time in a message lies after the moment when it is handed in', () => {
    fc.assert(
      fc.property(withoutFaults, (given) => {
        for (const message of planTraffic(given)) {
          const read = prove(message).message;
          const times = [read?.sentAt, ...(read?.events ?? []).map(({ instant }) => instant)];
          for (const time of times) {
            if (time) expect(Date.parse(time)).toBeLessThanOrEqual(Date.parse(message.at));
          }
        }
      }),
      runs,
    );
  });

  test('declares ready between 08 and 15, and mostly on working days', () => {
    const plan = planTraffic({ ...ill, fault: 0, start: '2026-06-08T00:00:00Z', days: 14 });
    const times = plan
      .filter(({ type }) => type === 'LOG_UTSKRIVNINGSKLAR')
      .map(({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Oslo'));
    expect(times.filter(({ hour }) => hour < 8 || hour >= 15)).toEqual([]);
    const working = times.filter(({ dayOfWeek }) => dayOfWeek <= 5);
    expect(working.length / times.length).toBeGreaterThan(0.8);
  });
});

describe('a fault', () => {
  test('is what the service will see: the verdict on the bytes is the one that is expected', () => {
    for (const message of illPlan) {
      if (message.expected.verdict === null || message.expected.state === 'unrouted') continue;
      const { verdict } = prove(message);
      expect({ fault: message.fault, verdict }).toEqual({
        fault: message.fault,
        verdict: message.expected.verdict,
      });
    }
  });

  test('leaves the other messages of the plan as they were', () => {
    const healthy = new Map(planTraffic({ ...ill, fault: 0 }).map((message) => [message.key, message]));
    for (const message of illPlan.filter(({ fault }) => fault === null)) {
      expect(inHex([message])).toEqual(inHex([healthy.get(message.key)!]));
    }
  });

  test('leaves no answer to a message that never came', () => {
    const plan = illPlan;
    for (const answer of plan.filter(({ answers }) => answers !== null)) {
      const asked = plan.find(({ key }) => key === answer.answers);
      expect(asked?.expected.state).toMatch(/^(delivered|acknowledged)$/);
    }
  });

  test.each([
    ['dobbel-melding', true],
    ['samme-msgid', false],
  ])('%s hands in the same MsgId twice; the same bytes: %s', (name, same) => {
    const plan = illPlan;
    const again = plan.filter(({ fault }) => fault === name);
    expect(again.length).toBeGreaterThan(0);
    for (const second of again) {
      const first = plan.find(({ msgId, key }) => msgId === second.msgId && key !== second.key);
      expect(plan.indexOf(first!)).toBeLessThan(plan.indexOf(second));
      expect(Buffer.from(second.bytes).equals(first!.bytes)).toBe(same);
    }
  });
});

function prove(message: PlannedMessage): Validation {
  return validator.validate(message.bytes, { now: new Date(message.at) });
}

/** Comparing byte by byte takes long where all bytes are compared. */
function inHex(plan: readonly PlannedMessage[]) {
  return plan.map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes).toString('hex') }));
}

function stays(plan: readonly PlannedMessage[]): PlannedMessage[][] {
  return [...Map.groupBy(plan, ({ stay }) => stay).values()];
}

function struckStays(plan: readonly PlannedMessage[]): number[] {
  return plan.filter(({ fault }) => fault !== null).map(({ stay }) => stay);
}
