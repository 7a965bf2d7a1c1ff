import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createLoginLink } from '../auth/login-links.ts';
import { type Config, type Flags, readConfig } from '../config.ts';
import type { Database } from '../ledger/database.ts';
import { createLog, type Log } from '../log.ts';
import type { Service } from '../serve.ts';
import { playForever } from '../simulate/endless.ts';
import { runService } from './serve.ts';
import { terminalLog } from './terminal-log.ts';

const hospitals = 2;
const kommuner = 8;
const day = 24 * 3_600_000;

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('start tjenesten med egne data og syntetisk trafikk, for å se hvordan den virker')
    .option('--port <port>', 'porten det lyttes på (standard 8080)')
    .option('--host <adresse>', 'adressen det lyttes på (standard 127.0.0.1)')
    .option('--data <mappe>', 'mappen med demoens data', 'data-demo')
    .action(async (flags: Flags) => {
      const config = demoConfig(flags, process.env);
      const log = process.stdout.isTTY ? terminalLog(config.logLevel) : createLog(config.logLevel);
      await runService(config, log, async (service) => {
        try {
          const stop = await begin(service, log);
          await tell(service, config);
          return stop;
        } catch (error) {
          // A service without its traffic is no demo.
          await service.stop();
          throw error;
        }
      });
    });
}

async function begin(service: Service, log: Log): Promise<() => Promise<void>> {
  const { stop } = await playForever({
    db: service.services.db,
    url: service.address ?? '',
    seed: randomInt(2 ** 31),
    hospitals,
    kommuner,
    trouble: (err) => log.warn({ err }, 'the play of the demo had trouble'),
  });
  return stop;
}

/**
 * The demo never touches a database that somebody works with, and expects the test identities that it sends.
 * Exported for tests.
 */
export function demoConfig(flags: Flags, env: Readonly<Record<string, string | undefined>>): Config {
  const {
    DATABASE_URL: _database,
    REDIS_URL: _redis,
    MELDINGSVAKT_DATA: _data,
    MELDINGSVAKT_ROLE: _role,
    ...rest
  } = env;
  return readConfig({ data: 'data-demo', ...flags }, { ...rest, MELDINGSVAKT_MODE: 'test' });
}

/** Says what is going on, and how to sign in: on a terminal, else in a file that only the owner can read. */
async function tell(service: Service, config: Config): Promise<void> {
  const { db } = service.services;
  const login = (await hasFreshLink(db)) ? 'Logg inn med lenken over.' : await loginText(service);
  const text = `
  Demoen spiller syntetisk trafikk mellom ${hospitals} helseforetak og ${kommuner} kommuner. Et døgn går på et minutt.
  Alt er oppdiktet og ligger i ${config.dataDir}, som kan slettes når demoen er stoppet (Ctrl+C).

  ${login}

`;
  if (process.stdout.isTTY) process.stdout.write(text);
  else writeFileSync(path.join(config.dataDir, 'demo.txt'), text, { mode: 0o600 });
}

async function loginText(service: Service): Promise<string> {
  const link = await createLoginLink(service.services.db, {
    person: 'administrator',
    role: 'admin',
    ttlMs: day,
    now: new Date(),
  });
  return `Se den her (lenken logger inn én gang, i 24 timer):\n    ${new URL(link.path, service.address ?? '').href}`;
}

/** Whether the welcome of this very start has given a link already. */
async function hasFreshLink(db: Database): Promise<boolean> {
  const fresh = await db.kysely
    .selectFrom('login_link')
    .select('created_at')
    .where('created_at', '>=', new Date(performance.timeOrigin))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return fresh !== undefined;
}
