import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cut, type Reception } from '../../../src/simulate/draft.ts';
import { type Receivers, startReceivers } from '../../../src/simulate/play/receivers.ts';

let receivers: Receivers;
let delivered: number;

beforeEach(async () => {
  receivers = await startReceivers();
  delivered = 0;
});
afterEach(() => receivers.close());

const bytes = Buffer.from('<melding/>');

function expectIt(reception: Partial<Reception> = {}): void {
  receivers.await({
    bytes,
    to: 7,
    reception: { delayMs: 0, answers: [], ...reception },
    delivered: () => {
      delivered += 1;
    },
  });
}

async function post(body: Buffer = bytes, her = 7): Promise<number | string> {
  return request(receivers.url(her), { method: 'POST', body }).then(
    ({ statusCode }) => statusCode,
    () => 'cut',
  );
}

test('what is waited for is taken with 200, and counted once', async () => {
  expectIt();
  expect([await post(), await post()]).toEqual([200, 200]);
  expect([delivered, receivers.repeats(), receivers.strays()]).toEqual([1, 1, 0]);
});

test('the first attempts get the answers that were asked for, and the next one gets through', async () => {
  expectIt({ answers: [503, cut] });
  expect([await post(), await post(), delivered]).toEqual([503, 'cut', 0]);
  expect([await post(), delivered]).toEqual([200, 1]);
});

test('other bytes, and the right ones at another endpoint, are strays', async () => {
  expectIt();
  expect([await post(Buffer.from('<melding />')), await post(bytes, 8)]).toEqual([200, 200]);
  expect([delivered, receivers.strays()]).toEqual([0, 2]);
});

test('what is no longer waited for is a stray', async () => {
  expectIt();
  receivers.forget(bytes);
  await post();
  expect([delivered, receivers.strays()]).toEqual([0, 1]);
});

test('closing breaks off an answer that is being put off', async () => {
  expectIt({ delayMs: 3_600_000 });
  const answer = post();
  await receivers.close();
  expect(await answer).toBe('cut');
  expect(delivered).toBe(0);
});
