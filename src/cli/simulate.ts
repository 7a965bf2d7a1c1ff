import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { request } from 'undici';
import { playLine } from '../simulate/lines.ts';
import { mostParties, simulatedParties } from '../simulate/parties.ts';
import { mostStays, planTraffic, stayCount } from '../simulate/plan.ts';
import { ServiceError } from '../simulate/play/client.ts';
import type { Speed } from '../simulate/play/clock.ts';
import type { PlayEvent } from '../simulate/play/play.ts';
import { startReceivers } from '../simulate/play/receivers.ts';
import { startProgress } from '../simulate/progress.ts';
import { simulate } from '../simulate/simulation.ts';
import { differenceText, summarise, summaryText } from '../simulate/summary.ts';
import { createPlayToken, enterWorld, leaveWorld, revokePlayToken, TakenError } from '../simulate/world.ts';
import { print, printJson, withDatabase, withDataOption } from './context.ts';
import { CliError, exitCode } from './failure.ts';

interface Options {
  hospital: number;
  kommuner: number;
  days: number;
  stays: number;
  speed: Speed;
  fault: number;
  seed?: number;
  start?: string;
  url: string;
  token?: string;
  check?: boolean;
  json?: boolean;
  data?: string;
}

const daySeconds = 86_400;

export function registerSimulate(program: Command): void {
  withDataOption(program.command('simulate'))
    .description('spill realistisk, syntetisk trafikk mot en tjeneste som kjører')
    .option('--hospital <antall>', 'helseforetak', parties, 1)
    .option('--kommuner <antall>', 'kommuner', parties, 4)
    .option('--days <antall>', 'døgn som spilles; de ender nå', days, 2)
    .option('--stays <antall>', 'innleggelser per kommune og døgn', positive, 3)
    .option(
      '--speed <tall>',
      'simulerte sekunder per sekund (1440: et døgn i minuttet), eller max',
      speed,
      1440,
    )
    .option('--fault <andel>', 'hvor stor del av oppholdene noe går galt i, fra 0 til 1', share, 0.1)
    .option('--seed <tall>', 'samme frø og start gir samme trafikk', whole)
    .option('--start <tidspunkt>', 'når de spilte døgnene begynner (ISO 8601)', instant)
    .option(
      '--url <adresse>',
      'adressen til tjenesten',
      process.env.MELDINGSVAKT_URL ?? 'http://127.0.0.1:8080',
    )
    .option('--token <nøkkel>', 'nøkkel med tilgangene ingest, read og admin (lages ellers for anledningen)')
    .option('--check', 'sammenlign til slutt tilstanden til hver melding med den som var ventet')
    .option('--json', 'ett JSON-objekt per melding og kvittering, og til slutt et sammendrag')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { days, json } = options;
  const seed = options.seed ?? randomInt(2 ** 31);
  const start = options.start ?? new Date(Date.now() - days * daySeconds * 1000).toISOString();
  const traffic = {
    seed,
    start,
    days,
    hospitals: options.hospital,
    kommuner: options.kommuner,
    fault: options.fault,
    staysPerDay: options.stays,
  };
  if (stayCount(traffic) > mostStays) {
    throw new CliError(
      `Det blir ${stayCount(traffic)} opphold; høyst ${mostStays} om gangen.`,
      exitCode.usage,
    );
  }
  const plan = planTraffic(traffic);
  await assertReady(options.url);

  const ended = new AbortController();
  const end = () => ended.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const began = performance.now();
  if (json) printJson({ event: 'plan', seed, start, days, messages: plan.length });
  const progress = startProgress(process.stderr, plan.length);
  const report = (event: PlayEvent) => {
    progress.seen(event);
    if (json) printJson(playLine(event));
  };

  const { outcomes, differences, strays } = await inWorld(options, (receivers, token) =>
    simulate({
      plan,
      start,
      speed: options.speed,
      url: options.url,
      token,
      receivers,
      backload: true,
      check: options.check === true,
      signal: ended.signal,
      report,
    }),
  ).finally(() => progress.end());

  const summary = summarise(outcomes, differences, (performance.now() - began) / 1000);
  for (const difference of differences ?? []) {
    if (json) printJson({ event: 'difference', ...difference });
    else print(`✗ ${differenceText(difference)}`);
  }
  if (json) printJson({ event: 'summary', seed, interrupted: ended.signal.aborted, strays, ...summary });
  else
    print(`${ended.signal.aborted ? 'Avbrutt. ' : ''}Frø ${seed}, start ${start}.\n${summaryText(summary)}`);
  if (differences !== null && differences.length > 0) process.exitCode = exitCode.faults;
}

/** Registers the parties with their endpoints for as long as `work` lasts. */
async function inWorld<T>(
  options: Options,
  work: (receivers: Awaited<ReturnType<typeof startReceivers>>, token: string) => Promise<T>,
): Promise<T> {
  const { hospitals, kommuner } = simulatedParties(options.hospital, options.kommuner);
  const everybody = [...hospitals, ...kommuner];
  const hours = 24 + (options.speed === 'max' ? 0 : (options.days * 24) / options.speed);
  const receivers = await startReceivers();
  try {
    const made = await withDatabase(options, async (db) => {
      await enterWorld(db, everybody, receivers.url);
      return options.token === undefined ? createPlayToken(db, 'simulering', hours) : null;
    });
    try {
      return await work(receivers, options.token ?? made?.token ?? '');
    } finally {
      await withDatabase(options, async (db) => {
        await leaveWorld(db, everybody);
        if (made !== null) await revokePlayToken(db, made.id);
      });
    }
  } catch (error) {
    if (error instanceof ServiceError || error instanceof TakenError) throw new CliError(error.message);
    throw error;
  } finally {
    await receivers.close();
  }
}

/** Before anything is changed: is there a service at all? */
async function assertReady(url: string): Promise<void> {
  const status = await request(new URL('/readyz', url)).then(
    async ({ statusCode, body }) => {
      await body.dump();
      return statusCode;
    },
    () => null,
  );
  if (status === 200) return;
  const said = status === null ? 'svarer ikke' : `er ikke klar (HTTP ${status})`;
  throw new CliError(
    `Tjenesten på ${url} ${said}. Start den med «npm start», eller oppgi adressen med --url.`,
  );
}

function number(text: string, what: string, fits: (value: number) => boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !fits(value)) throw new InvalidArgumentError(`Oppgi ${what}.`);
  return value;
}

function parties(text: string): number {
  return number(
    text,
    `et heltall fra 1 til ${mostParties}`,
    (value) => Number.isInteger(value) && value >= 1 && value <= mostParties,
  );
}

function days(text: string): number {
  return number(text, 'et antall døgn fra 1 til 366', (value) => value >= 1 && value <= 366);
}

function positive(text: string): number {
  return number(text, 'et tall over 0, høyst 1000', (value) => value > 0 && value <= 1000);
}

function share(text: string): number {
  return number(text, 'en andel fra 0 til 1', (value) => value >= 0 && value <= 1);
}

function whole(text: string): number {
  return number(text, 'et heltall', Number.isSafeInteger);
}

function speed(text: string): Speed {
  return text === 'max'
    ? 'max'
    : number(text, 'et tall over 0, eller max', (value) => value > 0 && value < Infinity);
}

function instant(text: string): string {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('Oppgi et tidspunkt som 2026-11-20T08:00:00Z.');
  }
  return date.toISOString();
}
