import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changed, PACK } from '../agreement/packs/packs.ts';
import { jsonLines, run } from './deadline-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'meldingsvakt-deadline-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
}

const FRIDAY = '2026-11-20T13:30:00+01:00';

describe('deadline RULE --start', () => {
  it('--json prints the contract and nothing else', async () => {
    const { out, err, exit } = await run('deadline', 'R-SVAR-3T', '--start', FRIDAY, '--json');
    expect({ err, exit }).toEqual({ err: '', exit: 0 });
    expect(out).toBe(
      '{"rule":"R-SVAR-3T","pack":"hmr-2021","start":"2026-11-20T12:30:00Z","due":"2026-11-23T08:30:00Z",' +
        '"counted":[{"from":"2026-11-20T12:30:00Z","to":"2026-11-20T14:00:00Z"},{"from":"2026-11-23T07:00:00Z","to":"2026-11-23T08:30:00Z"}],' +
        '"skipped":[{"date":"2026-11-21","why":"lørdag"},{"date":"2026-11-22","why":"søndag"}],"source":"Delavtale 1 pkt. 1.4 e"}\n',
    );
  });

  it('takes the category, holiday notice and another pack', async () => {
    const due = async (...args: string[]) =>
      jsonLines((await run('deadline', ...args, '--json')).out)[0]?.due;
    expect(await due('R-SVAR-3T', '--start', '2026-11-21T10:00', '--category', 'heldogns')).toBe(
      '2026-11-21T12:00:00Z',
    );
    expect(await due('R-SVAR-3T', '--start', '2026-04-01T14:00', '--holiday-notice')).toBe(
      '2026-04-02T08:00:00Z',
    );
    expect(await due('R-BETALING', '--start', FRIDAY, '--pack', 'hmr-2015')).toBe('2026-11-21T12:30:00Z');
  });

  it('without --json explains itself with a timeline, in the language asked for', async () => {
    const { out, exit } = await run('deadline', 'R-SVAR-3T', '--start', FRIDAY);
    expect(exit).toBe(0);
    expect(out).toContain(
      'R-SVAR-3T  Svar innen 3 timer kl. 08–15\nFristen er mandag 23. november kl. 09.30: 1 t 30 min telte fredag 13.30–15.00, helgen telte ikke',
    );
    expect(out).toContain(
      '  fre 20.11  ················░░░░░░░░░░░███··················  13.30–15.00  1 t 30 min\n',
    );
    expect((await run('deadline', 'R-SVAR-3T', '--start', FRIDAY, '--lang', 'en')).out).toContain(
      'The deadline is Monday 23 November at 09:30',
    );
    expect((await run('deadline', 'R-SVAR-3T', '--start', FRIDAY, '--lang', 'nn')).out).toContain(
      'Fristen er måndag 23. november kl. 09.30',
    );
  });

  it('tells whether the end was in time, and the payment days', async () => {
    expect(
      jsonLines(
        (
          await run(
            'deadline',
            'R-INNL-4T',
            '--start',
            FRIDAY,
            '--end',
            '2026-11-20T17:30:00+01:00',
            '--json',
          )
        ).out,
      )[0],
    ).toMatchObject({ inTime: true });
    const paid = await run('deadline', 'R-BETALING', '--start', FRIDAY, '--takeover', '2026-11-23', '--json');
    expect(jsonLines(paid.out)[0]).toMatchObject({
      payment: { days: 3, firstDay: '2026-11-20', lastDay: '2026-11-22' },
    });
  });

  it('uses what the pair has agreed on, from the command line or a file', async () => {
    const options = '{"answerDays":"every-day"}';
    const inline = await run(
      'deadline',
      'R-SVAR-3T',
      '--start',
      '2026-11-20T14:30',
      '--options',
      options,
      '--json',
    );
    const written = await run(
      'deadline',
      'R-SVAR-3T',
      '--start',
      '2026-11-20T14:30',
      '--options',
      file('par.yaml', 'answerDays: every-day\n'),
      '--json',
    );
    expect(jsonLines(inline.out)[0]?.due).toBe('2026-11-21T09:30:00Z');
    expect(written.out).toBe(inline.out);
  });

  it('reckons with a pack that somebody has written', async () => {
    const own = file('avtale.yaml', PACK);
    expect(
      jsonLines(
        (await run('deadline', 'R-SVAR', '--start', '2026-11-20T14:30', '--pack', own, '--json')).out,
      )[0],
    ).toMatchObject({
      pack: 'prove-1',
      due: '2026-11-23T07:30:00Z',
      source: 'Avtalen pkt. 3',
    });
  });
});

