import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import { type IntakeServices, receive } from '../../intake/receive.ts';
import { createValidationPool } from '../../intake/validation-pool.ts';
import type { Database } from '../../ledger/database.ts';
import { createPartnerStore } from '../../ledger/partner-config.ts';
import { installationSecret } from '../../ledger/secrets.ts';
import { createLog } from '../../log.ts';
import { note, print, printJson } from '../context.ts';
import { findInputs } from '../validate/inputs.ts';
import { findByBytes, readDocuments } from './archive.ts';

interface Options {
  dryRun?: boolean;
  rate?: number;
  json?: boolean;
}

/** What became of the files of an archive. */
export interface TakenFiles {
  /** Ids of messages that were received before, to be sent again. */
  known: string[];
  unreadable: number;
}

/**
 * Goes through an archive: what the ledger knows by its bytes is to be replayed; what it does not know is taken in like
 * any message, at the given rate, and delivered by the service. A dry run takes nothing in.
 */
export async function takeFiles(
  db: Database,
  config: Config,
  names: readonly string[],
  options: Options,
): Promise<TakenFiles> {
  const pool = await createValidationPool(config, createLog('warn', process.stderr));
  const services: IntakeServices = {
    db,
    validate: pool.validate,
    routing: createPartnerStore(db).routing,
    patientSecret: await installationSecret(db, 'patient-key'),
    // The service finds the work in the outbox.
    committed: async () => undefined,
  };
  const known: string[] = [];
  let unreadable = 0;
  try {
    for await (const { name } of findInputs(names)) {
      const documents = await readDocuments(name);
      if (documents.length === 0) {
        unreadable += 1;
        tell(options, name, 'unreadable', null, 'inneholder ingen melding som kan leses');
      }
      for (const { bytes } of documents) {
        const id = await findByBytes(db, bytes);
        if (id !== null) {
          known.push(id);
          tell(options, name, 'known', id, 'er mottatt før og sendes på nytt');
        } else if (options.dryRun === true) {
          tell(options, name, 'new', null, 'er ukjent og ville bli tatt inn');
        } else {
          const answer = await receive(services, {
            bytes,
            contentType: 'application/xml',
            mode: 'route',
            receivedAt: new Date(),
            actor: 'kommandolinjen',
          });
          tell(options, name, answer.outcome, answer.id, `er tatt inn (${answer.verdict})`);
          if (options.rate !== undefined) await sleep(1000 / options.rate);
        }
      }
    }
  } finally {
    await pool.close();
  }
  return { known, unreadable };
}

function tell({ json }: Options, file: string, outcome: string, id: string | null, text: string): void {
  if (json) printJson({ file, outcome, id });
  else if (outcome === 'unreadable') note(`${file} ${text}`);
  else print(`${file} ${text}`);
}
