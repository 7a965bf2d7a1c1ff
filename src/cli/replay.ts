import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { createPartnerStore } from '../ledger/partner-config.ts';
import { dryRun } from '../replay/dry-run.ts';
import { isEmpty, isMessageState, type Selection } from '../replay/selection.ts';
import { changeState, createReplay, getReplay, listReplays } from '../replay/store.ts';
import { type ReplayView, refusalText, viewReplay } from '../replay/views.ts';
import { note, print, printJson, withDatabase, withDataOption } from './context.ts';
import { CliError, exitCode } from './failure.ts';
import { count, writeLine } from './output.ts';
import { takeFiles } from './replay/files.ts';
import { follow } from './replay/follow.ts';

interface ReplayOptions {
  from?: string;
  to?: string;
  type?: string;
  partner?: number;
  state?: Selection['state'];
  verdict?: Selection['verdict'];
  failure?: string;
  ids?: string;
  dryRun?: boolean;
  rate?: number;
  reason?: string;
  force?: boolean;
  wait: boolean;
  json?: boolean;
  data?: string;
}

export function registerReplay(program: Command): void {
  const replay = withDataOption(program.command('replay'))
    .description('send meldinger på nytt, byte for byte, etter et utvalg eller fra filer')
    .argument('[filer...]', 'filer eller mapper med XML eller .eml; ukjente meldinger tas inn som nye')
    .option('--from <tid>', 'mottatt fra og med (ISO 8601)', parseInstant)
    .option('--to <tid>', 'mottatt før (ISO 8601)', parseInstant)
    .option('--type <type>', 'meldingstype, som LOG_INNLAGT')
    .option('--partner <her>', 'HER-id til avsender eller mottaker, begge nivåer', parseNumber)
    .option('--state <tilstand>', 'tilstand, som failed eller unrouted', parseState)
    .option('--verdict <dom>', 'accepted, flagged eller rejected', parseVerdict)
    .option('--failure <kode>', 'kode fra feillisten, som MV-3104')
    .option('--ids <fil>', 'fil med id-er eller MsgId-er, én på hver linje')
    .option('--dry-run', 'bare si hva som ville skje')
    .option('--rate <antall>', 'høyst så mange i sekundet', parseRate)
    .option('--reason <tekst>', 'hvorfor; vises i listen over avspillinger')
    .option('--force', 'også det som er kvittert, avsluttet eller gammelt')
    .option('--no-wait', 'ikke følg avspillingen; den går i tjenesten')
    .option('--json', 'ett JSON-objekt per linje')
    .action(async (files: string[], options: ReplayOptions) => {
      await withDatabase(options, async (db, config) => {
        const selection = selectionOf(options);
        if (files.length > 0) {
          const taken = await takeFiles(db, config, files, options);
          selection.ids = [...(selection.ids ?? []), ...taken.known];
          if (taken.unreadable > 0) process.exitCode = exitCode.faults;
          if (selection.ids.length === 0) return;
        }
        if (isEmpty(selection))
          throw new CliError(
            'Si hva som skal sendes på nytt: et utvalg eller filer. Se --help.',
            exitCode.usage,
          );
        const force = options.force === true;
        if (options.dryRun === true) {
          const routing = await createPartnerStore(db).routing();
          const result = await dryRun(
            db,
            routing,
            { selection, force, now: new Date() },
            async (foreseen) => {
              const { row, judgement } = foreseen;
              const code = judgement.kind === 'send' ? null : judgement.code;
              const receiver = row.receiver_service ?? row.receiver_her;
              if (options.json)
                await writeLine(
                  JSON.stringify({
                    message: row.message_id,
                    msgId: row.msg_id,
                    type: row.type,
                    receiver,
                    outcome: judgement.kind,
                    code,
                  }),
                );
              else
                await writeLine(
                  `${code === null ? '✓' : '–'} ${row.message_id} ${row.type ?? ''} → ${receiver ?? '–'}${code === null ? '' : `: ${refusalText(code)}`}`,
                );
            },
          );
          if (options.json) printJson({ dryRun: true, ...result });
          else
            note(
              `${result.send} av ${result.total} ville bli sendt${result.held > 0 ? `, ${result.held} holdt til nedetid er over` : ''}. Ingenting er endret.`,
            );
          return;
        }
        const id = await createReplay(db, {
          actor: 'kommandolinjen',
          at: new Date(),
          reason: options.reason ?? null,
          selection,
          force,
          rate: options.rate ?? null,
        });
        const view = options.wait ? await follow(db, id) : await viewOf(id);
        show(view, options.json);

        async function viewOf(replayId: string): Promise<ReplayView> {
          const row = await getReplay(db, replayId);
          if (row === null) throw new CliError('Avspillingen finnes ikke.');
          return viewReplay(db, row);
        }
      });
    });

  for (const [verb, state, description] of [
    ['resume', 'running', 'fortsett en avspilling som er satt på pause'],
    ['pause', 'paused', 'sett en avspilling på pause'],
    ['cancel', 'cancelled', 'avlys en avspilling; det som alt er på vei, går fram'],
  ] as const) {
    replay
      .command(verb)
      .description(description)
      .argument('<id>')
      .action(async (id: string, _options: unknown, command: Command) => {
        const options = command.optsWithGlobals<ReplayOptions>();
        await withDatabase(options, async (db) => {
          const changed = await changeState(db, id, state, new Date());
          const row = await getReplay(db, id);
          if (row === null) throw new CliError(`Avspillingen «${id}» finnes ikke.`, exitCode.faults);
          if (!changed && row.state !== state)
            throw new CliError('Avspillingen er avsluttet og kan ikke endres.', exitCode.faults);
          show(await viewReplay(db, row), options.json);
        });
      });
  }

  replay
    .command('list')
    .description('vis avspillingene, den nyeste først')
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReplayOptions>();
      await withDatabase(options, async (db) => {
        for (const row of await listReplays(db, 50)) show(await viewReplay(db, row), options.json);
      });
    });
}

