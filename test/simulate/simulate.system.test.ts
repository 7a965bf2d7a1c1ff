import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartnerDocument } from '../../src/delivery/partners.ts';
import { faults } from '../../src/simulate/faults/index.ts';
import { type SimulatedParty, simulatedParties } from '../../src/simulate/parties.ts';
import { type PlannedMessage, planTraffic, type TrafficOptions } from '../../src/simulate/plan.ts';
import { ServiceError } from '../../src/simulate/play/client.ts';
import { isDelivered } from '../../src/simulate/play/outcome.ts';
import { startReceivers } from '../../src/simulate/play/receivers.ts';
import { type SimulationOptions, simulate } from '../../src/simulate/simulation.ts';
import {
  createPlayToken,
  enterWorld,
  leaveWorld,
  revokePlayToken,
  TakenError,
} from '../../src/simulate/world.ts';
import { hospital, kommune } from '../helpers/messages.ts';
import { startTestService, type TestService } from '../helpers/service.ts';

let service: TestService;
let url: string;
let token: string;

beforeAll(async () => {
  service = await startTestService();
  url = await service.app.listen({ host: '127.0.0.1', port: 0 });
  ({ token } = await createPlayToken(service.services.db, 'prøvespill', 1));
});
afterAll(() => service.close());

const size = { hospitals: 2, kommuner: 9 };
const everybody = (): SimulatedParty[] =>
  Object.values(simulatedParties(size.hospitals, size.kommuner)).flat();

/** Two days that have just ended. */
function twoDays(traffic: Partial<TrafficOptions>): TrafficOptions {
  const start = new Date(Date.now() - 2 * 24 * 3_600_000).toISOString();
  return { seed: 1, ...size, days: 2, fault: 0, start, ...traffic };
}

async function playing(traffic: TrafficOptions, changes: Partial<SimulationOptions> = {}) {
  const receivers = await startReceivers();
  try {
    await enterWorld(service.services.db, everybody(), receivers.url);
    const { signal } = new AbortController();
    const common = {
      plan: planTraffic(traffic),
      start: traffic.start,
      url,
      token,
      receivers,
      signal,
    } as const;
    return await simulate({ ...common, speed: 'max', backload: true, check: true, ...changes });
  } finally {
    await receivers.close();
  }
}

/** Of all stays two for each fault. */
function twoOfEach(plan: PlannedMessage[]): PlannedMessage[] {
  const struck = Map.groupBy(
    plan.filter(({ fault }) => fault !== null),
    ({ fault }) => fault,
  );
  const stays = new Set(
    [...struck.values()].flatMap((messages) => messages.slice(0, 2).map(({ stay }) => stay)),
  );
  return plan.filter(({ stay }) => stays.has(stay));
}

describe('a play against the service', () => {
  test('every message ends as expected, whatever goes wrong, and comes byte for byte to the right endpoint', async () => {
    const traffic = twoDays({ fault: 1, staysPerDay: 20 });
    const plan = twoOfEach(planTraffic(traffic));
    const { outcomes, differences, strays } = await playing(traffic, { plan });
    expect(differences).toEqual([]);
    expect(strays).toBe(0);
    const struck = new Set(outcomes.flatMap(({ planned }) => planned.fault ?? []));
    expect(struck).toEqual(new Set(faults.map(({ name }) => name)));
    for (const { planned, delivered } of outcomes) {
      expect({ key: planned.key, delivered }).toEqual({ key: planned.key, delivered: isDelivered(planned) });
    }
  }, 120_000);

  test('messages count as received at their moment in the play, and the receipts after them', async () => {
    const { outcomes } = await playing(twoDays({ seed: 5, staysPerDay: 0.5 }));
    for (const { planned, said, receipts } of outcomes) {
      const { body } = await service.get(`/messages/${said?.id}`);
      expect(body.receivedAt).toBe(planned.at);
      const { body: receipt } = await service.get(`/messages/${receipts[0]?.said.id}`);
      expect(Date.parse(receipt.receivedAt)).toBeGreaterThan(Date.parse(planned.at));
    }
  });

  test('the same play once more is repeated, and nothing is delivered again', async () => {
    const traffic = twoDays({ seed: 6, staysPerDay: 0.5 });
    await playing(traffic);
    const { outcomes } = await playing(traffic, { check: false });
    expect(new Set(outcomes.map(({ said }) => said?.answer ?? 'not handed in'))).toEqual(
      new Set(['repeated', 'not handed in']),
    );
    expect(outcomes.filter(({ delivered }) => delivered)).toEqual([]);
  });

  test('at a speed it goes on until it is broken off, and tells what has become of it so far', async () => {
    const ended = new AbortController();
    const { outcomes, differences } = await playing(twoDays({ seed: 7, staysPerDay: 1 }), {
      speed: 10_000,
      signal: ended.signal,
      report: () => ended.abort(),
    });
    expect(outcomes.filter(({ said }) => said !== null).length).toBeGreaterThan(0);
    expect(outcomes.filter(({ said }) => said === null).length).toBeGreaterThan(0);
    expect(differences).toBeNull();
  });

  test('a token that has been revoked ends it with a text that says what to do', async () => {
    const { db } = service.services;
    const made = await createPlayToken(db, 'kort', 1);
    await revokePlayToken(db, made.id);
    const work = playing(twoDays({ staysPerDay: 0.2 }), { token: made.token });
    await expect(work).rejects.toThrow(ServiceError);
    await expect(work).rejects.toThrow(/kjenner ikke nøkkelen/);
  });
});

describe('the partners of the service', () => {
  const partners = () => service.services.partners.document();
  let before: PartnerDocument;

  beforeEach(async () => {
    await service.setPartners({
      hospital: { protocol: 'none' },
      kommune: { protocol: 'http', url: 'http://127.0.0.1:9/' },
    });
    before = await partners();
  });

  test('others stay as they are when the parties of a play come and go', async () => {
    await enterWorld(service.services.db, everybody(), (her) => `http://127.0.0.1:9/${her}`);
    expect((await partners()).partners).toEqual(expect.arrayContaining(before.partners));
    await leaveWorld(service.services.db, everybody());
    const after = await partners();
    expect(after).toMatchObject({ routes: before.routes, agreements: before.agreements, self: before.self });
    expect(after.partners.filter(({ her }) => [hospital.her, kommune.her].includes(her))).toEqual(
      before.partners,
    );
    const played = after.partners.filter(({ her }) => everybody().some((party) => party.her === her));
    expect(played.map(({ endpoint }) => endpoint?.protocol)).toEqual(everybody().map(() => 'none'));
  });

  test('a HER-id that is somebody else’s is not taken from them', async () => {
    const [first] = everybody();
    const impostor: SimulatedParty = { ...first!, her: kommune.her };
    await expect(enterWorld(service.services.db, [impostor], String)).rejects.toThrow(TakenError);
    expect(await partners()).toEqual(before);
  });
});
