/**
 * Makes src/messages/codes/lists.json from a JSON copy of the national code lists
 * ({"9121": {"name": "…", "codes": {"1": "Pasient innlagt"}}}), keeping only the lists that these messages use.
 *
 *   node scripts/import-code-lists.ts FILE
 */
import { readFile, writeFile } from 'node:fs/promises';
import { LIST_NAMES } from '../src/messages/codes/names.ts';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('usage: node scripts/import-code-lists.ts FILE');
  process.exit(2);
}

const all: Record<string, { codes: Record<string, string> }> = JSON.parse(await readFile(file, 'utf8'));
const lines = Object.entries(LIST_NAMES).map(([list, name]) => {
  const codes = all[list]?.codes;
  if (!codes || Object.keys(codes).length === 0) throw new Error(`List ${list} is not in ${file}`);
  return `  ${JSON.stringify(list)}: ${JSON.stringify({ name, codes })}`;
});
await writeFile(new URL('../src/messages/codes/lists.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} lists written`);
