import { defineConfig } from 'vitest/config';

/**
 * Three projects, by what they need:
 *   unit      pure code, no server, no files outside the repository;
 *   system    a real PostgreSQL, Redis, HTTP, processes, browser;
 *   official  the national samples and schemas beside the project, where they are present.
 */
export default defineConfig({
  test: {
    // Two cores are what a small installation and the build machine have; servers of a test need some of that.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.system.test.ts', 'test/official/**', 'test/bench/**'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/**/*.system.test.ts'],
          environment: 'node',
          globalSetup: ['test/helpers/postgres-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'official',
          include: ['test/official/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
    ],
  },
});
