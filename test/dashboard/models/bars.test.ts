import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBars, type Hour } from '../../../src/dashboard/models/bars.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function boxes(path: string): Box[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }));
}

const quiet: Hour = { messages: 0, faults: 0 };
const hour: fc.Arbitrary<Hour> = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }))
  .map(([a, b]) => ({ messages: Math.max(a, b), faults: Math.min(a, b) }));

describe('the bars of a partner', () => {
  it('stand on the ground, one place for each hour', () => {
    const bars = drawBars([{ messages: 4, faults: 0 }, quiet, { messages: 1, faults: 0 }], 4);
    const [first, third] = boxes(bars.sound);
    expect(first).toMatchObject({ x: 0, y: 0, height: bars.height });
    expect(third).toMatchObject({ x: 20, y: bars.height / 2 });
  });

  it('show an hour without messages as a dot on the ground', () => {
    const bars = drawBars([quiet, quiet], 10);
    expect(bars.sound + bars.faulty).toBe('');
    expect(boxes(bars.silent)).toHaveLength(2);
  });

  it('show every fault, however few among however many', () => {
    const bars = drawBars([{ messages: 5000, faults: 1 }], 5000);
    expect(boxes(bars.faulty)).toHaveLength(1);
    expect(boxes(bars.sound)).toHaveLength(1);
  });

  it('show an hour in which everything failed as nothing but fault', () => {
    const bars = drawBars([{ messages: 3, faults: 3 }], 3);
    expect(bars.sound).toBe('');
    expect(boxes(bars.faulty)[0]?.height).toBe(bars.height);
  });

  it('stay inside their box and never overlap, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(hour, { minLength: 1, maxLength: 24 }), (hours) => {
        const bars = drawBars(hours, Math.max(...hours.map(({ messages }) => messages)));
        const sound = boxes(bars.sound);
        const faulty = boxes(bars.faulty);
        for (const box of [...sound, ...faulty]) {
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.height).toBeGreaterThan(0);
          expect(box.x + box.width).toBeLessThanOrEqual(bars.width);
        }
        for (const below of faulty) {
          expect(below.y + below.height).toBe(bars.height);
          const above = sound.find(({ x }) => x === below.x);
          if (above !== undefined) expect(above.y + above.height).toBe(below.y);
        }
        expect(faulty).toHaveLength(hours.filter(({ faults }) => faults > 0).length);
      }),
    );
  });
});
