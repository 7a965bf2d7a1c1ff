import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Endpoint, Route } from '../delivery/partners.ts';
import { bestRoute, createRouting, type Plan, type Routing } from '../delivery/routing.ts';
import { createPartnerStore } from '../ledger/partner-config.ts';
import type { Message, Party } from '../messages/message.ts';
import { fill } from '../validation/catalogue/definition.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { createValidator } from '../validation/create-validator.ts';
import { print, printJson, withDatabase, withDataOption } from './context.ts';
import { CliError, exitCode } from './failure.ts';

export function registerRoutes(program: Command): void {
  const routes = program.command('routes').description('rutene: hvor meldinger skal');

  withDataOption(routes.command('explain'))
    .description('si hvor en melding ville gå, og hvorfor; ingenting blir sendt eller lagret')
    .argument('<fil>', 'en melding som KITH-XML')
    .option('--json', 'svar med ett JSON-objekt')
    .action(async (file: string, options: { json?: boolean; data?: string }) => {
      const message = await readMessage(file);
      await withDatabase(options, async (db) => {
        const document = await createPartnerStore(db).document();
        const routing = createRouting(document);
        const route = bestRoute(document.routes, message);
        const plans = routing.plan(message, 'route');
        if (plans.some(({ state }) => state === 'unrouted')) process.exitCode = exitCode.faults;
        if (options.json) {
          printJson({
            file,
            type: message.type,
            sender: hers(message.sender),
            receiver: hers(message.receiver),
            route,
            receivers: plans.map((plan) => ({
              ...plan,
              endpoint: endpointOf(plan, routing),
              why: why(plan, route, routing),
            })),
          });
          return;
        }
        print(`${message.type} fra ${named(message.sender)} til ${named(message.receiver)}`);
        for (const plan of plans)
          print(
            `  ${plan.role} ${plan.receiverService ?? plan.receiverHer ?? '–'}: ${why(plan, route, routing)}`,
          );
      });
    });
}

async function readMessage(file: string): Promise<Message> {
  const bytes = readFileSync(file);
  const validator = await createValidator({ production: false });
  try {
    const { message, verdict, findings } = validator.validate(bytes, { now: new Date() });
    if (message !== null && verdict !== 'rejected') return message;
    const first = findings.find(({ apprec }) => apprec !== null);
    throw new CliError(
      `Meldingen ville bli avvist og går ingen steder: ${first === undefined ? 'den kan ikke leses' : `${first.code} ${first.message}`}`,
      exitCode.faults,
    );
  } finally {
    validator.dispose();
  }
}

function endpointOf(plan: Plan, routing: Routing): Endpoint | null {
  return routing.endpoint(plan.endpointHer);
}

/** One receiver's plan in words: the route that decided, whose endpoint it is, or what is missing. */
function why(plan: Plan, route: Route | null, routing: Routing): string {
  if (plan.reason !== null) {
    const text = catalogue[plan.reason]?.message.nb ?? '';
    return `${plan.reason} ${fill(text, { her: plan.receiverService ?? plan.receiverHer ?? '–' })}`;
  }
  const by =
    route === null
      ? 'ingen rute treffer, så mottakerens endepunkt gjelder'
      : `ruten ${describe(route)} gjelder`;
  const endpoint = endpointOf(plan, routing);
  if (plan.state === 'observed')
    return `overvåkes, leveres ikke (${endpoint?.protocol === 'none' ? 'endepunktet har protocol: none' : by})`;
  const owner = routing.partner(plan.endpointHer)?.name ?? plan.endpointHer;
  const level =
    plan.endpointHer === plan.receiverService ? 'tjenestens eget endepunkt' : 'virksomhetens endepunkt';
  return `leveres til ${owner} over ${endpoint?.protocol ?? '–'} (${level}; ${by})`;
}

function describe({ from, to, types }: Route): string {
  return `${from ?? 'alle'} → ${to ?? 'alle'}${types.length === 0 ? '' : ` (${types.join(', ')})`}`;
}

function hers(party: Party | null): { her: number | null; service: number | null } {
  return { her: party?.her ?? null, service: party?.service?.her ?? null };
}

function named(party: Party | null): string {
  const { her, service } = hers(party);
  return service === null ? `${her ?? '–'}` : `${her ?? '–'}/${service}`;
}
