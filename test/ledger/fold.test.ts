import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventType } from '../../src/ledger/events.ts';
import { type FoldedDelivery, fold, type LedgerEvent, publicState } from '../../src/ledger/fold.ts';
import {
  type AppRecState,
  type DeliveryState,
  type MessageState,
  messageStates,
} from '../../src/ledger/tables.ts';

const at = new Date('2026-11-20T12:00:00Z');
const later = new Date('2026-11-20T12:05:00Z');

function event(
  type: EventType,
  deliveryId: string | null = null,
  data: Record<string, unknown> = {},
): LedgerEvent {
  return { type, at: later, deliveryId, data };
}

const received = (...states: DeliveryState[]): LedgerEvent => ({
  ...event('message.received', null, {
    deliveries: states.map((state, index) => ({ id: `d${index}`, state, reason: null })),
  }),
  at,
});
const apprec = (deliveryId: string, state: AppRecState, confirms = false) =>
  event('apprec.received', deliveryId, { state, confirms });
const stateAfter = (...events: LedgerEvent[]) => fold(events).state;

/** From least to most advanced, as the contract lists them. */
const advancement: MessageState[] = [
  'unrouted',
  'failed',
  'held',
  'received',
  'delivered',
  'refused',
  'acknowledged',
  'closed',
];

describe('a message with one receiver', () => {
  it('is received when it is committed', () => {
    expect(stateAfter(received('pending'))).toBe('received');
  });

  it('is received for good when it is only observed, until its receipt comes', () => {
    expect(stateAfter(received('observed'))).toBe('received');
    expect(stateAfter(received('observed'), apprec('d0', 'ok'))).toBe('acknowledged');
  });

  it('is unrouted or held from the start when it cannot go on', () => {
    expect([stateAfter(received('unrouted')), stateAfter(received('held'))]).toEqual(['unrouted', 'held']);
  });

  it('is still received after an attempt that failed, and the delivery tells why', () => {
    const failed = event('delivery.attempt-failed', 'd0', { code: 'MV-3101' });
    expect(fold([received('pending'), failed])).toMatchObject({
      state: 'received',
      deliveries: [{ state: 'pending', reason: 'MV-3101' }],
    });
  });

  it('is delivered when the receiver took it, and the reason of earlier attempts is gone', () => {
    const failed = event('delivery.attempt-failed', 'd0', { code: 'MV-3101' });
    expect(fold([received('pending'), failed, event('delivery.delivered', 'd0')])).toMatchObject({
      state: 'delivered',
      deliveries: [{ state: 'delivered', reason: null, deliveredAt: later }],
    });
  });

  it('is failed when delivery was given up', () => {
    expect(fold([received('pending'), event('delivery.failed', 'd0', { code: 'MV-3104' })])).toMatchObject({
      state: 'failed',
      deliveries: [{ reason: 'MV-3104' }],
    });
  });

  it.each([
    ['ok', 'acknowledged'],
    ['part', 'acknowledged'],
    ['rejected', 'refused'],
  ] as const)('with a receipt that says %s is %s', (said, state) => {
    const events = [received('pending'), event('delivery.delivered', 'd0'), apprec('d0', said)];
    expect(fold(events)).toMatchObject({ state, deliveries: [{ apprec: said, apprecAt: later }] });
  });

  it('counts as delivered when a receipt confirms what no answer told', () => {
    for (const before of [[], [event('delivery.failed', 'd0', { code: 'MV-3105' })]]) {
      const { deliveries } = fold([received('pending'), ...before, apprec('d0', 'ok', true)]);
      expect(deliveries[0]).toMatchObject({ state: 'delivered', apprec: 'ok', deliveredAt: null });
    }
  });

  it('is changed by no receipt that was repeated, contradicting or foreign', () => {
    const before = [received('pending'), event('delivery.delivered', 'd0'), apprec('d0', 'ok')];
    for (const type of ['apprec.repeated', 'apprec.contradicting', 'apprec.foreign'] as const) {
      expect(fold([...before, event(type, 'd0', { state: 'rejected', confirms: true })])).toEqual(
        fold(before),
      );
    }
  });

  it('is changed by nothing that only tells who saw it or sent it again', () => {
    const before = [received('pending')];
    for (const type of ['message.repeated', 'message.conflict', 'content.read'] as const) {
      expect(fold([...before, event(type)])).toEqual(fold(before));
    }
  });
});

