import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtures, patient } from '../fixtures/messages/build.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const built = fixtures();
const rejected = Buffer.from(built['log-innlagt']!)
  .toString('utf8')
  .replace(/<MsgId>[^<]*/, '<MsgId>17');

interface Run {
  code: number | null;
  out: string;
  err: string;
}

async function meldingsvakt(args: string[], input?: string | Uint8Array): Promise<Run> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, NO_COLOR: '1' } });
  child.stdin.end(input ?? '');
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { code, out, err };
}

const json = (run: Run): Record<string, unknown>[] =>
  run.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meldingsvakt-validate-'));
  await mkdir(join(folder, 'inn', 'eldre'), { recursive: true });
  await writeFile(join(folder, 'inn', 'a.xml'), built['log-innlagt']!);
  await writeFile(join(folder, 'inn', 'eldre', 'B.XML'), built.epikrise!);
  await writeFile(join(folder, 'inn', 'notat.txt'), 'ikke en melding');
  await writeFile(join(folder, 'inn', '.skjult.xml'), '<a/>');
  await writeFile(join(folder, 'avvist.xml'), rejected);
  await symlink(join(folder, 'inn'), join(folder, 'inn', 'ring'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('validate --json', () => {
  test('prints one object per message with the fields of the contract, and nothing else', async () => {
    const run = await meldingsvakt([
      'validate',
      '--json',
      '--test',
      join(folder, 'inn', 'a.xml'),
      join(folder, 'avvist.xml'),
    ]);
    expect(run).toMatchObject({ code: 1, err: '' });
    expect(json(run)).toEqual([
      {
        file: join(folder, 'inn', 'a.xml'),
        verdict: 'accepted',
        type: 'LOG_INNLAGT',
        version: '1.6',
        msgId: '5f3b6f1c-9d1e-4d46-8a51-000000000001',
        apprec: null,
        findings: [],
      },
      {
        file: join(folder, 'avvist.xml'),
        verdict: 'rejected',
        type: 'LOG_INNLAGT',
        version: '1.6',
        msgId: '17',
        apprec: 'E10',
        findings: [
          {
            code: 'MV-1203',
            severity: 'error',
            layer: 'rule',
            apprec: 'E10',
            line: 8,
            column: 5,
            path: '/MsgHead/MsgInfo/MsgId',
            message: 'Meldingsidentifikatoren (MsgId) er ikke en gyldig UUID.',
            source: 'HIS 80415:2012 3.3.4',
          },
        ],
      },
    ]);
  });

  test('takes a folder with all that lies below it, and leaves other files and circles alone', async () => {
    const run = await meldingsvakt(['validate', '--json', '--test', join(folder, 'inn')]);
    expect(run.code).toBe(0);
    expect(json(run).map(({ file }) => file)).toEqual([
      join(folder, 'inn', 'a.xml'),
      join(folder, 'inn', 'eldre', 'B.XML'),
    ]);
  });

  test('reads standard input', async () => {
    const run = await meldingsvakt(['validate', '--json', '--test', '-'], built['apprec-ok']);
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject([{ file: '-', verdict: 'accepted', type: 'APPREC', version: '1.1' }]);
  });

  test('works through many files in threads, and answers for each of them', async () => {
    const many = join(folder, 'mange');
    await mkdir(many);
    await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        writeFile(join(many, `${index}.xml`), index % 4 === 0 ? rejected : built['log-innlagt']!),
      ),
    );
    const run = await meldingsvakt(['validate', '--json', '--test', '--jobs', '2', many]);
    const lines = json(run);
    expect(run.code).toBe(1);
    expect(new Set(lines.map(({ file }) => file)).size).toBe(400);
    expect(lines.filter(({ verdict }) => verdict === 'rejected').length).toBe(100);
  });

  test('a file that cannot be read is said on standard error; the others are answered; exit code 3', async () => {
    const run = await meldingsvakt([
      'validate',
      '--json',
      '--test',
      join(folder, 'finnes-ikke.xml'),
      join(folder, 'inn', 'a.xml'),
    ]);
    expect(run.code).toBe(3);
    expect(run.err).toContain('filen finnes ikke');
    expect(json(run).length).toBe(1);
  });
});

