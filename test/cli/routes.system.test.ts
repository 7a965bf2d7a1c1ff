import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptyPartnerDocument, type PartnerDocument, type Route } from '../../src/delivery/partners.ts';
import { openDatabase } from '../../src/ledger/database.ts';
import { changePartners } from '../../src/ledger/partner-config.ts';
import { createLog } from '../../src/log.ts';
import { withDataDir } from '../helpers/data-dir.ts';
import { hospital, innlagt, kommune } from '../helpers/messages.ts';
import { cli } from '../helpers/serve-process.ts';
import { migratedDatabase } from '../helpers/service.ts';

const partner = {
  ...kommune,
  kind: 'kommune' as const,
  organisation: null,
  services: [{ ...kommune.service, endpoint: null }],
  endpoint: { protocol: 'http' as const, url: 'http://127.0.0.1:1/inn' },
  signing: null,
  cpa: [],
  contacts: [],
};

it('routes explain says where a message would go, by which rule, and what is missing', () =>
  withDataDir(async (dataDir) => {
    const url = await migratedDatabase();
    const db = openDatabase(url, createLog('fatal'), 2);
    const set = (document: Partial<PartnerDocument>) =>
      changePartners(db, 'prøve', () => ({ ...emptyPartnerDocument, ...document }));
    const file = path.join(dataDir, 'melding.xml');
    writeFileSync(file, innlagt());
    const explain = async () => {
      const { code, stdout } = await cli(['routes', 'explain', file, '--json'], { DATABASE_URL: url });
      return { code, ...(JSON.parse(stdout) as { receivers: object[]; route: object | null }) };
    };

    expect(await explain()).toMatchObject({
      code: 1,
      route: null,
      receivers: [{ state: 'unrouted', reason: 'MV-3001', endpoint: null }],
    });
    await set({ partners: [partner] });
    expect(await explain()).toMatchObject({
      code: 0,
      route: null,
      receivers: [{ state: 'pending', endpointHer: kommune.her, why: expect.stringContaining('ingen rute') }],
    });
    const route: Route = {
      from: hospital.her,
      to: null,
      types: [],
      mode: 'observe',
      copies: [],
      appRec: false,
    };
    await set({ partners: [partner], routes: [route] });
    expect(await explain()).toMatchObject({
      code: 0,
      route: { from: hospital.her, mode: 'observe' },
      receivers: [{ state: 'observed', why: expect.stringContaining('overvåkes') }],
    });
    writeFileSync(file, innlagt({ msgId: 'ikke-uuid' }));
    const rejected = await cli(['routes', 'explain', file], { DATABASE_URL: url });
    expect(rejected).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('MV-1203') });
    await db.close();
  }));
