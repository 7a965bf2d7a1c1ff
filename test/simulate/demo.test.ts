import path from 'node:path';
import { expect, test } from 'vitest';
import { demoConfig } from '../../src/cli/demo.ts';

test('the demo keeps away from the databases and folders that somebody works with', () => {
  const config = demoConfig(
    {},
    {
      DATABASE_URL: 'postgres://real@db/real',
      REDIS_URL: 'redis://real',
      MELDINGSVAKT_DATA: '/var/lib/real',
      MELDINGSVAKT_ROLE: 'worker',
    },
  );
  expect(config).toMatchObject({
    databaseUrl: null,
    redisUrl: null,
    dataDir: path.resolve('data-demo'),
    role: 'all',
  });
});

test('the demo expects test identities, and takes its address and folder from the flags', () => {
  const config = demoConfig(
    { port: '9000', data: 'en-mappe' },
    { MELDINGSVAKT_MODE: 'production', PORT: '1' },
  );
  expect(config).toMatchObject({ production: false, port: 9000, dataDir: path.resolve('en-mappe') });
});
