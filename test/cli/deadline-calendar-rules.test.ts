import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packNamed } from '../../src/agreement/packs/builtin.ts';
import { changed } from '../agreement/packs/packs.ts';
import { jsonLines, run } from './deadline-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'meldingsvakt-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('calendar YEAR', () => {
  it('prints holidays, local days, changes of the clocks and working days', async () => {
    const { out, exit } = await run(
      'calendar',
      '2027',
      '--options',
      '{"closedDays":[{"yearly":"12-24","name":"Julaften","until":"12:00"}]}',
    );
    expect(exit).toBe(0);
    expect(out).toContain('  mandag 17. mai          Grunnlovsdag / 2. pinsedag\n');
    expect(out).toContain('  fredag 24. desember     Julaften: åpent til 12.00\n');
    expect(out).toContain('Virkedager: 255\n');
    expect((await run('calendar', '2027', '--lang', 'en')).out).toContain('Public holidays 2027');
  });

  it('--json prints one object for each', async () => {
    const { out } = await run(
      'calendar',
      '2027',
      '--json',
      '--options',
      '{"closedDays":[{"date":"2027-12-24","name":"Julaften","until":"12:00"}]}',
    );
    const lines = jsonLines(out);
    expect(lines.filter(({ kind }) => kind === 'holiday')).toHaveLength(11);
    expect(lines).toContainEqual({
      kind: 'holiday',
      date: '2027-05-17',
      weekday: 1,
      name: 'Grunnlovsdag / 2. pinsedag',
      holidays: ['grunnlovsdag', 'pinsedag_2'],
    });
    expect(lines).toContainEqual({
      kind: 'local',
      date: '2027-12-24',
      weekday: 5,
      name: 'Julaften',
      until: '12:00',
    });
    expect(lines).toContainEqual({ kind: 'clock-change', date: '2027-03-28', minutes: 60 });
    expect(lines).toContainEqual({ kind: 'month', month: 12, workingDays: 23 });
  });

  it('takes the years that the law and the clocks cover', async () => {
    expect((await run('calendar', '1947')).exit).toBe(0);
    expect((await run('calendar', '2199')).exit).toBe(0);
    for (const year of ['1946', '2200', '99', '2027x', 'i-år']) {
      expect(await run('calendar', year)).toEqual({
        out: '',
        err: 'Oppgi et år fra 1947 til 2199.',
        exit: 2,
      });
    }
  });
});

describe('rules', () => {
  it('lists every rule of the pack', async () => {
    const { out, exit } = await run('rules');
    expect(exit).toBe(0);
    for (const id of packNamed('hmr-2021').rules.keys()) expect(out).toContain(`\n${id} `);
    expect(out).toContain(
      'Samarbeidsavtalen i Møre og Romsdal fra 2021 (hmr-2021)\nGjelder fra 2021-01-01\n',
    );
    expect(out).toContain('Pakker: hmr-2021, hmr-2015\n');
    expect((await run('rules', '--pack', 'hmr-2015', '--lang', 'nn')).out).toContain(
      'Gjeld frå 2015-04-29 til 2020-12-31\n',
    );
  });

  it('--json prints one rule a line, as data', async () => {
    const { out } = await run('rules', '--json');
    const rules = jsonLines(out);
    expect(rules).toHaveLength(packNamed('hmr-2021').rules.size);
    expect(rules.find(({ id }) => id === 'R-SVAR-3T')).toMatchObject({
      pack: 'hmr-2021',
      clock: 'C-0815',
      limit: '3 h',
      responsible: 'K',
      source: 'Delavtale 1 pkt. 1.4 e',
    });
    expect(Object.keys(rules[0] ?? {})).not.toContain('openings');
  });

  it('shows one rule whole', async () => {
    const { out } = await run('rules', 'R-INNL-4T');
    expect(out).toContain('R-INNL-4T  Innleggelsesrapport innen 4 timer\n');
    expect(out).toContain('Start: mottak av melding om innlagt pasient (1)\n');
    expect(out).toContain('Kilde: Delavtale 1 pkt. 1.3 b\n');
    expect(jsonLines((await run('rules', 'R-INNL-4T', '--json')).out)).toHaveLength(1);
    expect((await run('rules', 'R-X')).exit).toBe(2);
  });

  it('shows the limits that the pair has agreed on', async () => {
    const { out } = await run('rules', 'R-DIALOG', '--options', '{"limits":{"R-DIALOG":"3 d"}}');
    expect(out).toContain('Grense: 3 virkedager (partene kan endre)\n');
  });

  it('proves a pack that somebody has written', async () => {
    const wrong = path.join(folder, 'feil.yaml');
    writeFileSync(wrong, changed('limit: 2 h', 'limit: 2 d'));
    expect(await run('rules', '--pack', wrong)).toMatchObject({ out: '', exit: 1 });
  });
});