describe('validate for a person', () => {
  test('shows verdict, place, the line with a mark under it, source and a summary', async () => {
    const run = await meldingsvakt(['validate', '--test', join(folder, 'avvist.xml')]);
    expect(run.code).toBe(1);
    expect(run.out).toContain('✖ avvist (E10)');
    expect(run.out).toContain('MV-1203 feil E10  linje 8:5');
    expect(run.out).toContain('8 │ <MsgId>17</MsgId>\n      │ ^');
    expect(run.out).toContain('Kilde: HIS 80415:2012 3.3.4');
    expect(run.out).toContain('1 melding: 0 godtatt, 0 merket, 1 avvist');
  });

  test('test persons are flagged unless --test is given', async () => {
    const flagged = await meldingsvakt(['validate', '--no-source', join(folder, 'inn', 'a.xml')]);
    expect(flagged.code).toBe(0);
    expect(flagged.out).toContain('MV-1605');
    expect(flagged.out).not.toContain(patient.ids[0]!.id);
  });

  test('control characters of a message do not reach the terminal', async () => {
    const nasty = rejected.replace('<MsgId>17', '<MsgId>\u009B2J17');
    const { out } = await meldingsvakt(['validate', '--test', '-'], nasty);
    expect(out).not.toMatch(/\u009B/);
  });
});

describe('an ebXML message in a mail', () => {
  const mail = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/xml"; start="<konvolutt>"; boundary="skille"',
    '',
    '--skille',
    'Content-Type: text/xml; charset=UTF-8',
    'Content-ID: <konvolutt>',
    '',
    '<?xml version="1.0"?><SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"><SOAP:Header/><SOAP:Body/></SOAP:Envelope>',
    '--skille',
    'Content-Type: text/xml; charset=UTF-8',
    'Content-ID: <innhold>',
    '',
    rejected,
    '--skille--',
    '',
  ].join('\r\n');

  const codes = (run: Run): unknown[] =>
    json(run).flatMap(({ findings }) => (findings as { code: string }[]).map(({ code }) => code.slice(0, 5)));

  test('is proven outside and inside', async () => {
    const run = await meldingsvakt(['validate', '--json', '--test', '-'], mail);
    expect(json(run)).toMatchObject([{ verdict: 'rejected', type: 'LOG_INNLAGT', version: '1.6' }]);
    expect(new Set(codes(run))).toEqual(new Set(['MV-20', 'MV-21', 'MV-12']));
  });

  test('--only chooses the one or the other', async () => {
    const inside = await meldingsvakt(['validate', '--json', '--test', '--only', 'kith', '-'], mail);
    const outside = await meldingsvakt(['validate', '--json', '--test', '--only', 'ebms', '-'], mail);
    expect(new Set(codes(inside))).toEqual(new Set(['MV-12']));
    expect(new Set(codes(outside))).toEqual(new Set(['MV-20', 'MV-21']));
  });
});

test('wrong usage has exit code 2', async () => {
  expect((await meldingsvakt(['validate'])).code).toBe(2);
  expect((await meldingsvakt(['validate', '--only', 'x', '-'])).code).toBe(2);
  expect((await meldingsvakt(['validate', '--jobs', '0', '-'])).code).toBe(2);
});

test('a schema folder that is not one has exit code 3 and says what is missing', async () => {
  const run = await meldingsvakt(['validate', '--schemas', folder, join(folder, 'avvist.xml')]);
  expect(run.code).toBe(3);
  expect(run.err).toContain('msghead');
  expect(run.err).not.toContain('    at ');
  expect(run.out).toBe('');
});

describe('show', () => {
  test('prints a message as a person reads it', async () => {
    const run = await meldingsvakt(['show', '-'], built['log-dod']);
    expect(run.code).toBe(0);
    expect(run.out).toContain('Orientering om dødsfall\n=======================');
    expect(run.out).toMatch(/Hendelse: +Pasienten er død/);
  });

  test('says so when the file is no message', async () => {
    const run = await meldingsvakt(['show', '-'], '<a/>');
    expect(run.code).toBe(1);
    expect(run.err).toContain('ikke en melding');
  });
});
