import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { deadlinesPage } from '../src/agreement/describe/deadlines-page.ts';
import { builtInPacks } from '../src/agreement/packs/builtin.ts';

/**
 * Writes docs/deadlines.md from the rule packs. With --check nothing is written: the exit code is 1 when the page on
 * disk is not what the packs say.
 */
const file = new URL('../docs/deadlines.md', import.meta.url);
const page = deadlinesPage(builtInPacks().values());

if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/deadlines.md is stale: run node scripts/generate-deadlines.ts');
  process.exitCode = 1;
}