describe('a message that a person or a replay took up again', () => {
  const failed = [received('pending'), event('delivery.failed', 'd0', { code: 'MV-3104' })];

  it.each(['delivery.replayed', 'delivery.rerouted'] as const)('waits for its receiver after %s', (type) => {
    expect(fold([...failed, event(type, 'd0')])).toMatchObject({
      state: 'received',
      deliveries: [{ state: 'pending', reason: null, deliveredAt: null }],
    });
  });

  it('has spent a negative receipt, and waits for another', () => {
    const refused = [received('pending'), event('delivery.delivered', 'd0'), apprec('d0', 'rejected')];
    expect(fold([...refused, event('delivery.replayed', 'd0')])).toMatchObject({
      state: 'received',
      deliveries: [{ apprec: 'none', apprecAt: null }],
    });
    expect(stateAfter(...refused, event('delivery.replayed', 'd0'), apprec('d0', 'ok'))).toBe('acknowledged');
  });

  it.each(['ok', 'part'] as const)('keeps a positive receipt (%s): the receiver has the message', (said) => {
    const done = [received('pending'), event('delivery.delivered', 'd0'), apprec('d0', said)];
    expect(stateAfter(...done, event('delivery.replayed', 'd0'))).toBe('acknowledged');
  });

  it('is closed when a person closed it, whatever receipt it had, until it is taken up again', () => {
    const closed = [...failed, apprec('d0', 'rejected'), event('delivery.closed', 'd0', { how: 'solved' })];
    expect(stateAfter(...closed)).toBe('closed');
    expect(stateAfter(...closed, event('delivery.replayed', 'd0'))).toBe('received');
  });

  it('is changed by no wish for an earlier attempt', () => {
    expect(fold([...failed, event('delivery.hastened', 'd0')])).toEqual(fold(failed));
  });
});

describe('a message that was rejected', () => {
  it('stays so, and has no receivers', () => {
    const rejected = event('message.rejected', null, { deliveries: [] });
    expect(fold([rejected, event('message.repeated'), event('content.read')])).toEqual({
      state: 'rejected',
      deliveries: [],
    });
  });
});

describe('a message with several receivers', () => {
  it('stands where the last of them stands', () => {
    const events = [received('pending', 'pending', 'pending')];
    expect(stateAfter(...events)).toBe('received');
    events.push(event('delivery.delivered', 'd0'), apprec('d0', 'ok'), event('delivery.delivered', 'd1'));
    expect(stateAfter(...events)).toBe('received');
    events.push(event('delivery.delivered', 'd2'));
    expect(stateAfter(...events)).toBe('delivered');
    events.push(apprec('d1', 'rejected'), apprec('d2', 'ok'));
    expect(stateAfter(...events)).toBe('refused');
  });

  it('needs a person as soon as one of them cannot be reached', () => {
    expect(
      stateAfter(received('pending', 'unrouted'), event('delivery.delivered', 'd0'), apprec('d0', 'ok')),
    ).toBe('unrouted');
  });
});

it('the public state of a delivery: closed by a person goes before the receipt, the receipt before the sending', () => {
  const states: DeliveryState[] = [
    'pending',
    'delivered',
    'failed',
    'held',
    'unrouted',
    'observed',
    'closed',
  ];
  const table = (said: AppRecState) => states.map((state) => publicState({ state, apprec: said }));
  expect(table('none')).toEqual([
    'received',
    'delivered',
    'failed',
    'held',
    'unrouted',
    'received',
    'closed',
  ]);
  for (const [said, seen] of [
    ['ok', 'acknowledged'],
    ['part', 'acknowledged'],
    ['rejected', 'refused'],
  ] as const) {
    expect(table(said)).toEqual([...Array(6).fill(seen), 'closed']);
  }
});