const states = { running: 'pågår', paused: 'på pause', cancelled: 'avlyst', done: 'ferdig' } as const;

function show(view: ReplayView, json: boolean | undefined): void {
  if (json) {
    printJson(view);
    return;
  }
  const { total, sent, delivered, waiting, refused } = view.progress;
  print(
    `${view.id} ${states[view.state]}: ${count(total, 'melding', 'meldinger')}, ${sent} sendt på nytt, ${delivered} levert, ${waiting} venter, ${refused} ikke sendt`,
  );
  for (const { code, message, count: times } of view.refusals) print(`    ${times} × ${code} ${message}`);
}

function selectionOf(options: ReplayOptions): Selection {
  const { from, to, type, partner, state, verdict, failure } = options;
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(type !== undefined && { type }),
    ...(partner !== undefined && { partner }),
    ...(state !== undefined && { state }),
    ...(verdict !== undefined && { verdict }),
    ...(failure !== undefined && { failure }),
    ...(options.ids !== undefined && { ids: readIds(options.ids) }),
  };
}

function readIds(file: string): string[] {
  return readFileSync(file === '-' ? 0 : file, 'utf8')
    .split(/\s+/)
    .filter((line) => line !== '');
}

function parseInstant(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('må være et tidspunkt, som 2026-11-20T12:00Z.');
  return date.toISOString();
}

function parseNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('må være et tall.');
  return Number(text);
}

function parseRate(text: string): number {
  const rate = parseNumber(text);
  if (rate < 1 || rate > 2000) throw new InvalidArgumentError('må være fra 1 til 2000.');
  return rate;
}

function parseState(text: string): Selection['state'] {
  if (!isMessageState(text)) throw new InvalidArgumentError('er ikke en tilstand.');
  return text;
}

function parseVerdict(text: string): Selection['verdict'] {
  if (text === 'accepted' || text === 'flagged' || text === 'rejected') return text;
  throw new InvalidArgumentError('må være accepted, flagged eller rejected.');
}
