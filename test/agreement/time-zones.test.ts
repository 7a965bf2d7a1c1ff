import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { readMoment } from '../../src/agreement/calendar/moment.ts';
import { deadlineJson } from '../../src/agreement/deadline-json.ts';
import { explain } from '../../src/agreement/explain/explain.ts';
import { timeline } from '../../src/agreement/explain/timeline.ts';
import { deadline } from './helpers.ts';
import { VECTORS } from './vectors.ts';

const own = process.env.TZ;

afterEach(() => {
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
});

/** Every vector with its explanation and timeline, and starts without an offset, as one text. */
function everything(): string {
  const local = ['2026-07-01T12:00', '2026-12-01T12:00', '2026-10-25T02:30', '2026-03-29T02:30'].map((text) =>
    readMoment(text).instant.toString(),
  );
  const reckoned = VECTORS.map(({ rule, start, category, holidayNotice }) => {
    const found = deadline(rule, start, {
      ...(category && { category }),
      ...(holidayNotice !== undefined && { holidayNotice }),
    });
    return [deadlineJson(found), explain(found, 'nb').text, timeline(found, 'nb')];
  });
  return JSON.stringify([local, reckoned]);
}

describe("the server's own time zone has no say", () => {
  const januaryOffsets: Record<string, number> = {
    UTC: 0,
    'Europe/Oslo': -60,
    'America/St_Johns': 210,
    'Asia/Kathmandu': -345,
    'Pacific/Apia': -780,
    'America/Los_Angeles': 480,
  };

  process.env.TZ = 'UTC';
  const expected = everything();

  it.each(Object.entries(januaryOffsets))('in %s', (zone, offset) => {
    process.env.TZ = zone;
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offset);
    expect(everything()).toBe(expected);
  });
});
