import { defineConfig } from 'vitest/config';

/** The tests that mutation testing of src/agreement runs; those that need a process of their own are left out. */
export default defineConfig({
  test: {
    include: ['test/agreement/**/*.test.ts'],
    exclude: ['test/agreement/time-zones.test.ts'],
    environment: 'node',
  },
});
