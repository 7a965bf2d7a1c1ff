import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint, Partner, Route } from '../../src/delivery/partners.ts';
import { bestRoute, createRouting } from '../../src/delivery/routing.ts';
import type { Message } from '../../src/messages/message.ts';
import { copyTo, document, http, message, partner, party, route, service } from './examples.ts';

const hospital = 8100;
const ward = 8101;
const kommune = 8200;
const nurses = 8201;
const office = 8202;

/** The hospital and a kommune of whose two services one has an endpoint of its own. */
const partners: Partner[] = [
  partner(hospital, { services: [service(ward)] }),
  partner(kommune, { services: [service(nurses), service(office, http('kontor'))] }),
];
const fromHospital = { sender: party(hospital, ward) };

function planned(changes: Partial<Message>, routes: Route[] = [], mode: 'route' | 'observe' = 'route') {
  return createRouting(document({ partners, routes })).plan(message({ ...fromHospital, ...changes }), mode);
}

describe('where a message goes', () => {
  it('to the endpoint of the service, where that has one of its own', () => {
    const [plan] = planned({ receiver: party(kommune, office) });
    expect(plan).toEqual({
      role: 'PRIM',
      receiverHer: kommune,
      receiverService: office,
      endpointHer: office,
      state: 'pending',
      reason: null,
    });
  });

  it('else to the endpoint of the organisation', () => {
    expect(planned({ receiver: party(kommune, nurses) })).toMatchObject([
      { endpointHer: kommune, state: 'pending' },
    ]);
    expect(planned({ receiver: party(kommune) })).toMatchObject([{ endpointHer: kommune, state: 'pending' }]);
  });

  it('to the organisation of a service that stands alone in the head', () => {
    expect(planned({ receiver: party(null, nurses) })).toMatchObject([
      { endpointHer: kommune, state: 'pending' },
    ]);
  });

  it('to a service whose HER-id stands where the organisation’s should', () => {
    expect(planned({ receiver: party(office) })).toMatchObject([{ endpointHer: office, state: 'pending' }]);
  });

  it('to the organisation when the service is unknown', () => {
    expect(planned({ receiver: party(kommune, 9999) })).toMatchObject([
      { endpointHer: kommune, receiverService: 9999, state: 'pending' },
    ]);
  });

  it('nowhere when no receiver has a HER-id (MV-3003)', () => {
    for (const receiver of [null, party(null)]) {
      expect(planned({ receiver })).toMatchObject([
        { endpointHer: null, state: 'unrouted', reason: 'MV-3003' },
      ]);
    }
  });

  it('nowhere when the receiver is no partner (MV-3001)', () => {
    expect(planned({ receiver: party(7777) })).toMatchObject([{ state: 'unrouted', reason: 'MV-3001' }]);
  });

  it('nowhere when the partner has no endpoint (MV-3002)', () => {
    const without = [partner(kommune, { endpoint: null, services: [service(nurses)] })];
    const { plan } = createRouting(document({ partners: without }));
    for (const receiver of [party(kommune), party(kommune, nurses), party(null, nurses)]) {
      expect(plan(message({ receiver }), 'route')).toMatchObject([{ state: 'unrouted', reason: 'MV-3002' }]);
    }
  });

  it.each<[Endpoint, object]>([
    [{ protocol: 'none' }, { endpointHer: kommune, state: 'observed', reason: null }],
    [
      { protocol: 'ebms', url: 'https://v.example/ebms' },
      { endpointHer: kommune, state: 'pending', reason: null },
    ],
  ])('a partner with %j is planned for by its protocol', (endpoint, expected) => {
    const { plan } = createRouting(document({ partners: [partner(kommune, { endpoint })] }));
    expect(plan(message({ receiver: party(kommune) }), 'route')).toMatchObject([expected]);
  });
});

describe('several receivers', () => {
  it('get a delivery each, the head’s own receiver first', () => {
    const plans = planned({
      receiver: party(kommune, nurses),
      otherReceivers: [copyTo(kommune, office), copyTo(hospital, ward, 'LEGE')],
    });
    expect(plans.map(({ role, endpointHer }) => [role, endpointHer])).toEqual([
      ['PRIM', kommune],
      ['COP', office],
      ['LEGE', hospital],
    ]);
  });

  it('that are named twice get one delivery, in the first role', () => {
    const plans = planned(
      {
        receiver: party(kommune, office),
        otherReceivers: [copyTo(kommune, office), copyTo(kommune, office)],
      },
      [route({ copies: [office] })],
    );
    expect(plans.map(({ role }) => role)).toEqual(['PRIM']);
  });

  it('without HER-id are persons on paper and get nothing', () => {
    expect(planned({ receiver: party(kommune), otherReceivers: [copyTo(null)] })).toHaveLength(1);
  });

  it('of a route’s copies are named by either level', () => {
    const plans = planned({ receiver: party(kommune, nurses) }, [route({ copies: [office, hospital] })]);
    expect(plans.slice(1)).toMatchObject([
      { role: 'COP', receiverHer: kommune, receiverService: office, endpointHer: office },
      { role: 'COP', receiverHer: hospital, receiverService: null, endpointHer: hospital },
    ]);
  });

  it('that are known do not lose their delivery because another one is unknown', () => {
    const plans = planned({ receiver: party(7777), otherReceivers: [copyTo(kommune, nurses)] });
    expect(plans.map(({ state }) => state)).toEqual(['unrouted', 'pending']);
  });
});

