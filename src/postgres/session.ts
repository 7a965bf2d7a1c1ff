import pg from 'pg';
import { type Address, connectionString } from './address.ts';

export type Login =
  | { readonly kind: 'in'; readonly directory: string }
  /** The server answers but is not ready (starting, recovering, stopping), or nobody answers. */
  | { readonly kind: 'not-yet'; readonly why: string }
  /** It does not accept our password: not our server, or another password file. */
  | { readonly kind: 'refused' };

const PATIENCE_MS = 5000;
const REFUSALS = new Set(['28P01', '28000', '3D000']);

/**
 * Logs in as the service does and asks the server which directory it serves. SCRAM proves both ways: a server that
 * does not hold the verifier of our password cannot complete it.
 */
export async function tryLogin(address: Address, password: string): Promise<Login> {
  const client = new pg.Client({
    connectionString: connectionString(address, password),
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    application_name: 'meldingsvakt start',
  });
  client.on('error', () => undefined); // a server that ends under us is reported by the query
  try {
    await client.connect();
    const answer = await client.query<{ directory: string }>(
      "SELECT current_setting('data_directory') AS directory",
    );
    return { kind: 'in', directory: answer.rows[0]?.directory ?? '' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return REFUSALS.has(code) ? { kind: 'refused' } : { kind: 'not-yet', why: code || 'no answer' };
  } finally {
    await client.end().catch(() => undefined);
  }
}
