import { describe, expect, it } from 'vitest';
import { createWording } from '../../../src/dashboard/format/wording.ts';
import { timeline } from '../../../src/dashboard/models/timeline.ts';
import { emptyPartnerDocument } from '../../../src/delivery/partners.ts';
import { createRouting } from '../../../src/delivery/routing.ts';
import type { Language } from '../../../src/http/problems.ts';
import { type EventType, eventCatalogue } from '../../../src/ledger/events.ts';
import type { DeliveryRow, EventRow } from '../../../src/ledger/messages.ts';

const now = new Date('2026-11-23T12:00:00Z');
const routing = createRouting({
  ...emptyPartnerDocument,
  partners: [
    {
      her: 8200,
      name: 'Lillevik kommune',
      kind: 'kommune',
      organisation: null,
      services: [],
      endpoint: null,
      signing: null,
      cpa: [],
      contacts: [],
    },
  ],
});

const event = (type: EventType, at: string, data: EventRow['data'] = {}, actor = 'sentral'): EventRow => ({
  seq: 1,
  message_id: 'm',
  delivery_id: type.startsWith('delivery') || type.startsWith('apprec') ? 'd' : null,
  type,
  at: new Date(at),
  actor,
  data,
});

const delivery = (id: string): DeliveryRow => ({
  id,
  message_id: 'm',
  seq: 1,
  role: 'PRIM',
  receiver_her: 8200,
  receiver_service: null,
  endpoint_her: 8200,
  order_key: 'k',
  state: 'delivered',
  reason: null,
  attempts: 1,
  next_attempt_at: null,
  queued_at: null,
  lease_owner: null,
  lease_until: null,
  last_attempt_at: null,
  last_status: null,
  delivered_at: null,
  apprec: 'none',
  apprec_at: null,
  apprec_message: null,
  apprec_codes: null,
});

const tell = (events: EventRow[], deliveries = [delivery('d')], language: Language = 'nb') =>
  timeline(events, deliveries, routing, createWording(language, now));

describe('the timeline of a message', () => {
  it('tells what happened in plain Norwegian, with the time between', () => {
    const told = tell([
      event('message.received', '2026-11-23T08:30:00Z'),
      event('delivery.attempt-failed', '2026-11-23T08:30:01.200Z', {
        code: 'MV-3103',
        status: 503,
        attempt: 1,
        retryAt: '2026-11-23T08:30:05Z',
      }),
      event('delivery.delivered', '2026-11-23T08:30:05.100Z', { status: 200, milliseconds: 40, attempt: 2 }),
      event('apprec.received', '2026-11-23T10:40:05Z', {
        apprec: 'abc',
        status: '1',
        codes: [],
        state: 'ok',
        confirms: false,
        from: 8200,
      }),
    ]);
    expect(told.map(({ after, title, details }) => [after, title, details.join(' ')])).toEqual([
      [null, 'Meldingen er mottatt og lagret', 'Levert inn av sentral.'],
      [
        '1,2 s senere',
        'Et forsøk på å levere mislyktes; det prøves igjen',
        'Forsøk 1. Mottakerens system svarte at det ikke kan ta imot nå (HTTP 503). Prøves igjen kl. 09.30.05.',
      ],
      ['3,9 s senere', 'Levert til mottakerens system', 'Forsøk 2. Det tok 40 ms.'],
      [
        '2 t 9 min senere',
        'Applikasjonskvittering mottatt',
        'Fra Lillevik kommune. Kvitteringen godkjenner meldingen.',
      ],
    ]);
    expect(told[3]).toMatchObject({ link: '/meldinger/abc', tone: 'success' });
    expect(told[0]?.at).toMatchObject({
      iso: '2026-11-23T08:30:00.000Z',
      text: 'man. 23. nov. kl. 09.30.00',
    });
  });

  it('shows a refusal as one, with the codes explained', () => {
    const [refusal] = tell([
      event('apprec.received', '2026-11-23T08:30:00Z', {
        status: '2',
        codes: ['E35'],
        state: 'rejected',
        confirms: true,
        from: 8200,
      }),
    ]);
    expect(refusal).toMatchObject({ tone: 'danger', icon: 'return' });
    expect(refusal?.details).toEqual([
      'Fra Lillevik kommune.',
      'Kvitteringen avviser meldingen.',
      'E35 Pasienten finnes ikke i mottakerens system.',
      'Dermed vet vi at meldingen kom fram.',
    ]);
  });

  it('names the receiver only when there are several', () => {
    const delivered = event('delivery.delivered', '2026-11-23T08:30:00Z', { attempt: 1 });
    expect(tell([delivered])[0]?.details).toEqual(['Forsøk 1.']);
    expect(tell([delivered], [delivery('d'), delivery('e')])[0]?.details).toEqual([
      'Til Lillevik kommune.',
      'Forsøk 1.',
    ]);
  });

  it('gives the whole date of a next attempt that is not today', () => {
    const [told] = tell([
      event('delivery.attempt-failed', '2026-11-23T22:59:00Z', { retryAt: '2026-11-23T23:10:00Z' }),
    ]);
    expect(told?.details).toEqual(['Prøves igjen tirs. 24. nov. kl. 00.10.00.']);
  });

  it('can tell every kind of event in every language, also when its data is missing', () => {
    for (const language of ['nb', 'nn', 'en'] as const) {
      for (const type of Object.keys(eventCatalogue) as EventType[]) {
        const [told] = tell([event(type, '2026-11-23T08:30:00Z')], [delivery('d')], language);
        expect(told?.title).toBe(eventCatalogue[type][language]);
        expect(told?.details.join(' ')).not.toMatch(/undefined|null|\{/);
      }
    }
  });
});
