import { randomBytes, sign } from 'node:crypto';
import process from 'node:process';
import { openPayload } from '../../src/messages/ebxml/payload.ts';
import { buildMessage } from '../../src/messages/ebxml/send/build-message.ts';
import { buildAcknowledgment } from '../../src/messages/ebxml/signals/build.ts';
import { hospital, judged, kommune, NOW, outgoing, receive } from '../messages/ebxml/support/messages.ts';

/**
 * What ebXML costs, in messages per second and as a ratio to an anchor of the same run: one bare RSA-2048 signature,
 * which every signed message must pay at least once.
 *
 *   node test/bench/ebxml.ts
 */
const ROUNDS = 5;
const document = (bytes: number) => Buffer.from(`<a>${randomBytes(bytes / 2).toString('hex')}</a>`);

/** Keeps the results alive, so that the work is really done. */
export let sink: unknown;

/** The best of some rounds, in ms: what the work costs when nothing else disturbs it. */
function cost(work: () => unknown, repeat: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = process.hrtime.bigint();
    for (let again = 0; again < repeat; again += 1) sink = work();
    best = Math.min(best, Number(process.hrtime.bigint() - from) / 1e6 / repeat);
  }
  return best;
}

const small = outgoing({ document: document(20_000) });
const sealed = { ...small, encryptTo: kommune().certificate };
const large = outgoing({ document: document(20_000_000) });
const sent = { small: buildMessage(small), sealed: buildMessage(sealed), large: buildMessage(large) };
const request = receive(sent.small).xml!;
const settings = { messageId: 'c1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5e', now: NOW, signer: kommune() };
const sealedPart = receive(sent.sealed).mime!.parts[1]!;

const jobs: [name: string, work: () => unknown, repeat: number][] = [
  ['build and sign         20 kB', () => buildMessage(small), 100],
  ['build, encrypt, sign   20 kB', () => buildMessage(sealed), 100],
  ['read and judge         20 kB', () => judged(receive(sent.small)).refusal, 200],
  ['open the encryption    20 kB', () => openPayload(sealedPart, [kommune()]), 100],
  ['acknowledge, signed', () => buildAcknowledgment(request, settings), 100],
  [
    'whole receipt          20 kB',
    () => {
      const reading = receive(sent.small);
      return [judged(reading).refusal, buildAcknowledgment(reading.xml!, settings)];
    },
    100,
  ],
  ['read and judge         20 MB', () => judged(receive(sent.large)).refusal, 1],
];

const anchor = cost(() => sign('sha256', small.document, hospital().privateKey), 200);
process.stdout.write(`anchor  one RSA-2048 signature  ${anchor.toFixed(2)} ms\n`);
for (const [name, work, repeat] of jobs) {
  const took = cost(work, repeat);
  process.stdout.write(
    `${name.padEnd(30)} ${took.toFixed(2).padStart(8)} ms ${(1000 / took).toFixed(0).padStart(6)}/s ${(took / anchor).toFixed(1).padStart(7)} × anchor\n`,
  );
}
