import { spawn, spawnSync } from 'node:child_process';

/** True where the program xmllint (Debian: libxml2-utils) is installed. */
export function hasXmllint(): boolean {
  return spawnSync('xmllint', ['--version']).status === 0;
}

/** What a schema says about one file. */
export type Verdict = 'valid' | 'invalid';

/**
 * Validates many files with one xmllint process, without the network.
 *
 * @returns one verdict per file, in order.
 * @throws where xmllint did not reach a verdict for a file, or could not read the schema.
 */
export async function xmllint(schema: string, files: readonly string[]): Promise<Verdict[]> {
  const child = spawn('xmllint', ['--noout', '--nonet', '--schema', schema, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const verdicts = new Map<string, Verdict>();
  let rest = '';
  child.stderr.setEncoding('utf8');
  for await (const chunk of child.stderr) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const found = /^(.*) (validates|fails to validate)$/.exec(line);
      if (found?.[1]) verdicts.set(found[1], found[2] === 'validates' ? 'valid' : 'invalid');
    }
  }
  return files.map((file) => {
    const verdict = verdicts.get(file);
    if (!verdict) throw new Error(`xmllint gave no verdict for ${file}: ${rest}`);
    return verdict;
  });
}
