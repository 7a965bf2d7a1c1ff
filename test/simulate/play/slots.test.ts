import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlots } from '../../../src/simulate/play/slots.ts';

test('never more at work than there are slots, everybody gets a turn, in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.scheduler(),
      fc.nat(12),
      async (count, scheduler, jobs) => {
        const slots = createSlots(count);
        const begun: number[] = [];
        let atWork = 0;
        const all = Promise.all(
          Array.from({ length: jobs }, (_, job) =>
            slots.run(async () => {
              begun.push(job);
              atWork += 1;
              expect(atWork).toBeLessThanOrEqual(count);
              await scheduler.schedule(Promise.resolve());
              atWork -= 1;
            }),
          ),
        );
        await scheduler.waitFor(all);
        expect(begun).toEqual(Array.from({ length: jobs }, (_, job) => job));
      },
    ),
  );
});

test('work that fails gives its slot back', async () => {
  const slots = createSlots(1);
  await expect(slots.run(() => Promise.reject(new Error('galt')))).rejects.toThrow('galt');
  expect(await slots.run(async () => 'neste')).toBe('neste');
});
