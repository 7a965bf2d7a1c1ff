import type { FastifyPluginAsync } from 'fastify';
import type { Database } from '../ledger/database.ts';
import type { PartnerStore } from '../ledger/partner-config.ts';

export interface DashboardServices {
  db: Database;
  partners: PartnerStore;
  now(): Date;
}

/** The pages for people. Everything that they show is read from the ledger when they are asked for. */
export const dashboard: FastifyPluginAsync<DashboardServices> = async () => {};
