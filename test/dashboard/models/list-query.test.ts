import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listAddress, listFields, readListQuery } from '../../../src/dashboard/models/list-query.ts';
import { texts } from '../../../src/dashboard/texts/texts.ts';

const read = (query: Record<string, unknown>) => readListQuery(query, texts.nb);

describe('the address of the list', () => {
  it('without anything asks for everything', () => {
    const { filter, olderThan, errors } = read({});
    expect(Object.values(filter).every((value) => value === null)).toBe(true);
    expect(olderThan).toBeNull();
    expect(errors).toEqual([]);
  });

  it('carries every condition of the form', () => {
    expect(
      read({
        sok: ' ABC ',
        type: 'LOG_DOD',
        tilstand: 'failed',
        kontroll: 'flagged',
        partner: '8200',
        fra: '2026-11-23T00:00',
        til: '2026-11-24T00:00',
        eldre: '123',
      }),
    ).toMatchObject({
      filter: {
        search: 'ABC',
        type: 'LOG_DOD',
        state: 'failed',
        verdict: 'flagged',
        partner: 8200,
        from: new Date('2026-11-22T23:00:00Z'),
        to: new Date('2026-11-23T23:00:00Z'),
      },
      olderThan: 123,
      errors: [],
    });
  });

  it.each([
    [{ tilstand: 'borte' }, 'tilstand', '«Tilstand» har en verdi som ikke finnes.'],
    [{ kontroll: 'kanskje' }, 'kontroll', '«Kontroll» har en verdi som ikke finnes.'],
    [{ partner: 'Lillevik' }, 'partner', '«Partner» har en verdi som ikke finnes.'],
    [{ fra: 'i går' }, 'fra', '«Mottatt fra og med» er ikke et tidspunkt.'],
    [{ til: '2026-13-01T00:00' }, 'til', '«Mottatt før» er ikke et tidspunkt.'],
    [
      { fra: '2026-11-23T10:00', til: '2026-11-23T10:00' },
      'til',
      '«Mottatt før» må være senere enn «Mottatt fra og med».',
    ],
  ])('tells what is wrong with %o', (query, field, text) => {
    expect(read(query).errors).toEqual([{ field, text }]);
  });

  it('is the same again when the form is written back into it', () => {
    const value = fc.string({ maxLength: 30 });
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(listFields.map((field) => [field, value]))),
        fc.option(fc.integer({ min: 1, max: 1e9 })),
        (query, olderThan) => {
          const first = read(query);
          const address = new URL(listAddress(first.form, olderThan), 'http://x');
          const second = read(Object.fromEntries(address.searchParams));
          expect(second.form).toEqual(first.form);
          expect(second.olderThan).toBe(olderThan);
        },
      ),
    );
  });

  it('takes the first of a field given twice, and cuts what is longer than anything that exists', () => {
    expect(read({ sok: ['a', 'b'] }).filter.search).toBe('a');
    expect(read({ sok: 'x'.repeat(5000) }).filter.search).toHaveLength(200);
    expect(read({ sok: { toString: 'x' } }).filter.search).toBeNull();
  });
});
