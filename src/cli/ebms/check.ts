import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Agreement } from '../../messages/ebxml/agreement/agreement.ts';
import { signingCertificates } from '../../messages/ebxml/agreement/agreement.ts';
import { CpaError } from '../../messages/ebxml/agreement/cpa-error.ts';
import { isParty } from '../../messages/ebxml/agreement/decide.ts';
import { readCpaFile } from '../../messages/ebxml/agreement/read-cpa.ts';
import type { DecryptionKey } from '../../messages/ebxml/cms/enveloped-data.ts';
import { type RowResult, report } from '../../messages/ebxml/hits1172/report.ts';
import type { Inspection, Outcome } from '../../messages/ebxml/hits1172/row.ts';
import { type Reading, readBareEnvelope, readMailMessage } from '../../messages/ebxml/read-message.ts';
import { CliError, exitCode } from '../failure.ts';
import { harmless, type Paint, painter, writeLine } from '../output.ts';

interface Options {
  json?: boolean;
  all?: boolean;
  cpa?: string;
  certificate?: string[];
  key?: string[];
}

/** What was given beside the messages. */
interface Known {
  agreement: Agreement | null;
  certificates: Uint8Array[];
  keys: DecryptionKey[];
}

/** `ebms check`: holds stored ebXML messages against HITS 1172, offline. Exit code 1 where a row failed. */
export function registerCheck(ebms: Command): void {
  ebms
    .command('check')
    .description('Prøver ebXML-meldinger mot alle radene i HITS 1172, uten nett og uten database')
    .argument('<fil...>', 'lagrede e-poster (.eml), MIME-pakker eller bare konvolutten (.xml)')
    .option('--json', 'ett JSON-objekt per melding (NDJSON), og ikke noe annet')
    .option('--all', 'vis også radene som er i orden eller ikke gjelder')
    .option('--cpa <fil>', 'avtalen (CPA 2.0) i stedet for Adresseregisteret')
    .option('--certificate <fil...>', 'sertifikatene som avsenderen signerer med (PEM eller DER)')
    .option('--key <fil...>', 'egen nøkkel og eget sertifikat i én PEM-fil, for å åpne innholdet')
    .action((names: string[], options: Options) => check(names, options));
}

async function check(names: readonly string[], options: Options): Promise<void> {
  const known: Known = {
    agreement: options.cpa ? await readAgreement(options.cpa) : null,
    certificates: await Promise.all((options.certificate ?? []).map(readCertificateFile)),
    keys: await Promise.all((options.key ?? []).map(readKeyFile)),
  };
  const paint = painter(process.stdout);
  let failed = false;
  for (const name of names) {
    const reading = readMessageFile(await readInput(name));
    const rows = report(inspectionOf(reading, known));
    failed ||= rows.some((row) => row.result === 'failed');
    if (options.json) await writeLine(JSON.stringify(summary(name, reading, rows)));
    else for (const line of lines(name, reading, rows, options.all === true, paint)) await writeLine(line);
  }
  process.exitCode = failed ? exitCode.faults : exitCode.fine;
}

/** A file that begins with a tag is an envelope alone; anything else has headers in front. */
function readMessageFile(bytes: Buffer): Reading {
  const start = bytes
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  return start.startsWith('<') ? readBareEnvelope(bytes) : readMailMessage(bytes);
}

function inspectionOf(reading: Reading, known: Known): Inspection {
  const from = reading.xml?.envelope.header.from;
  const sender = from && known.agreement?.parties.find((party) => isParty(from, party));
  const certificates =
    known.certificates.length > 0 ? known.certificates : sender ? signingCertificates(sender) : [];
  return { reading, xml: reading.xml, agreement: known.agreement, certificates, keys: known.keys };
}

function counts(rows: readonly RowResult[]): Record<'passed' | 'failed' | 'notApplicable', number> {
  const of = (result: Outcome) => rows.filter((row) => row.result === result).length;
  return { passed: of('passed'), failed: of('failed'), notApplicable: of('not-applicable') };
}

function summary(file: string, reading: Reading, rows: readonly RowResult[]) {
  const envelope = reading.xml?.envelope;
  return {
    file,
    kind: envelope?.kind ?? null,
    messageId: envelope?.header.messageId ?? null,
    ...counts(rows),
    rows,
  };
}

const SHOWN: Record<Outcome, string> = {
  passed: 'i orden',
  failed: 'feil',
  'not-applicable': 'gjelder ikke',
};

function lines(
  name: string,
  reading: Reading,
  rows: readonly RowResult[],
  all: boolean,
  paint: Paint,
): string[] {
  const { passed, failed, notApplicable } = counts(rows);
  const kind = reading.xml?.envelope.kind ?? 'kan ikke leses';
  const shown = rows.filter((row) => all || row.result === 'failed');
  return [
    `${paint('bold', harmless(name))} (${kind}): ${passed} i orden, ${failed} feil, ${notApplicable} gjelder ikke`,
    ...shown.map((row) => {
      const rule = row.rule === '-' ? 'uten nr.' : `regel ${row.rule}`;
      const mark = row.result === 'failed' ? paint('red', SHOWN.failed) : SHOWN[row.result];
      return `  ${row.section.padEnd(8)} ${rule.padEnd(9)} ${mark}: ${row.requirement}`;
    }),
  ];
}

async function readInput(name: string): Promise<Buffer> {
  try {
    return await readFile(name);
  } catch {
    throw new CliError(`Kan ikke lese filen ${harmless(name)}.`, exitCode.environment);
  }
}

async function readAgreement(name: string): Promise<Agreement> {
  try {
    const file = readCpaFile(await readInput(name));
    if ('agreement' in file) return file.agreement;
  } catch (error) {
    if (!(error instanceof CpaError)) throw error;
    throw new CliError(`${harmless(name)}: ${error.message}`, exitCode.usage);
  }
  throw new CliError(`${harmless(name)} er en profil (CPP) for én part, og ikke en avtale.`, exitCode.usage);
}

async function readCertificateFile(name: string): Promise<Uint8Array> {
  const bytes = await readInput(name);
  try {
    return new X509Certificate(bytes).raw;
  } catch {
    throw new CliError(`${harmless(name)} er ikke et sertifikat.`, exitCode.usage);
  }
}

async function readKeyFile(name: string): Promise<DecryptionKey> {
  const bytes = await readInput(name);
  try {
    return { certificate: new X509Certificate(bytes), privateKey: createPrivateKey(bytes) };
  } catch {
    throw new CliError(
      `${harmless(name)} skal ha både en privat nøkkel og et sertifikat (PEM).`,
      exitCode.usage,
    );
  }
}
