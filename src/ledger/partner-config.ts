import { isDeepStrictEqual } from 'node:util';
import type { PartnerDocument } from '../delivery/partners.ts';
import { emptyPartnerDocument } from '../delivery/partners.ts';
import { createRouting, type Routing } from '../delivery/routing.ts';
import type { Database, PreparedQuery } from './database.ts';

const versionQuery: PreparedQuery = {
  name: 'partner-version',
  text: 'select coalesce(max(version), 0) as version from partner_config',
};

/** The partners in force. Asked for each message, so that an import holds from the moment in which it returns. */
export interface PartnerStore {
  routing(): Promise<Routing>;
  document(): Promise<PartnerDocument>;
}

export function createPartnerStore(db: Database): PartnerStore {
  let known: { version: number; document: PartnerDocument; routing: Routing } | null = null;

  async function current() {
    const [row] = await db.run<{ version: number }>(versionQuery, []);
    const version = row?.version ?? 0;
    if (known?.version !== version) {
      const document = (await readDocument(db, version)) ?? emptyPartnerDocument;
      known = { version, document, routing: createRouting(document) };
    }
    return known;
  }

  return {
    routing: async () => (await current()).routing,
    document: async () => (await current()).document,
  };
}

async function readDocument(db: Database, version: number): Promise<PartnerDocument | null> {
  const row = await db.kysely
    .selectFrom('partner_config')
    .select('document')
    .where('version', '=', version)
    .executeTakeFirst();
  return (row?.document as PartnerDocument | undefined) ?? null;
}

/**
 * Changes the partners in one transaction; other changes at the same time wait.
 * @returns the version now in force, and whether anything changed at all
 */
export async function changePartners(
  db: Database,
  actor: string,
  change: (current: PartnerDocument) => PartnerDocument,
): Promise<{ version: number; changed: boolean; document: PartnerDocument }> {
  return db.transaction(async (client) => {
    await client.query('lock table partner_config in share row exclusive mode');
    const { rows } = await client.query<{ version: number; document: PartnerDocument }>(
      'select version, document from partner_config order by version desc limit 1',
    );
    const current = rows[0]?.document ?? emptyPartnerDocument;
    const next = JSON.parse(JSON.stringify(change(current))) as PartnerDocument;
    if (rows[0] !== undefined && isDeepStrictEqual(next, current))
      return { version: rows[0].version, changed: false, document: current };
    const inserted = await client.query<{ version: number }>(
      'insert into partner_config (actor, document) values ($1, $2) returning version',
      [actor, JSON.stringify(next)],
    );
    return { version: inserted.rows[0]?.version ?? 0, changed: true, document: next };
  });
}
