import type { Database } from '../ledger/database.ts';
import type { PartnerStore } from '../ledger/partner-config.ts';

/** What the pages are made from. */
export interface DashboardServices {
  db: Database;
  partners: PartnerStore;
  now(): Date;
}
