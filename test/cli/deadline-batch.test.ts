import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { VECTORS } from '../agreement/vectors.ts';
import { jsonLines, run } from './deadline-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'meldingsvakt-batch-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(lines: readonly string[], end = '\n'): string {
  const full = path.join(folder, 'batch.ndjson');
  writeFileSync(full, lines.join('\n') + end);
  return full;
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const ASKED = VECTORS.map(({ rule, start, category, holidayNotice }) =>
  JSON.stringify({ rule, start, category, holidayNotice }),
);

describe('deadline --batch', () => {
  it('answers every line with one line, in order, as the single form does', async () => {
    const { out, err, exit } = await run('deadline', '--batch', file(ASKED), '--json');
    expect({ err, exit }).toEqual({ err: '', exit: 0 });
    const answers = jsonLines(out);
    expect(answers.map(({ rule, due }) => `${rule} ${due}`)).toEqual(
      VECTORS.map(({ rule, due }) => `${rule} ${Temporal.Instant.from(due).toString()}`),
    );
    const single = await run('deadline', 'R-SVAR-3T', '--start', VECTORS[0]?.start ?? '', '--json');
    expect(out.split('\n')[0]).toBe(single.out.trimEnd());
  });

  it('keeps one answer a line when some cannot be computed, and ends with 1', async () => {
    const lines = [
      '{"rule":"R-X","start":"2026-01-01T10:00"}',
      'ikke json',
      '',
      '{"rule":"R-INNL-4T","start":"2026-01-01T10:00"}',
      '{"rule":"R-INNL-4T","start":"2026-01-01T10:00","pack":"x"}',
    ];
    const { out, err, exit } = await run('deadline', '--batch', file(lines), '--json');
    expect(jsonLines(out).map(({ error, due }) => error ?? due)).toEqual([
      'Ukjent regel «R-X» i pakken hmr-2021. «meldingsvakt rules» viser reglene.',
      'Linjen er ikke JSON.',
      'Linjen er ikke JSON.',
      '2026-01-01T13:00:00Z',
      'Ukjent pakke «x». Kjente: hmr-2021, hmr-2015.',
    ]);
    expect({ err, exit }).toEqual({ err: '', exit: 1 });
  });

  it('takes lines that name their own pack, Windows line ends, no last line end, and blank lines at the end', async () => {
    const lines = [
      '{"rule":"R-BETALING","start":"2026-01-01T10:00","pack":"hmr-2015"}\r',
      '{"rule":"R-BETALING","start":"2026-01-01T10:00","pack":"hmr-2015"}\r',
      '{"rule":"R-BETALING","start":"2026-01-01T10:00"}',
    ];
    const { out, exit } = await run('deadline', '--batch', file(lines, ''), '--json');
    expect(jsonLines(out).map(({ due }) => due)).toEqual([
      '2026-01-02T09:00:00Z',
      '2026-01-02T09:00:00Z',
      '2026-01-01T09:00:00Z',
    ]);
    expect(exit).toBe(0);
    expect((await run('deadline', '--batch', file(lines, '\n\n\n'), '--json')).out).toBe(out);
    expect((await run('deadline', '--batch', file([''], ''), '--json')).out).toBe('');
  });

  it('without --json prints one readable line each', async () => {
    const { out } = await run(
      'deadline',
      '--batch',
      file(['{"rule":"R-INNL-4T","start":"2026-01-01T10:00"}', '{"rule":"R-X","start":"2026-01-01T10:00"}']),
      '--lang',
      'en',
    );
    expect(out).toBe(
      'R-INNL-4T  Thursday 1 January 2026 at 10:00 → Thursday 1 January 2026 at 14:00\nUnknown rule “R-X” in the pack hmr-2021. “meldingsvakt rules” lists the rules.\n',
    );
  });

  it('compares and adds up: the totals go beside the answers, not among them', async () => {
    const lines = [
      '{"rule":"R-BETALING","start":"2026-01-01T10:00","takeover":"2026-01-05"}',
      '{"rule":"R-INNL-4T","start":"2026-01-01T10:00"}',
      '{"rule":"R-ADR","start":"2026-01-01T10:00"}',
    ];
    const json = await run('deadline', '--batch', file(lines), '--compare', 'hmr-2015', '--json');
    expect(jsonLines(json.out)).toMatchObject([
      { shiftMinutes: 1440 },
      { shiftMinutes: 0 },
      { error: 'Regelen R-ADR har ingen frist i tid.' },
    ]);
    expect(json).toMatchObject({
      err: '2 sammenlignet: 1 like, 0 tidligere, 1 senere, 0 uten svar. I tide bare under den første: 0, bare under den andre: 0. Betalingsdager: 4 og 3.\n',
      exit: 1,
    });
    const text = await run('deadline', '--batch', file(lines), '--compare', 'hmr-2015');
    expect(text.out).toContain('Under hmr-2015 (24 t senere): R-BETALING');
    expect(text.out.trimEnd().split('\n').at(-1)).toBe(json.err.trimEnd());
  });

  it('ends with 3 when the file is not there', async () => {
    expect(await run('deadline', '--batch', path.join(folder, 'borte'), '--json')).toMatchObject({
      out: '',
      exit: 3,
    });
  });
});

describe('the command in a process of its own', () => {
  it('stops quietly when whoever reads has gone', async () => {
    const many = file(Array.from({ length: 20_000 }, () => ASKED[0] ?? ''));
    const child = spawn(process.execPath, [MAIN, 'deadline', '--batch', many, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [exit] = await once(child, 'close');
    expect({ err, exit }).toEqual({ err: '', exit: 0 });
  }, 60_000);

  it('reads standard input, answers on standard output and exits as the contract says', async () => {
    const child = spawn(process.execPath, [MAIN, 'deadline', '--batch', '-', '--json'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stdin.end(`${ASKED.join('\n')}\n{"rule":"R-X"}\n`);
    const [exit] = await once(child, 'close');
    const answers = jsonLines(out);
    expect(answers).toHaveLength(VECTORS.length + 1);
    expect(answers.at(-1)).toEqual({ error: 'mangler start' });
    expect(exit).toBe(1);
  }, 60_000);
});
