import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';

/** YAML (or JSON, which is YAML too) read with its line numbers kept. */
export interface Written {
  value: unknown;
  /** Faults of the YAML itself: bad indentation, a key written twice. */
  problems: (Problem & { line: number | null })[];
  /** The line on which a path stands, or the nearest thing around it; 1-based. */
  lineOf(path: string): number | null;
}

function lineIn(document: Document, lines: LineCounter, path: string): number | null {
  for (let keys = path === '' ? [] : path.split('/'); ; keys = keys.slice(0, -1)) {
    const node = document.getIn(
      keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    );
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    if (keys.length === 0) return null;
  }
}

/** @param text the file's content; never throws */
export function readYaml(text: string): Written {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: string) => lineIn(document, lines, path);
  const problems = document.errors.map((error) => said(error.message, lines.linePos(error.pos[0]).line));
  if (problems.length > 0) return { value: undefined, problems, lineOf };
  try {
    return { value: document.toJS(), problems, lineOf };
  } catch (error) {
    // Aliases that lead nowhere, or to so much that it would fill the memory.
    return {
      value: undefined,
      problems: [said(error instanceof Error ? error.message : String(error), null)],
      lineOf,
    };
  }
}

/** The reader's own words (English); only the first line is meant for people. */
function said(message: string, line: number | null): Written['problems'][number] {
  const [text = message] = message.split('\n');
  return { path: '', line, text: { nb: text, nn: text, en: text } };
}
