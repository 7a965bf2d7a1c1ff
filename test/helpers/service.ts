import type { FastifyInstance } from 'fastify';
import { createToken, type Scope, scopes } from '../../src/auth/tokens.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { type Endpoint, emptyPartnerDocument, type PartnerDocument } from '../../src/delivery/partners.ts';
import { createApp } from '../../src/http/app.ts';
import { openDatabase } from '../../src/ledger/database.ts';
import { migrate, newestMigration } from '../../src/ledger/migrate.ts';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { createLog, type Log } from '../../src/log.ts';
import { createServices, type Services } from '../../src/services.ts';
import { hospital, kommune } from './messages.ts';
import { testDatabase } from './postgres.ts';

/** The whole service in this process, on a database of its own, with the API called through `inject`. */
export interface TestService {
  app: FastifyInstance;
  services: Services;
  config: Config;
  connectionString: string;
  token: string;
  /** Hands a message in; gives status and parsed answer. */
  post(
    body: Buffer | string,
    options?: { query?: string; contentType?: string; token?: string },
  ): Promise<TestAnswer>;
  get(path: string, token?: string): Promise<TestAnswer>;
  newToken(scopes: Scope[]): Promise<string>;
  setPartners(
    endpoints: { hospital?: Endpoint | null; kommune?: Endpoint | null },
    more?: Partial<PartnerDocument>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** What answers hold, as far as tests look into them; a field that an answer lacks is `undefined` and fails the test. */
export interface TestBody {
  id: string;
  code: string;
  title: string;
  detail: string;
  type: string;
  msgId: string;
  verdict: string;
  state: string;
  receivedAt: string;
  next: string | null;
  findings: { code: string; apprec: string | null; layer: string; message: string }[];
  items: (TestBody & { at: string; text: string; data: Record<string, unknown> })[];
  receivers: {
    her: number;
    role: string;
    state: string;
    reason: string | null;
    attempts: number;
    lastStatus: number | null;
    transport: { state: string; at: string | null };
    apprec: { state: string; codes: string[] };
  }[];
}

export interface TestAnswer {
  status: number;
  headers: Record<string, string | number | string[] | undefined>;
  body: TestBody;
  raw: Buffer;
}

const silent: Log = createLog(process.env.TEST_LOG ?? 'fatal');

/** Retries come quickly in tests; everything else is as in production. */
const quick: NodeJS.ProcessEnv = {
  MELDINGSVAKT_RETRY_MIN_MS: '100',
  MELDINGSVAKT_RETRY_MAX_MS: '500',
  MELDINGSVAKT_MODE: 'test',
};

export async function startTestService(
  options: { env?: NodeJS.ProcessEnv; log?: Log; connectionString?: string } = {},
): Promise<TestService> {
  const connectionString = options.connectionString ?? (await migratedDatabase());
  const config = readConfig({}, { ...quick, ...options.env });
  const log = options.log ?? silent;
  const services = await createServices({ config, log, connectionString, exclusive: true });
  const { db, partners, metrics, receive, ebms, ready } = services;
  const app = await createApp({
    config,
    log,
    db,
    partners,
    metrics,
    receive,
    ebms,
    ready,
    now: () => new Date(),
  });
  await app.ready();

  const newToken = async (wanted: Scope[]) =>
    (await createToken(db, { name: 'prøve', scopes: wanted })).token;
  const token = await newToken([...scopes]);
  return {
    app,
    services,
    config,
    connectionString,
    token,
    newToken,
    async post(body, { query = '', contentType = 'application/xml', token: other = token } = {}) {
      const headers = { authorization: `Bearer ${other}`, 'content-type': contentType };
      return answerOf(
        await app.inject({ method: 'POST', url: `/api/v1/messages${query}`, headers, payload: body }),
      );
    },
    async get(path, other = token) {
      return answerOf(
        await app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${other}` } }),
      );
    },
    async setPartners(endpoints, more = {}) {
      const partner = (
        { her, name, service }: typeof hospital,
        kind: 'helseforetak' | 'kommune',
        endpoint: Endpoint | null,
      ) => ({
        her,
        name,
        kind,
        organisation: null,
        services: [{ ...service, endpoint: null }],
        endpoint,
        signing: null,
        cpa: [],
        contacts: [],
      });
      await changePartners(db, 'prøve', () => ({
        ...emptyPartnerDocument,
        partners: [
          partner(hospital, 'helseforetak', endpoints.hospital ?? null),
          partner(kommune, 'kommune', endpoints.kommune ?? null),
        ],
        ...more,
      }));
    },
    async close() {
      await app.close();
      await services.close(500);
    },
  };
}

function answerOf(response: {
  statusCode: number;
  headers: TestAnswer['headers'];
  rawPayload: Buffer;
}): TestAnswer {
  const json = /json/.test(String(response.headers['content-type']));
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (json ? JSON.parse(response.rawPayload.toString()) : {}) as TestBody,
    raw: response.rawPayload,
  };
}

/** A database with all migrations; made once per run and copied. */
export async function migratedDatabase(): Promise<string> {
  const { connectionString } = await testDatabase({
    key: `migrated ${newestMigration}`,
    async fill(url) {
      const db = openDatabase(url, silent, 2);
      await migrate(db);
      await db.close();
    },
  });
  return connectionString;
}
