import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const inEnvironment = (name: string, value: string) => readConfig({}, { [name]: value });
const fault = (name: string, value: string) => {
  try {
    inEnvironment(name, value);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return null;
};

describe('the settings, when nothing is set', () => {
  const config = readConfig({}, {});

  it('listen on this machine only, and start a database of their own below the working directory', () => {
    expect(config).toMatchObject({
      role: 'all',
      host: '127.0.0.1',
      port: 8080,
      dataDir: path.resolve('data'),
      databaseUrl: null,
      redisUrl: null,
      schemas: null,
      production: true,
      logLevel: 'info',
    });
  });

  it('take in 50 MB, and prove more than 256 kB in a thread of its own', () => {
    expect([config.bodyLimit, config.inlineValidationLimit]).toEqual([50 * 1024 * 1024, 256 * 1024]);
  });

  it('try to deliver for three days, a second after the first failure and then ever more seldom', () => {
    expect(config.delivery).toEqual({
      concurrency: 256,
      perEndpoint: 16,
      timeout: 30_000,
      minBackoff: 1_000,
      maxBackoff: 15 * 60_000,
      giveUpAfter: 72 * 3_600_000,
    });
  });
});

describe('a flag', () => {
  it('wins over the environment', () => {
    const env = {
      MELDINGSVAKT_ROLE: 'worker',
      HOST: '0.0.0.0',
      PORT: '9000',
      MELDINGSVAKT_DATA: '/var/lib/mv',
    };
    expect(readConfig({}, env)).toMatchObject({
      role: 'worker',
      host: '0.0.0.0',
      port: 9000,
      dataDir: '/var/lib/mv',
    });
    const flags = { role: 'http', host: '::1', port: '0', data: '/srv/mv', schemas: 'xsd' };
    expect(readConfig(flags, env)).toMatchObject({
      role: 'http',
      host: '::1',
      port: 0,
      dataDir: '/srv/mv',
      schemas: 'xsd',
    });
  });
});

describe('an empty value', () => {
  it('is one that was not set; an empty host never opens the service to the network', () => {
    const names = [
      'HOST',
      'PORT',
      'DATABASE_URL',
      'REDIS_URL',
      'LOG_LEVEL',
      'MELDINGSVAKT_ROLE',
      'MELDINGSVAKT_DATA',
      'MELDINGSVAKT_SCHEMAS',
      'MELDINGSVAKT_MODE',
      'MELDINGSVAKT_BODY_LIMIT',
    ];
    const unset = readConfig({}, {});
    expect(readConfig({}, Object.fromEntries(names.map((name) => [name, ''])))).toEqual(unset);
    expect(readConfig({ role: '', host: '', port: '', data: '', schemas: '' }, {})).toEqual(unset);
  });
});

describe('a value that cannot be used', () => {
  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['PORT', ' 80'],
    ['PORT', 'http'],
    ['MELDINGSVAKT_BODY_LIMIT', '1023'],
    ['MELDINGSVAKT_BODY_LIMIT', '50MB'],
    ['MELDINGSVAKT_INTAKE_CONCURRENCY', '0'],
    ['MELDINGSVAKT_DELIVERY_CONCURRENCY', '1001'],
    ['MELDINGSVAKT_DELIVERY_PER_ENDPOINT', '0'],
    ['MELDINGSVAKT_DELIVERY_TIMEOUT_MS', '99'],
    ['MELDINGSVAKT_RETRY_MIN_MS', '9'],
    ['MELDINGSVAKT_RETRY_MAX_MS', '86400001'],
    ['MELDINGSVAKT_GIVE_UP_AFTER_MS', '999'],
  ])('%s=%s is refused with the range that can', (name, value) => {
    const shown = name === 'PORT' ? 'port' : name;
    expect(fault(name, value)).toMatch(
      new RegExp(`^${shown}: «${value}» er ikke et heltall fra \\d+ til \\d+\\.$`),
    );
  });

  it.each([
    ['MELDINGSVAKT_ROLE', 'both', 'all, http, worker'],
    ['LOG_LEVEL', 'INFO', 'trace, debug, info, warn, error, fatal'],
    ['MELDINGSVAKT_MODE', 'prod', 'production, test'],
  ])('%s=%s is refused with those that can', (name, value, choices) => {
    expect(fault(name, value)).toContain(`«${value}» kan ikke brukes. Velg en av: ${choices}.`);
  });

  it.each([
    ['DATABASE_URL', 'mysql://a:hemmelig@b/c', 'postgres:// eller postgresql://'],
    ['DATABASE_URL', 'hemmelig', 'postgres:// eller postgresql://'],
    ['REDIS_URL', 'https://hemmelig@b', 'redis:// eller rediss:// eller valkey://'],
  ])('%s is refused without being shown, since it may hold a password', (name, value, schemes) => {
    expect(fault(name, value)).toBe(`${name}: verdien er ikke en adresse som begynner med ${schemes}`);
  });
});

describe('an address of a server', () => {
  it.each([
    ['DATABASE_URL', 'postgres://mv:x@db:5432/mv', 'databaseUrl'],
    ['DATABASE_URL', 'postgresql:///mv?host=/run/postgresql&user=mv', 'databaseUrl'],
    ['REDIS_URL', 'redis://localhost:6379', 'redisUrl'],
    ['REDIS_URL', 'rediss://:x@cache:6380/1', 'redisUrl'],
    ['REDIS_URL', 'valkey://localhost', 'redisUrl'],
  ] as const)('%s=%s is used as it is written', (name, value, field) => {
    expect(inEnvironment(name, value)[field]).toBe(value);
  });
});

it('MELDINGSVAKT_MODE=test expects test identities', () => {
  expect(inEnvironment('MELDINGSVAKT_MODE', 'test').production).toBe(false);
});

describe('the table of settings in the README', () => {
  const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const rows = new Map(
    [...read('README.md').matchAll(/^\| `([A-Z_]+)` \| (.+?) \|/gm)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('`', ''),
    ]),
  );

  it('names every variable that is read, and no other', () => {
    const variables = new Set(
      [...read('src/config.ts').matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name),
    );
    expect([...rows.keys()].toSorted()).toEqual([...variables].toSorted());
  });

  it('tells the defaults that hold: setting them changes nothing', () => {
    const told = [...rows].filter(([, value]) => /^\S+$/.test(value) && value !== 'embedded');
    expect(told.length).toBeGreaterThan(10);
    expect(readConfig({}, Object.fromEntries(told))).toEqual(readConfig({}, {}));
  });
});
