/**
 * The PostgreSQL that the service brings along: used where no DATABASE_URL is set.
 * How it works and why: docs/decisions/0002-embedded-postgres.md.
 */

export {
  connectOrStartEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded.ts';
export { EmbeddedPostgresError } from './error.ts';
export { acquireServiceLock, type ServiceLock } from './service-lock.ts';
