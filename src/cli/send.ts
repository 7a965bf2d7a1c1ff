import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { request } from 'undici';
import { note, print, printJson } from './context.ts';
import { CliError, exitCode } from './failure.ts';

interface SendOptions {
  url: string;
  token?: string;
  observe?: boolean;
  json?: boolean;
}

interface Answer {
  id?: string;
  verdict?: string;
  type?: string | null;
  msgId?: string | null;
  title?: string;
  findings?: { severity: string; code: string; message: string }[];
}

export function registerSend(program: Command): void {
  program
    .command('send')
    .description('lever meldinger til en tjeneste som kjører')
    .argument('<filer...>', 'XML-filer eller mapper')
    .option(
      '--url <adresse>',
      'adressen til tjenesten',
      process.env.MELDINGSVAKT_URL ?? 'http://127.0.0.1:8080',
    )
    .option('--token <nøkkel>', 'nøkkel med tilgangen ingest (eller MELDINGSVAKT_TOKEN)')
    .option('--observe', 'bare overvåk meldingene, ikke lever dem videre')
    .option('--json', 'ett JSON-objekt per fil')
    .action(async (files: string[], options: SendOptions) => {
      const token = options.token ?? process.env.MELDINGSVAKT_TOKEN;
      if (!token) {
        throw new CliError(
          'Oppgi en nøkkel med --token eller MELDINGSVAKT_TOKEN. Den lages med «meldingsvakt token create».',
          exitCode.usage,
        );
      }
      let faults = 0;
      const all = files.flatMap(expand);
      for (const [index, file] of all.entries()) {
        if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} av ${all.length}`);
        faults += (await sendOne(file, token, options)) ? 0 : 1;
      }
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      if (!options.json) note(`${all.length} filer, ${faults} ble ikke tatt imot.`);
      if (faults > 0) process.exitCode = exitCode.faults;
    });
}

async function sendOne(file: string, token: string, options: SendOptions): Promise<boolean> {
  const url = new URL('/api/v1/messages', options.url);
  if (options.observe) url.searchParams.set('mode', 'observe');
  const response = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/xml', authorization: `Bearer ${token}` },
    body: readFileSync(file),
  });
  const answer = (await response.body.json().catch(() => ({}))) as Answer;
  const taken = response.statusCode === 202 || response.statusCode === 200;
  if (options.json) printJson({ file, status: response.statusCode, ...answer });
  else {
    print(`${taken ? '✓' : '✗'} ${file}: ${describe(response.statusCode, answer)}`);
    for (const finding of answer.findings ?? []) {
      if (finding.severity !== 'info') print(`    ${finding.code} ${finding.message}`);
    }
  }
  return taken;
}

function describe(status: number, answer: Answer): string {
  if (status === 200) return `levert før, samme svar (${answer.id})`;
  if (status === 202)
    return `mottatt, ${answer.verdict === 'accepted' ? 'uten merknader' : 'med merknader'} (${answer.id})`;
  return `HTTP ${status} ${answer.title ?? ''}`.trim();
}

function expand(name: string): string[] {
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(name);
  } catch {
    throw new CliError(`Finner ikke «${name}».`);
  }
  if (!stats.isDirectory()) return [name];
  return readdirSync(name, { recursive: true, encoding: 'utf8' })
    .filter((entry) => entry.toLowerCase().endsWith('.xml'))
    .sort()
    .map((entry) => path.join(name, entry));
}
