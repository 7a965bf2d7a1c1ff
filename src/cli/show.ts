import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { toHtml } from '../messages/rendering/html.ts';
import { renderMessage } from '../messages/rendering/render-message.ts';
import { type TextStyle, toText } from '../messages/rendering/text.ts';
import { withDocument } from '../messages/xml/parse.ts';
import { CliError, exitCode } from './failure.ts';
import { harmlessLines, painter, writeLine } from './output.ts';

/** `show`: a message as a person reads it. Nothing is validated; a message with faults is shown as far as it goes. */
export function registerShow(program: Command): void {
  program
    .command('show')
    .description('Viser en melding slik et menneske leser den')
    .argument('<fil>', 'meldingen; - leser fra standard inn')
    .option('--html', 'skriv HTML i stedet for tekst')
    .action((file: string, options: { html?: boolean }) => show(file, options.html === true));
}

async function show(file: string, html: boolean): Promise<void> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  const result = withDocument(bytes, ({ root }) => renderMessage(root));
  if ('broken' in result) {
    throw new CliError('Meldingen er ikke lesbar XML. «validate» sier hva som er galt.', exitCode.faults);
  }
  if (result.value === null) {
    throw new CliError('Filen er ikke en melding som Meldingsvakt kjenner.', exitCode.faults);
  }
  if (html) await writeLine(toHtml(result.value));
  else await writeLine(harmlessLines(toText(result.value, style())));
}

function style(): TextStyle {
  const paint = painter(process.stdout);
  return {
    width: Math.min(100, Math.max(40, process.stdout.columns ?? 80)),
    heading: (text, level) => paint(level === 1 ? ['bold', 'underline'] : 'bold', text),
    label: (text) => paint('dim', text),
  };
}