describe('deadline --compare', () => {
  it('sets the same event under another agreement beside it', async () => {
    const { out } = await run(
      'deadline',
      'R-BETALING',
      '--start',
      FRIDAY,
      '--takeover',
      '2026-11-23',
      '--compare',
      'hmr-2015',
      '--json',
    );
    expect(jsonLines(out)[0]).toMatchObject({
      payment: { days: 3 },
      compared: { pack: 'hmr-2015', payment: { days: 2 } },
      shiftMinutes: 1440,
    });
  });

  it('compares the same pack under other options', async () => {
    const { out } = await run(
      'deadline',
      'R-SVAR-3T',
      '--start',
      '2026-11-20T14:30',
      '--compare-options',
      '{"answerDays":"every-day"}',
    );
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      'Under hmr-2021 (48 t tidligere): R-SVAR-3T  fredag 20. november 2026 kl. 14.30 → lørdag 21. november 2026 kl. 10.30',
    );
  });
});

describe('what is asked wrongly ends with 2 and a text', () => {
  it.each([
    [['deadline'], 'Oppgi en regel, som R-SVAR-3T, eller --batch med en fil.'],
    [['deadline', 'R-SVAR-3T'], 'Oppgi --start med tidspunktet klokken startet.'],
    [
      ['deadline', 'R-X', '--start', FRIDAY],
      'Ukjent regel «R-X» i pakken hmr-2021. «meldingsvakt rules» viser reglene.',
    ],
    [['deadline', 'R-ADR', '--start', FRIDAY], 'Regelen R-ADR har ingen frist i tid.'],
    [
      ['deadline', 'R-SVAR-3T', '--start', 'nå'],
      '«nå» er ikke et tidspunkt etter ISO 8601, som 2026-11-20T13:30:00+01:00.',
    ],
    [
      ['deadline', 'R-SVAR-3T', '--start', FRIDAY, '--pack', 'x'],
      'Ukjent pakke «x». Kjente: hmr-2021, hmr-2015.',
    ],
    [['deadline', 'R-SVAR-3T', '--batch', 'x'], 'Oppgi enten en regel eller --batch, ikke begge.'],
    [
      ['deadline', 'R-X', '--start', FRIDAY, '--lang', 'en'],
      'Unknown rule “R-X” in the pack hmr-2021. “meldingsvakt rules” lists the rules.',
    ],
  ])('%j', async (args, text) => {
    expect(await run(...args)).toEqual({ out: '', err: text, exit: 2 });
  });

  it('with --json the text is an object too', async () => {
    const { out, exit } = await run('deadline', 'R-ADR', '--start', FRIDAY, '--json');
    expect(jsonLines(out)).toEqual([{ error: 'Regelen R-ADR har ingen frist i tid.' }]);
    expect(exit).toBe(2);
  });

  it('by an unknown category is commander’s own refusal', async () => {
    await expect(run('deadline', 'R-SVAR-3T', '--start', FRIDAY, '--category', 'x')).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
  });
});

describe('files', () => {
  it('that are wrong end with 1 and every fault; those that are not there with 3', async () => {
    const wrong = file('feil.yaml', changed('limit: 2 h', 'limit: 2 d'));
    const refused = await run('deadline', 'R-SVAR', '--start', FRIDAY, '--pack', wrong);
    expect(refused).toEqual({
      out: '',
      err: 'feil.yaml:23: rules/R-SVAR/limit: klokken C-0815 trenger en lengde i min eller h',
      exit: 1,
    });
    const options = await run(
      'deadline',
      'R-SVAR-3T',
      '--start',
      FRIDAY,
      '--options',
      '{"answerDays":"aldri"}',
    );
    expect(options).toEqual({
      out: '',
      err: '--options: answerDays: må være en av: notice-days, weekdays, every-day',
      exit: 1,
    });
    expect(await run('deadline', 'R-SVAR-3T', '--start', FRIDAY, '--options', '{"a":')).toMatchObject({
      out: '',
      exit: 1,
    });
    for (const flag of ['--pack', '--options', '--compare']) {
      const gone = await run('deadline', 'R-SVAR', '--start', FRIDAY, flag, path.join(folder, 'borte.yaml'));
      expect(gone).toMatchObject({ out: '', exit: 3 });
      expect(gone.err).toMatch(/^Finner ikke filen «.*borte\.yaml»\.$/);
    }
  });
});
