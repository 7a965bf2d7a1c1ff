import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePartners, sharedHerIds } from '../../src/delivery/merge-partners.ts';
import type { Agreement, PartnerDocument } from '../../src/delivery/partners.ts';
import { document, partner, route, service } from './examples.ts';

const agreement = (a: number, b: number, pack = 'hmr-2021'): Agreement => ({
  between: [a, b],
  pack,
  options: {},
});
const merged = (current: PartnerDocument, incoming: PartnerDocument) =>
  mergePartners(current, incoming, false);

describe('importing a partner file', () => {
  it('keeps the partners that it does not name', () => {
    const { partners } = merged(
      document({ partners: [partner(1), partner(2)] }),
      document({ partners: [partner(3)] }),
    );
    expect(partners.map(({ her }) => her)).toEqual([1, 2, 3]);
  });

  it('puts a partner in the place of the one with the same HER-id, whole', () => {
    const before = partner(1, { name: 'Gammelt navn', contacts: [contact] });
    const { partners } = merged(
      document({ partners: [before, partner(2)] }),
      document({ partners: [partner(1, { name: 'Nytt navn' })] }),
    );
    expect(partners).toMatchObject([{ her: 1, name: 'Nytt navn', contacts: [] }, { her: 2 }]);
  });

  it('puts a route in the place of the one between the same parties for the same types', () => {
    const current = document({ routes: [route({ from: 1, to: 2, types: ['LOG_DOD', 'LOG_INNLAGT'] })] });
    const same = route({ from: 1, to: 2, types: ['LOG_INNLAGT', 'LOG_DOD'], mode: 'observe' });
    const other = route({ from: 2, to: 1, types: ['LOG_INNLAGT', 'LOG_DOD'] });
    expect(merged(current, document({ routes: [same, other] })).routes).toEqual([same, other]);
  });

  it('puts an agreement in the place of the one between the same two, whoever stands first', () => {
    const current = document({ agreements: [agreement(1, 2, 'hmr-2015'), agreement(1, 3)] });
    const { agreements } = merged(current, document({ agreements: [agreement(2, 1)] }));
    expect(agreements).toEqual([agreement(2, 1), agreement(1, 3)]);
  });

  it('keeps who we are, unless it says otherwise', () => {
    const current = document({ self: { her: 1, signing: null } });
    expect(merged(current, document()).self?.her).toBe(1);
    expect(merged(current, document({ self: { her: 2, signing: null } })).self?.her).toBe(2);
  });

  it('with --replace is the whole truth', () => {
    const incoming = document({ partners: [partner(3)] });
    const current = document({ partners: [partner(1)], self: { her: 1, signing: null }, routes: [route()] });
    expect(mergePartners(current, incoming, true)).toEqual(incoming);
  });
});

describe('a HER-id that two partners would have after an import', () => {
  const current = document({ partners: [partner(1, { services: [service(10)] })] });

  it('is told, with both of them', () => {
    const after = merged(
      current,
      document({ partners: [partner(2, { services: [service(10)] }), partner(10)] }),
    );
    expect(sharedHerIds(after)).toEqual([
      { her: 10, partners: ['Virksomhet 1 (1)', 'Virksomhet 2 (2)', 'Virksomhet 10 (10)'] },
    ]);
  });

  it('is none when the service moved, and both are in the file', () => {
    const move = document({ partners: [partner(1), partner(2, { services: [service(10)] })] });
    expect(sharedHerIds(merged(current, move))).toEqual([]);
  });
});

const contact = { role: 'vakt', name: null, email: null, phone: null, hours: null };

describe('for any two partner files', () => {
  const her = fc.integer({ min: 1, max: 6 });
  const files = fc
    .record({
      partners: fc.uniqueArray(fc.record({ her, name: fc.string() }), { selector: (each) => each.her }),
      self: fc.option(her),
      routes: fc.array(
        fc.record({ from: fc.option(her), to: fc.option(her), types: fc.subarray(['LOG_DOD', 'EPIKRISE']) }),
      ),
      agreements: fc.array(fc.tuple(her, her)),
    })
    .map(({ partners, self, routes, agreements }) =>
      document({
        partners: partners.map(({ her: id, name }) => partner(id, { name })),
        self: self === null ? null : { her: self, signing: null },
        routes: routes.map((each) => route(each)),
        agreements: agreements.map(([a, b]) => agreement(a, b)),
      }),
    );

  it('importing the same file twice changes nothing more', () => {
    fc.assert(
      fc.property(files, files, (current, incoming) => {
        const once = merged(current, incoming);
        expect(merged(once, incoming)).toEqual(once);
      }),
    );
  });

  it('nobody is lost, and nobody stands twice', () => {
    fc.assert(
      fc.property(files, files, (current, incoming) => {
        const after = merged(current, incoming).partners.map((each) => each.her);
        const wanted = new Set([...current.partners, ...incoming.partners].map((each) => each.her));
        expect(after.toSorted()).toEqual([...wanted].toSorted());
      }),
    );
  });
});