describe('the route that is chosen', () => {
  const receiver = party(kommune, nurses);

  it('names the service before the organisation, and the type before any', () => {
    const routes = [
      route({}),
      route({ to: kommune }),
      route({ to: nurses }),
      route({ from: hospital, to: nurses }),
      route({ from: ward, to: nurses }),
      route({ from: ward, to: nurses, types: ['LOG_DOD', 'LOG_INNLAGT'] }),
    ];
    const about = message({ ...fromHospital, receiver });
    for (let known = routes.length; known > 0; known -= 1) {
      const some = routes.slice(0, known);
      expect(bestRoute(some, about)).toBe(some.at(-1));
      expect(bestRoute(some.toReversed(), about)).toBe(some.at(-1));
    }
  });

  it('is none when every route is about somebody or something else', () => {
    const others = [route({ from: kommune }), route({ to: 7777 }), route({ types: ['EPIKRISE'] })];
    expect(bestRoute(others, message({ ...fromHospital, receiver }))).toBeNull();
  });

  it('is the first of two that tell the same', () => {
    const twice = [route({ to: kommune, mode: 'observe' }), route({ to: kommune })];
    expect(bestRoute(twice, message({ receiver }))).toBe(twice[0]);
  });

  it('is never beaten by one that is wider in every respect', () => {
    const some = fc.record({
      to: fc.constantFrom(null, hospital, kommune, nurses),
      types: fc.constantFrom<string[]>([], ['LOG_INNLAGT'], ['LOG_DOD']),
    });
    const narrowness = (named: number | null) => [null, kommune, nurses].indexOf(named);
    fc.assert(
      fc.property(fc.array(some), (made) => {
        const routes = made.map(route);
        const best = bestRoute(routes, message({ receiver }));
        const fitting = routes.filter(
          ({ to, types }) => narrowness(to) >= 0 && (types.length === 0 || types.includes('LOG_INNLAGT')),
        );
        if (best === null) return fitting.length === 0;
        return (
          fitting.includes(best) &&
          !fitting.some(
            ({ to, types }) =>
              narrowness(to) >= narrowness(best.to) &&
              types.length >= best.types.length &&
              (narrowness(to) > narrowness(best.to) || types.length > best.types.length),
          )
        );
      }),
    );
  });
});

describe('what is only observed', () => {
  it('is a message that comes in as such', () => {
    expect(planned({ receiver: party(kommune, office) }, [], 'observe')).toMatchObject([
      { endpointHer: office, state: 'observed', reason: null },
    ]);
  });

  it('is every receiver of a route in that mode, copies and strangers too', () => {
    const plans = planned({ receiver: party(7777), otherReceivers: [copyTo(kommune)] }, [
      route({ mode: 'observe', copies: [hospital] }),
    ]);
    expect(plans.map(({ state }) => state)).toEqual(['observed', 'observed', 'observed']);
  });
});

describe('for any partners, routes and message', () => {
  const her = fc.integer({ min: 1, max: 12 });
  const endpoint = fc.option(
    fc.constantFrom<Endpoint>(
      http('a'),
      http('b'),
      { protocol: 'none' },
      { protocol: 'ebms', url: 'https://c.example/' },
    ),
  );
  const someParty = fc.tuple(fc.option(her), fc.option(her)).map(([a, b]) => party(a, b));
  const cases = fc.record({
    partners: fc.uniqueArray(
      fc.record({ her, endpoint, services: fc.array(fc.tuple(her, endpoint), { maxLength: 2 }) }),
      { selector: (each) => each.her },
    ),
    routes: fc.array(
      fc.record({
        from: fc.option(her),
        to: fc.option(her),
        mode: fc.constantFrom('route' as const, 'observe' as const),
        copies: fc.array(her, { maxLength: 3 }),
      }),
    ),
    sender: fc.option(someParty),
    receiver: fc.option(someParty),
    others: fc.array(someParty, { maxLength: 4 }),
    mode: fc.constantFrom('route' as const, 'observe' as const),
  });

  it('no receiver stands twice, only HTTP and ebXML endpoints get something, and an observed message is never delivered', () => {
    fc.assert(
      fc.property(cases, ({ partners: made, routes, sender, receiver, others, mode }) => {
        const all = made.map((each) =>
          partner(each.her, {
            endpoint: each.endpoint,
            services: each.services.map(([at, own]) => service(at + 100, own)),
          }),
        );
        const routing = createRouting(document({ partners: all, routes: routes.map((each) => route(each)) }));
        const about = message({
          sender,
          receiver,
          otherReceivers: others.map((each) => ({ ...each, role: 'COP' })),
        });
        const plans = routing.plan(about, mode);
        const names = plans.map((plan) => `${plan.receiverHer}/${plan.receiverService}`);
        expect(plans[0]?.role).toBe('PRIM');
        expect(new Set(names).size).toBe(names.length);
        if (mode === 'observe') expect(plans.every(({ state }) => state === 'observed')).toBe(true);
        for (const plan of plans) {
          const at = routing.endpoint(plan.endpointHer);
          if (plan.state === 'pending') expect(['http', 'ebms']).toContain(at?.protocol);
          expect(plan.reason !== null).toBe(plan.state === 'unrouted');
        }
      }),
    );
  });
});

describe('looking up', () => {
  const routing = createRouting(document({ partners }));

  it('finds the partner by either level, and the service by its own', () => {
    expect(routing.partner(kommune)).toBe(partners[1]);
    expect(routing.partner(office)).toBe(partners[1]);
    expect(routing.service(office)?.her).toBe(office);
    expect(routing.service(kommune)).toBeNull();
  });

  it('finds nothing for nobody and for strangers', () => {
    for (const stranger of [null, 7777]) {
      expect([routing.partner(stranger), routing.service(stranger), routing.endpoint(stranger)]).toEqual([
        null,
        null,
        null,
      ]);
    }
  });
});
