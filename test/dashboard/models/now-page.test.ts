import { describe, expect, it } from 'vitest';
import { createWording } from '../../../src/dashboard/format/wording.ts';
import { type NowData, nowPage } from '../../../src/dashboard/models/now-page.ts';
import type { Overview } from '../../../src/dashboard/queries/overview.ts';
import type { TrafficRow } from '../../../src/dashboard/queries/traffic.ts';
import type { Trouble } from '../../../src/dashboard/queries/troubles.ts';
import { emptyPartnerDocument, type Partner } from '../../../src/delivery/partners.ts';
import { createRouting } from '../../../src/delivery/routing.ts';

const now = new Date('2026-11-23T12:00:00Z');
const hours = Array.from({ length: 24 }, (_, index) => new Date(now.getTime() - (23 - index) * 3_600_000));

const partner = (her: number, name: string): Partner => ({
  her,
  name,
  kind: 'kommune',
  organisation: null,
  services: [{ her: her + 1, name: 'Tjeneste', endpoint: null }],
  endpoint: null,
  signing: null,
  cpa: [],
  contacts: [],
});
const partners = [
  partner(8200, 'Lillevik kommune'),
  partner(8300, 'Bratthaug kommune'),
  partner(8400, 'Storvik kommune'),
];

const exactly = (value: number) => ({ value, more: false });
const peaceful: Overview = {
  failed: exactly(0),
  unrouted: exactly(0),
  refused: exactly(0),
  held: exactly(0),
  waiting: exactly(0),
  lastMessageAt: new Date('2026-11-23T11:58:00Z'),
  overdue: exactly(0),
  oldestOverdue: null,
};

function data(changes: { overview?: Partial<Overview>; troubles?: Trouble[]; rows?: TrafficRow[] }): NowData {
  return {
    overview: { ...peaceful, ...changes.overview },
    troubles: changes.troubles ?? [],
    traffic: { hours, rows: changes.rows ?? [] },
    routing: createRouting({ ...emptyPartnerDocument, partners }),
    partners,
  };
}

const page = (changes: Parameters<typeof data>[0], language: 'nb' | 'nn' | 'en' = 'nb') =>
  nowPage(data(changes), createWording(language, now));

const row = (changes: Partial<TrafficRow>): TrafficRow => ({
  hour: hours[23] ?? now,
  sender_her: 8200,
  receiver_her: 8300,
  receipt: false,
  state: 'acknowledged',
  messages: 1,
  last_at: now,
  ...changes,
});

const failed: Trouble = {
  id: '0192f0a0-0000-4000-8000-000000000001',
  type: 'LOG_INNLAGT',
  state: 'failed',
  received_at: new Date('2026-11-23T09:00:00Z'),
  sender_her: 8200,
  sender_service: null,
  receiver_her: 8300,
  receiver_service: null,
  delivery_state: 'failed',
  reason: 'MV-3104',
  attempts: 1,
  last_status: 404,
  apprec: 'none',
  apprec_codes: null,
  since: new Date('2026-11-23T11:56:00Z'),
};

describe('«Nå» when nothing is wrong', () => {
  it('is calm, and says when the last message came and that the watch itself runs', () => {
    expect(page({})).toMatchObject({
      calm: true,
      badge: null,
      headline: 'Alt i orden',
      breakdown: [],
      last: { iso: '2026-11-23T11:58:00.000Z', text: 'man. 23. nov. kl. 12.58', ago: 'for 2 min siden' },
      watch: { behind: null, checked: { text: 'man. 23. nov. kl. 13.00.00' } },
    });
  });

  it('counts what was delivered in the last day, messages and receipts apart', () => {
    const rows = [
      row({ messages: 3 }),
      row({ messages: 2, state: 'delivered', hour: hours[0] ?? now }),
      row({ messages: 4, receipt: true, state: 'delivered' }),
      row({ messages: 9, state: 'received' }),
      row({ messages: 1, state: 'rejected' }),
    ];
    expect(page({ rows }).flow).toEqual([
      'Ingenting venter på levering.',
      'Siste døgn: 5 meldinger og 4 kvitteringer er levert videre.',
      '1 ble avvist av kontrollen.',
    ]);
  });

  it('says so when no message has ever come', () => {
    expect(page({ overview: { lastMessageAt: null } }).last).toBeNull();
  });
});

