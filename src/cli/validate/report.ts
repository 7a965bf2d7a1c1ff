import { readFile } from 'node:fs/promises';
import { decode } from '../../messages/xml/encoding.ts';
import type { Finding, Severity, Verdict } from '../../validation/finding.ts';
import { harmless, type Paint } from '../output.ts';
import type { Proof } from './prove.ts';

const VERDICTS: Readonly<Record<Verdict, { mark: string; word: string; style: 'green' | 'yellow' | 'red' }>> =
  {
    accepted: { mark: '✔', word: 'godtatt', style: 'green' },
    flagged: { mark: '⚠', word: 'merket', style: 'yellow' },
    rejected: { mark: '✖', word: 'avvist', style: 'red' },
  };

const SEVERITIES: Readonly<Record<Severity, { word: string; style: 'red' | 'yellow' | 'cyan' }>> = {
  error: { word: 'feil', style: 'red' },
  warning: { word: 'advarsel', style: 'yellow' },
  info: { word: 'merknad', style: 'cyan' },
};

/** Lines of a proof for a person; `source` is the document as text, `null` where it is not to be shown. */
export function proofLines(proof: Proof, source: string | null, paint: Paint): string[] {
  const { mark, word, style } = VERDICTS[proof.verdict];
  const verdict = paint([style, 'bold'], `${mark} ${word}${proof.apprec ? ` (${proof.apprec})` : ''}`);
  const kind = [proof.type, proof.version].filter((each) => each !== null).join(' ');
  const head = [verdict, harmless(proof.file), harmless(kind), paint('dim', harmless(proof.msgId ?? ''))];
  const lines = source === null ? null : source.split(/\r\n|\r|\n/);
  return [
    head.filter((each) => each !== '').join('  '),
    ...proof.findings.flatMap((each) => findingLines(each, lines, paint)),
  ];
}

function findingLines(finding: Finding, source: string[] | null, paint: Paint): string[] {
  const { word, style } = SEVERITIES[finding.severity];
  const place =
    finding.line === null
      ? ''
      : `linje ${finding.line}${finding.column === null ? '' : `:${finding.column}`}`;
  const lines = [
    `  ${paint(style, `${finding.code} ${word}`)}${finding.apprec ? ` ${finding.apprec}` : ''}  ${place}`.trimEnd(),
    `    ${harmless(finding.message)}`,
  ];
  if (finding.path !== null) lines.push(`    ${paint('dim', harmless(finding.path))}`);
  lines.push(...excerpt(finding, source, paint), `    ${paint('dim', `Kilde: ${finding.source}`)}`);
  return lines;
}

/** Columns of the source line that are shown around the place. */
const WIDTH = 90;

function excerpt({ line, column }: Finding, source: string[] | null, paint: Paint): string[] {
  const text = line === null ? undefined : source?.[line - 1];
  if (text === undefined || text.trim() === '') return [];
  const at = Math.min((column ?? 1) - 1, text.length);
  const indent = text.length - text.trimStart().length;
  const start = Math.max(Math.min(indent, at), at - WIDTH / 2);
  const cut = text.slice(start, start + WIDTH);
  const before = `${start > indent ? '…' : ''}${harmless(text.slice(start, at))}`;
  const shown = `${start > indent ? '…' : ''}${harmless(cut)}${start + WIDTH < text.length ? '…' : ''}`;
  const number = String(line);
  return [
    `    ${paint('dim', `${number} │`)} ${shown}`,
    `    ${paint('dim', `${' '.repeat(number.length)} │`)} ${' '.repeat([...before].length)}${paint(['red', 'bold'], '^')}`,
  ];
}

/** The document as text, when there is something in it to point at; a file that is gone meanwhile shows nothing. */
export async function sourceOf(proof: Proof): Promise<string | null> {
  if (proof.file === '-' || !proof.findings.some((finding) => finding.line !== null)) return null;
  try {
    return decode(await readFile(proof.file));
  } catch {
    return null;
  }
}
