import path from 'node:path';

/** Which work this process does. `all` is the default; `http` and `worker` share one `DATABASE_URL`. */
export type Role = 'all' | 'http' | 'worker';

/** Everything that can be set from outside, once, at start. Times in milliseconds, sizes in bytes. */
export interface Config {
  role: Role;
  host: string;
  port: number;
  /** Folder of the embedded database, its password, and first-start notes. */
  dataDir: string;
  /** External PostgreSQL; `null` starts the embedded one. */
  databaseUrl: string | null;
  /** Redis or Valkey for the queue; `null` keeps the queue in PostgreSQL. */
  redisUrl: string | null;
  logLevel: string;
  /** Official XSD folder to validate with, instead of the built-in schemas. */
  schemas: string | null;
  /** `false` on a test installation: test identities are then expected and not flagged. */
  production: boolean;
  /** Largest message taken in; 50 MB is the NHN limit for a packed message. */
  bodyLimit: number;
  /** Bodies of more than this are validated in a worker thread, so that the HTTP thread stays quick. */
  inlineValidationLimit: number;
  /** Messages that may be in hand at once, in number and in bytes, before the service answers 503. */
  intakeConcurrency: number;
  intakeBytes: number;
  delivery: DeliveryConfig;
}

export interface DeliveryConfig {
  /** Messages sent at once by one process, and to one endpoint. */
  concurrency: number;
  perEndpoint: number;
  /** How long a receiver may take to answer. */
  timeout: number;
  /** First wait after a failed attempt, doubled for each further one up to `maxBackoff`. */
  minBackoff: number;
  maxBackoff: number;
  /** Attempts stop when this much time has passed since intake: 72 h is NHN's limit for abandoning. */
  giveUpAfter: number;
}

/** A setting that cannot be used; the text says which and why. The command line answers with exit code 2. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** Command-line flags that override the environment. */
export interface Flags {
  role?: string;
  host?: string;
  port?: string;
  data?: string;
  schemas?: string;
}

/**
 * Reads the settings from flags and environment; flags win. An empty value is one that was not set: an empty host would
 * else listen on every address there is.
 * @throws ConfigError when a value cannot be used
 */
export function readConfig(flags: Flags = {}, environment: Environment = process.env): Config {
  const env: Environment = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ''),
  );
  return {
    role: role(flags.role || (env.MELDINGSVAKT_ROLE ?? 'all')),
    host: flags.host || (env.HOST ?? '127.0.0.1'),
    port: integer('port', flags.port || (env.PORT ?? '8080'), 0, 65_535),
    dataDir: path.resolve(flags.data || (env.MELDINGSVAKT_DATA ?? 'data')),
    databaseUrl: url('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    redisUrl: url('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:', 'valkey:']),
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL ?? 'info', [
      'trace',
      'debug',
      'info',
      'warn',
      'error',
      'fatal',
    ]),
    schemas: flags.schemas || (env.MELDINGSVAKT_SCHEMAS ?? null),
    production:
      oneOf('MELDINGSVAKT_MODE', env.MELDINGSVAKT_MODE ?? 'production', ['production', 'test']) ===
      'production',
    bodyLimit: integer('MELDINGSVAKT_BODY_LIMIT', env.MELDINGSVAKT_BODY_LIMIT ?? '52428800', 1024, 1 << 30),
    inlineValidationLimit: 256 * 1024,
    intakeConcurrency: integer(
      'MELDINGSVAKT_INTAKE_CONCURRENCY',
      env.MELDINGSVAKT_INTAKE_CONCURRENCY ?? '1000',
      1,
      100_000,
    ),
    intakeBytes: 512 * 1024 * 1024,
    delivery: {
      concurrency: integer(
        'MELDINGSVAKT_DELIVERY_CONCURRENCY',
        env.MELDINGSVAKT_DELIVERY_CONCURRENCY ?? '256',
        1,
        1000,
      ),
      perEndpoint: integer(
        'MELDINGSVAKT_DELIVERY_PER_ENDPOINT',
        env.MELDINGSVAKT_DELIVERY_PER_ENDPOINT ?? '16',
        1,
        1000,
      ),
      timeout: integer(
        'MELDINGSVAKT_DELIVERY_TIMEOUT_MS',
        env.MELDINGSVAKT_DELIVERY_TIMEOUT_MS ?? '30000',
        100,
        600_000,
      ),
      minBackoff: integer(
        'MELDINGSVAKT_RETRY_MIN_MS',
        env.MELDINGSVAKT_RETRY_MIN_MS ?? '1000',
        10,
        3_600_000,
      ),
      maxBackoff: integer(
        'MELDINGSVAKT_RETRY_MAX_MS',
        env.MELDINGSVAKT_RETRY_MAX_MS ?? '900000',
        10,
        86_400_000,
      ),
      giveUpAfter: integer(
        'MELDINGSVAKT_GIVE_UP_AFTER_MS',
        env.MELDINGSVAKT_GIVE_UP_AFTER_MS ?? '259200000',
        1000,
        30 * 86_400_000,
      ),
    },
  };
}

function role(value: string): Role {
  return oneOf('--role', value, ['all', 'http', 'worker'] as const);
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new ConfigError(`${name}: «${value}» kan ikke brukes. Velg en av: ${allowed.join(', ')}.`);
  }
  return found;
}

function integer(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new ConfigError(`${name}: «${value}» er ikke et heltall fra ${least} til ${most}.`);
  }
  return number;
}

/** The address itself is never shown: it may hold a password. */
function url(name: string, value: string | undefined, protocols: string[]): string | null {
  if (value === undefined) return null;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    throw new ConfigError(
      `${name}: verdien er ikke en adresse som begynner med ${protocols.map((protocol) => `${protocol}//`).join(' eller ')}`,
    );
  }
  return value;
}