describe('«Nå» when something is wrong', () => {
  const overview = { failed: exactly(2), unrouted: exactly(1), refused: exactly(0), waiting: exactly(4) };

  it('says in words how many need a person, and why', () => {
    expect(page({ overview })).toMatchObject({
      calm: false,
      badge: '3',
      headline: '3 meldinger trenger deg',
      breakdown: ['2 ble ikke levert', '1 er uten rute'],
    });
    expect(page({ overview: { failed: exactly(1) } }).headline).toBe('1 melding trenger deg');
    expect(page({ overview }, 'nn').headline).toBe('3 meldingar treng deg');
    expect(page({ overview }, 'en').headline).toBe('3 messages need you');
  });

  it('does not count further than helps anybody', () => {
    const many = page({ overview: { failed: { value: 10_000, more: true } } });
    expect(many.headline.replace(/\s/g, ' ')).toBe('over 10 000 meldinger trenger deg');
  });

  it('is not calm while deliveries wait that nobody takes, even when nothing has failed', () => {
    const late = { overdue: exactly(2), oldestOverdue: new Date('2026-11-23T11:50:00Z') };
    const { calm, headline, watch } = page({ overview: late });
    expect({ calm, headline }).toEqual({ calm: false, headline: 'Vakten henger etter' });
    expect(watch.behind).toBe(
      'Vakten henger etter: 2 leveringer skulle vært prøvd. Den eldste har ventet i 10 min.',
    );
  });

  it('lists what needs a person, with names, cause and time', () => {
    const [item] = page({ overview, troubles: [failed] }).troubles;
    expect(item).toMatchObject({
      href: `/meldinger/${failed.id}`,
      tag: { word: 'Ikke levert' },
      type: 'Melding om innlagt pasient',
      parties: 'Fra Lillevik kommune til Bratthaug kommune',
      cause: 'Mottakerens system nektet å ta imot meldingen (HTTP 404).',
      since: { ago: 'for 4 min siden' },
    });
    expect(item?.announcement).toContain('Ny feil: Ikke levert. Melding om innlagt pasient.');
  });

  it('leads to the whole list when there is more than is shown', () => {
    expect(page({ overview, troubles: [failed] }).all).toEqual({
      href: '/meldinger?tilstand=trouble',
      text: 'Se alle 3',
    });
    expect(page({ overview: { failed: exactly(1) }, troubles: [failed] }).all).toBeNull();
  });

  it('explains a refusal with the codes of the receipt, and an unknown receiver with its HER-id', () => {
    const refused: Trouble = {
      ...failed,
      state: 'refused',
      delivery_state: 'delivered',
      reason: null,
      apprec: 'rejected',
      apprec_codes: ['E35', 'X99'],
    };
    const unrouted: Trouble = {
      ...failed,
      state: 'unrouted',
      delivery_state: 'unrouted',
      reason: 'MV-3001',
      receiver_her: 9999,
    };
    expect(page({ troubles: [refused, unrouted] }).troubles.map(({ cause }) => cause)).toEqual([
      'E35 Pasienten finnes ikke i mottakerens system; X99 Annen feil.',
      'Mottakeren med HER-id 9999 er ikke blant partnerne, så meldingen kan ikke leveres videre.',
    ]);
  });
});

describe('the partners of «Nå»', () => {
  it('come with those in trouble first, then by name; silent ones are named apart', () => {
    const rows = [row({ messages: 2 }), row({ sender_her: 8300, receiver_her: 8200, state: 'failed' })];
    const { partners: shown, silent } = page({ rows });
    expect(shown.map(({ name, sent, received, faults }) => [name, sent, received, faults])).toEqual([
      ['Lillevik kommune', '2', '1', '1'],
      ['Bratthaug kommune', '1', '2', '0'],
    ]);
    expect(silent).toEqual([{ name: 'Storvik kommune', href: '/meldinger?partner=8400' }]);
  });

  it('have what was not delivered or was refused counted at the receiver, what was rejected at the sender', () => {
    const rows = (['failed', 'refused', 'unrouted', 'rejected'] as const).map((state) => row({ state }));
    const faults = Object.fromEntries(page({ rows }).partners.map((each) => [each.name, each.faults]));
    expect(faults).toEqual({ 'Bratthaug kommune': '3', 'Lillevik kommune': '1' });
  });

  it('are found by the HER-id of a service too; strangers are gathered in one row', () => {
    const rows = [
      row({ sender_her: 8201, receiver_her: 7777, state: 'unrouted' }),
      row({ sender_her: null }),
    ];
    const sums = page({ rows }).partners.map(({ name, sent, received }) => [name, sent, received]);
    expect(sums).toEqual([
      ['Andre (ikke i partnerlisten)', '1', '1'],
      ['Bratthaug kommune', '0', '1'],
      ['Lillevik kommune', '1', '0'],
    ]);
  });

  it('say the same numbers in the table as the bars draw', () => {
    const rows = [row({ messages: 5 }), row({ messages: 2, state: 'failed', hour: hours[3] ?? now })];
    const page_ = page({ rows });
    const bratthaug = page_.partners.find(({ name }) => name === 'Bratthaug kommune');
    expect(page_.hours).toHaveLength(24);
    expect(page_.hours.at(-1)).toBe('13');
    expect(bratthaug?.hours.at(-1)).toBe('5');
    expect(bratthaug?.hours[3]).toBe('2 (2)');
    expect(bratthaug?.barsLabel).toBe(
      '7 meldinger siste døgn, 2 feil. Tallene per time står i tabellen under.',
    );
  });
});
