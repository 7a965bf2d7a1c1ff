import type { TestProject } from 'vitest/node';
import { startSharedCluster } from './shared-cluster.ts';

/** Global set-up of the project `system`: one embedded PostgreSQL for all its test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startSharedCluster();
  project.provide('sharedPostgres', cluster.connectionString);
  return () => cluster.stop();
}
