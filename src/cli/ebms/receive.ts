import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { createEbmsService } from '../../ebms/service.ts';
import { createValidationPool } from '../../intake/validation-pool.ts';
import { createPartnerStore } from '../../ledger/partner-config.ts';
import { installationSecret } from '../../ledger/secrets.ts';
import { readBareEnvelope } from '../../messages/ebxml/read-message.ts';
import { createMetrics } from '../../metrics.ts';
import { print, printJson, withDatabase, withDataOption } from '../context.ts';
import { CliError, exitCode } from '../failure.ts';
import { harmless } from '../output.ts';

interface Options {
  data?: string;
  answers?: string;
  json?: boolean;
}

/** What the sender of one file is told. */
interface Told {
  status: number;
  answer: string | null;
  errors: string[];
}

/** `ebms receive`: takes stored mails in as if they had come over HTTP. Exit code 1 where one was refused. */
export function registerReceive(ebms: Command): void {
  withDataOption(
    ebms
      .command('receive')
      .description('Tar imot ebXML-meldinger fra lagrede e-poster (.eml), med samme kontroll som over HTTP')
      .argument('<fil...>', 'lagrede e-poster (.eml)')
      .option('--answers <mappe>', 'legg kvitteringer og feilmeldinger til avsenderen her (filnavn + .xml)')
      .option('--json', 'ett JSON-objekt per fil'),
  ).action(run);
}

async function run(files: string[], options: Options): Promise<void> {
  await withDatabase(options, async (db, config, log) => {
    const validation = await createValidationPool(config, log);
    const service = createEbmsService({
      config,
      log,
      db,
      partners: createPartnerStore(db),
      metrics: createMetrics(),
      patientSecret: await installationSecret(db, 'patient-key'),
      validate: validation.validate,
      // Deliveries stand in the outbox, and receipts wait to be matched: the service takes both up.
      committed: async () => undefined,
      now: () => new Date(),
    });
    try {
      for (const file of files) {
        const { status, body } = await service.receiveMail(await readInput(file));
        const told = read(status, body);
        if (body !== null && options.answers !== undefined)
          await writeFile(path.join(options.answers, `${path.basename(file)}.xml`), body);
        if (options.json) printJson({ file, ...told });
        else print(`${refused(told) ? '✗' : '✓'} ${harmless(file)}: ${words(told)}`);
        if (refused(told)) process.exitCode = exitCode.faults;
      }
    } finally {
      await service.close(0);
      await validation.close();
    }
  });
}

async function readInput(name: string): Promise<Buffer> {
  try {
    return await readFile(name);
  } catch {
    throw new CliError(`Kan ikke lese filen ${harmless(name)}.`, exitCode.environment);
  }
}

function read(status: number, body: Buffer | null): Told {
  const envelope = body === null ? null : (readBareEnvelope(body).xml?.envelope ?? null);
  const fault = status >= 400;
  return {
    status,
    answer: fault ? 'fault' : (envelope?.kind ?? null),
    errors: envelope?.errorList?.errors.flatMap(({ code }) => code ?? []) ?? [],
  };
}

function refused({ status, answer }: Told): boolean {
  return status >= 400 || answer === 'message-error';
}

function words(told: Told): string {
  if (told.answer === 'fault') return `kan ikke leses som ebXML (HTTP ${told.status})`;
  if (told.answer === 'message-error') return `nektet: ${told.errors.join(', ')}`;
  if (told.answer === 'acknowledgment') return 'tatt imot og kvittert';
  return told.answer === null ? 'tatt imot' : `tatt imot, svar: ${told.answer}`;
}
