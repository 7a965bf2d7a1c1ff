import type { Command } from 'commander';
import { type PingOutcome, ping } from '../../ebms/ping.ts';
import { createPoster } from '../../ebms/post.ts';
import { createTerms } from '../../ebms/service.ts';
import { createPartnerStore } from '../../ledger/partner-config.ts';
import { print, printJson, withDatabase, withDataOption } from '../context.ts';
import { CliError, exitCode } from '../failure.ts';

interface Options {
  data?: string;
  from?: string;
  json?: boolean;
}

/** `ebms ping`: whether a partner's gateway answers and knows us. Exit code 1 where it refuses or is not there. */
export function registerPing(ebms: Command): void {
  withDataOption(
    ebms
      .command('ping')
      .description('Spør om meldingssentralen til en partner svarer, og kjenner oss')
      .argument('<her-id>', 'partneren, eller en av tjenestene hans')
      .option('--from <her-id>', 'hvem det spørres som (standard: self)')
      .option('--json', 'svaret som ett JSON-objekt'),
  ).action(run);
}

async function run(partner: string, options: Options): Promise<void> {
  const to = herId(partner);
  const outcome = await withDatabase(options, async (db, config) => {
    const store = createPartnerStore(db);
    const { document, directory, signer } = await createTerms(store)();
    const from = options.from === undefined ? document.self?.her : herId(options.from);
    if (from === undefined || signer === null)
      throw new CliError('Partnerlisten mangler self, eller self.signing.', exitCode.usage);
    const endpoint = (await store.routing()).endpoint(to);
    if (endpoint?.protocol !== 'ebms')
      throw new CliError(`HER-id ${to} har ikke et endepunkt med protocol: ebms.`, exitCode.usage);
    const poster = createPoster(config.delivery);
    try {
      return await ping(poster, { document, directory, signer }, from, to, endpoint.url, new Date());
    } finally {
      await poster.close(0);
    }
  });
  if (outcome === null)
    throw new CliError('Det er ingen avtale mellom de to: begge må stå i partnerlisten.', exitCode.usage);
  if (options.json) printJson({ partner: to, ...outcome });
  else print(words(outcome));
  if (outcome.kind === 'refused' || outcome.kind === 'unreachable') process.exitCode = exitCode.faults;
}

function herId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new CliError('Oppgi en HER-id.', exitCode.usage);
  return Number(text);
}

function words(outcome: PingOutcome): string {
  switch (outcome.kind) {
    case 'pong':
      return `✓ Pong på ${outcome.milliseconds} ms, riktig signert.`;
    case 'handed-over':
      return `✓ Tatt imot (HTTP ${outcome.status}) på ${outcome.milliseconds} ms. Pong kommer i så fall for seg, til vår egen adresse.`;
    case 'refused':
      return `✗ Nektet (HTTP ${outcome.status}): ${outcome.codes.join(', ') || 'ingen feilkode'}.`;
    case 'unreachable':
      return `✗ Svarer ikke (${outcome.status === null ? (outcome.cause ?? 'ukjent grunn') : `HTTP ${outcome.status}`}).`;
  }
}
