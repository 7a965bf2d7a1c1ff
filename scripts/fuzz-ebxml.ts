import { parseArgs } from 'node:util';
import { fuzz } from '../test/messages/ebxml/support/fuzz.ts';

/**
 * Reads and judges ebXML messages that were changed at random: no crash, no hang, no false accept.
 * Usage: node scripts/fuzz-ebxml.ts [--count 100000] [--seed N]
 */
const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
const count = Number(values.count ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('--count and --seed must be whole numbers');
  process.exit(2);
}

const started = performance.now();
const result = fuzz(count, seed, (done) => {
  if (done % 10_000 === 0) process.stderr.write(`${done} of ${count}\n`);
});
console.log(
  JSON.stringify({ seed, count, seconds: Math.round((performance.now() - started) / 1000), ...result }),
);
