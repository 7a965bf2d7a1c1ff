import type { FastifyInstance, InjectOptions } from 'fastify';
import { createLoginLink } from '../../src/auth/login-links.ts';
import type { Role } from '../../src/auth/sessions.ts';
import { readConfig } from '../../src/config.ts';
import { emptyPartnerDocument, type Partner } from '../../src/delivery/partners.ts';
import { createApp } from '../../src/http/app.ts';
import { type Database, openDatabase } from '../../src/ledger/database.ts';
import { changePartners, createPartnerStore } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { migratedDatabase } from '../helpers/service.ts';
import { fjordvik, lillevik, storvik } from './ledger-seed.ts';

/** The real HTTP interface on a real database, with a clock that the test sets. No worker runs. */
export interface DashboardApp {
  app: FastifyInstance;
  db: Database;
  /** What time it is for the service; a test moves it by hand. */
  clock: { now: Date };
  page(path: string, options?: PageOptions): Promise<PageAnswer>;
  submit(path: string, form: Record<string, string>, options?: PageOptions): Promise<PageAnswer>;
  /** Signs a person in with a fresh link; gives the cookie. */
  signIn(role?: Role): Promise<string>;
  close(): Promise<void>;
}

export interface PageOptions {
  cookie?: string;
  headers?: Record<string, string>;
}

export interface PageAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  html: string;
  /** The page's words, without markup, single-spaced. */
  text: string;
}

const silent = createLog('fatal');

export async function startDashboard(now: Date): Promise<DashboardApp> {
  const db = openDatabase(await migratedDatabase(), silent, 8);
  const clock = { now };
  await changePartners(db, 'prøve', () => ({
    ...emptyPartnerDocument,
    partners: [partner(fjordvik, 'helseforetak'), partner(lillevik, 'kommune'), partner(storvik, 'kommune')],
  }));
  const app = await createApp({
    config: readConfig({}, {}),
    log: silent,
    db,
    partners: createPartnerStore(db),
    metrics: createMetrics(),
    receive: async () => {
      throw new Error('no message is handed in here');
    },
    ready: async () => ({ ready: true, missing: [] }),
    now: () => clock.now,
  });
  await app.ready();

  const answer = async (request: InjectOptions): Promise<PageAnswer> => {
    const response = await app.inject(request);
    return {
      status: response.statusCode,
      headers: response.headers,
      html: response.body,
      text: wordsOf(response.body),
    };
  };
  const headersOf = ({ cookie, headers }: PageOptions) => ({
    accept: 'text/html',
    ...(cookie !== undefined && { cookie }),
    ...headers,
  });
  const submit: DashboardApp['submit'] = (url, form, options = {}) =>
    answer({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headersOf(options),
      },
      payload: new URLSearchParams(form).toString(),
    });
  return {
    app,
    db,
    clock,
    submit,
    page: (url, options = {}) => answer({ url, headers: headersOf(options) }),
    async signIn(role = 'leser') {
      const { path } = await createLoginLink(db, {
        person: 'Vakt Vaktesen',
        role,
        ttlMs: 60_000,
        now: clock.now,
      });
      return cookieOf(await submit(path, {}));
    },
    async close() {
      await app.close();
      await db.close();
    },
  };
}

/** The session's cookie as a browser would send it back. */
export function cookieOf(answer: PageAnswer): string {
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map(String);
  return cookies.find((cookie) => cookie.startsWith('mv_session='))?.split(';')[0] ?? '';
}

function partner({ her, name }: typeof fjordvik, kind: Partner['kind']): Partner {
  return {
    her,
    name,
    kind,
    organisation: null,
    services: [],
    endpoint: { protocol: 'http', url: 'http://127.0.0.1:9/' },
    signing: null,
    cpa: [],
    contacts: [],
  };
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function wordsOf(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .replace(/ ([.,)])/g, '$1')
    .replace(/\( /g, '(')
    .trim();
}