describe('for any course of events', () => {
  const starts = fc.array(fc.constantFrom<DeliveryState>('pending', 'held', 'unrouted', 'observed'), {
    minLength: 1,
    maxLength: 4,
  });
  const kinds = fc.constantFrom<EventType>(
    'delivery.attempt-failed',
    'delivery.delivered',
    'delivery.failed',
    'apprec.received',
    'apprec.repeated',
    'apprec.contradicting',
    'apprec.foreign',
    'message.repeated',
    'content.read',
  );
  const happening = fc.record({
    type: kinds,
    delivery: fc.nat(4),
    code: fc.constantFrom('MV-3101', 'MV-3104'),
    state: fc.constantFrom<AppRecState>('ok', 'part', 'rejected'),
    confirms: fc.boolean(),
    minute: fc.nat(10_000),
  });
  const courses = fc.record({ start: starts, rest: fc.array(happening, { maxLength: 30 }) });
  const eventsOf = ({ start, rest }: { start: DeliveryState[]; rest: Happening[] }): LedgerEvent[] => [
    received(...start),
    ...rest.map(({ type, delivery, code, state, confirms, minute }) => ({
      ...event(type, `d${delivery}`, { code, state, confirms }),
      at: new Date(at.getTime() + minute * 60_000),
    })),
  ];
  type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

  it('the state is one that the contract knows, and the least advanced of the receivers’', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const { state, deliveries } = fold(eventsOf(course));
        expect(messageStates).toContain(state);
        expect(deliveries).toHaveLength(course.start.length);
        const ranks = deliveries.map((delivery) => advancement.indexOf(publicState(delivery)));
        expect(advancement.indexOf(state)).toBe(Math.min(...ranks));
      }),
    );
  });

  it('receivers do not disturb each other: each stands where its own events lead, however they are mixed', () => {
    fc.assert(
      fc.property(courses, fc.infiniteStream(fc.nat()), (course, mix) => {
        const [first, ...rest] = eventsOf(course);
        if (first === undefined) return;
        const lines = Map.groupBy(rest, ({ deliveryId }) => deliveryId)
          .values()
          .toArray();
        const mixed: LedgerEvent[] = [];
        while (lines.some((line) => line.length > 0)) {
          const left = lines.filter((line) => line.length > 0);
          const next = left[(mix.next().value ?? 0) % left.length]?.shift();
          if (next !== undefined) mixed.push(next);
        }
        expect(fold([first, ...mixed])).toEqual(fold(eventsOf(course)));
      }),
    );
  });

  it('an event about a receiver that the message does not have changes nothing', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const events = eventsOf(course);
        const own = events.filter(
          ({ deliveryId }) => deliveryId === null || Number(deliveryId.slice(1)) < course.start.length,
        );
        expect(fold(events)).toEqual(fold(own));
      }),
    );
  });

  it('the same event twice in a row is the same as once', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const [first, ...rest] = eventsOf(course);
        if (first === undefined) return;
        expect(fold([first, ...rest.flatMap((each) => [each, each])])).toEqual(fold([first, ...rest]));
      }),
    );
  });

  it('an acknowledgment outlasts whatever our own attempts tell', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const before = { ...course, rest: course.rest.filter(({ type }) => !type.startsWith('apprec')) };
        const [first, ...rest] = eventsOf(before);
        if (first === undefined) return;
        const { deliveries } = fold([first, apprec('d0', 'ok'), ...rest]);
        expect(publicState(deliveries[0] as FoldedDelivery)).toBe('acknowledged');
      }),
    );
  });
});
