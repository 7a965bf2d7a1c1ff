import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestAnswer, type TestService } from '../helpers/service.ts';
import { Flow, type Sent } from './flow.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.setPartners({ hospital: null, kommune: null });
});
afterAll(() => service.close());

interface EpisodeBody {
  id: string;
  state: string;
  patientKey: string;
  hospital: number;
  kommune: number;
  admittedAt: string;
  payment: {
    days: number;
    firstDay: string | null;
    lastDay: string | null;
    disputed: boolean;
    reasons: string[];
  } | null;
}
interface DeadlineBody {
  rule: string;
  episode: string;
  message: string;
  status: string;
  due: string;
  metAt: string | null;
}

async function load(sent: readonly Sent[]): Promise<void> {
  for (const { bytes, receivedAt } of sent) {
    const answer = await service.post(bytes, {
      query: `?mode=observe&receivedAt=${encodeURIComponent(receivedAt)}`,
    });
    expect([200, 202]).toContain(answer.status);
  }
}

const itemsOf = <T>({ body }: TestAnswer) => body.items as unknown as T[];

async function episodesOf(msgId: string, at?: string): Promise<EpisodeBody[]> {
  return itemsOf(
    await service.get(`/episodes?msgId=${msgId}${at === undefined ? '' : `&at=${encodeURIComponent(at)}`}`),
  );
}

async function send(method: 'PATCH' | 'POST', path: string, payload: object, token = service.token) {
  const response = await service.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    payload,
  });
  return { status: response.statusCode, body: response.json<EpisodeBody & { code: string }>() };
}

/** Notice Tuesday 18 November 2025, declined; discharged Friday. */
function declined(): { flow: Flow; admission: string; notice: string; receipt: string } {
  const flow = new Flow();
  const admission = flow.log('LOG_INNLAGT', '2025-11-17T10:05:00+01:00', '2025-11-17T10:00:00');
  const receipt = flow.apprec(admission, '2025-11-17T10:06:00+01:00');
  const helse = flow.report('HELSEOPPL_SOKNAD', '2025-11-17T14:00:00+01:00');
  flow.apprec(helse, '2025-11-17T14:01:00+01:00');
  const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-18T10:00:00+01:00');
  flow.answer('2025-11-18T11:00:00+01:00', 'Vi kan ikke ta imot pasienten ennå');
  flow.epikrise('2025-11-20T12:00:00+01:00');
  flow.log('LOG_UTSKREVET', '2025-11-21T12:00:00+01:00');
  return { flow, admission, notice, receipt };
}

describe('a stay over HTTP', () => {
  test('is found by every message of it, receipts included, in any order of arrival, and tells no identity', async () => {
    const { flow, admission, notice, receipt } = declined();
    await load(flow.sent.toReversed());
    const [stay] = await episodesOf(admission);
    expect(stay).toMatchObject({
      state: 'UTSKREVET',
      hospital: 8100,
      kommune: 8200,
      admittedAt: '2025-11-17T09:00:00.000Z',
      payment: {
        days: 3,
        firstDay: '2025-11-18',
        lastDay: '2025-11-20',
        disputed: false,
        reasons: ['kan-ikke'],
      },
    });
    for (const msgId of [notice, receipt]) expect((await episodesOf(msgId))[0]?.id).toBe(stay?.id);
    const number = flow.patient.ids?.[0]?.id ?? 'none';
    expect(JSON.stringify(stay)).not.toContain(number);
    const [earlier] = await episodesOf(admission, '2025-11-18T10:30:00+01:00');
    expect(earlier).toMatchObject({ id: stay?.id, state: 'UTSKRIVNINGSKLAR', payment: null });
    expect(await episodesOf(notice, '2025-11-17T12:00:00Z')).toEqual([]);
  });

  test('has its deadlines, each with the message that set it', async () => {
    const { flow, admission, notice } = declined();
    await load(flow.sent);
    const [stay] = await episodesOf(admission);
    const all = itemsOf<DeadlineBody>(await service.get(`/deadlines?episode=${stay?.id}`));
    const find = (rule: string, message: string) =>
      all.find((each) => each.rule === rule && each.message === message);
    expect(find('R-SVAR-3T', notice)).toMatchObject({ status: 'met', due: '2025-11-18T12:00:00.000Z' });
    expect(find('R-INNL-4T', admission)).toMatchObject({ status: 'breached' });
    expect(find('R-HELSE-24T', admission)).toMatchObject({
      status: 'met',
      metAt: '2025-11-17T13:01:00.000Z',
    });
    expect(new Set(all.map(({ rule, message }) => `${rule} ${message}`)).size).toBe(all.length);
  });

  test('a message handed in twice changes nothing', async () => {
    const { flow, admission } = declined();
    await load(flow.sent);
    const before = await episodesOf(admission);
    await load(flow.sent);
    expect(await episodesOf(admission)).toEqual(before);
  });

  test('what validation rejects touches no stay', async () => {
    const flow = new Flow();
    const admission = flow.log('LOG_INNLAGT', '2025-11-17T10:05:00+01:00');
    await load(flow.sent);
    const before = await episodesOf(admission);
    flow.sent.length = 0;
    flow.log('LOG_UTSKREVET', '2025-11-18T10:05:00+01:00', undefined, { msgId: 'not-a-uuid' });
    const query = `?receivedAt=${encodeURIComponent('2025-11-18T10:05:00+01:00')}`;
    expect((await service.post(flow.sent[0]?.bytes ?? '', { query })).status).toBe(422);
    expect(await episodesOf(admission)).toEqual(before);
  });

  test('two stays found to be one: the later id answers 308 with the older', async () => {
    const flow = new Flow();
    const first = flow.report('HELSEOPPL_SOKNAD', '2025-11-17T09:00:00+01:00');
    const discharge = flow.log('LOG_UTSKREVET', '2025-11-18T12:00:00+01:00');
    const admission = flow.log('LOG_INNLAGT', '2025-11-19T08:00:00+01:00', '2025-11-17T08:00:00');
    flow.log('LOG_UTSKREVET', '2025-11-18T13:00:00+01:00', undefined, {
      status: 'C',
      parent: discharge,
      receivedAt: '2025-11-19T13:00:00+01:00',
    });
    await load(flow.sent);
    const [old] = await episodesOf(first);
    const [second] = await episodesOf(admission, '2025-11-19T12:00:00+01:00');
    expect(second?.id).not.toBe(old?.id);
    const answer = await service.get(`/episodes/${second?.id}`);
    expect([answer.status, answer.headers.location]).toEqual([308, `/api/v1/episodes/${old?.id}`]);
  });
});

describe('decisions', () => {
  test('a category holds for the whole case at any time, and takes the scope admin', async () => {
    const flow = new Flow();
    const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-11-22T10:00:00+01:00');
    await load(flow.sent);
    const [stay] = await episodesOf(notice);
    const due = async () => {
      const path = `/deadlines?episode=${stay?.id}&rule=R-SVAR-3T&at=${encodeURIComponent('2025-11-22T10:30:00+01:00')}`;
      return itemsOf<DeadlineBody>(await service.get(path))[0]?.due;
    };
    expect(await due()).toBe('2025-11-24T10:00:00.000Z');
    const body = { category: 'heldogns', reason: 'Har plass fra før' };
    const reader = await service.newToken(['read']);
    expect((await send('PATCH', `/episodes/${stay?.id}`, body, reader)).status).toBe(403);
    expect((await send('PATCH', `/episodes/${stay?.id}`, body)).status).toBe(200);
    expect(await due()).toBe('2025-11-22T12:00:00.000Z');
  });

  test('the date of take-over decides the last day', async () => {
    const { flow, admission } = declined();
    await load(flow.sent);
    const [stay] = await episodesOf(admission);
    const decision = { kind: 'takeover', value: '2025-11-20', reason: 'Hentet dagen før' };
    const { status, body } = await send('POST', `/episodes/${stay?.id}/decisions`, decision);
    expect([status, body.payment?.days]).toEqual([201, 2]);
    const rows = await service.services.db.pool.query<{ actor: string; reason: string }>(
      'select d.actor, d.reason from decision d join message m on m.id = d.message_id where m.msg_id = $1',
      [admission],
    );
    expect(rows.rows).toEqual([{ actor: 'prøve', reason: 'Hentet dagen før' }]);
  });

  test.for([
    { kind: 'takeover', value: '2025-02-30', reason: 'x' },
    { kind: 'category', value: 'annet', reason: 'x' },
    { kind: 'rebase', value: 'i går', reason: 'x' },
    { kind: 'same-problem', reason: 'x' },
    { kind: 'answer', value: 'kan', reason: ' ' },
  ])('a decision of the wrong form is refused: %o', async (decision) => {
    const { flow, admission } = declined();
    await load(flow.sent);
    const [stay] = await episodesOf(admission);
    expect((await send('POST', `/episodes/${stay?.id}/decisions`, decision)).status).toBe(400);
  });
});

test('what the pair has agreed on beyond the pack holds for its stays; a pack that nobody knows does not stop them', async () => {
  const flow = new Flow();
  const notice = flow.log('LOG_UTSKRIVNINGSKLAR', '2025-04-16T14:00:00+02:00');
  await load(flow.sent);
  const [stay] = await episodesOf(notice);
  const due = async () =>
    itemsOf<DeadlineBody>(await service.get(`/deadlines?episode=${stay?.id}&rule=R-SVAR-3T`))[0]?.due;
  const agree = (pack: string) =>
    service.setPartners(
      { hospital: null, kommune: null },
      { agreements: [{ between: [8200, 8100], pack, options: { holidayNotice: true } }] },
    );
  expect(await due()).toBe('2025-04-22T08:00:00.000Z');
  await agree('hmr-2021');
  expect(await due()).toBe('2025-04-17T08:00:00.000Z');
  await agree('finnes-ikke');
  expect(await due()).toBe('2025-04-22T08:00:00.000Z');
});

test.for(['/episodes/not-an-id', '/episodes/00000000-0000-4000-8000-000000000000', '/deadlines?episode=x'])(
  'an unknown stay is not found: %s',
  async (path) => {
    expect((await service.get(path)).status).toBe(404);
  },
);
