import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours a text for a terminal; plain where the stream is no terminal or NO_COLOR is set. */
export type Paint = (style: Style, text: string) => string;

export function painter(stream: NodeJS.WriteStream): Paint {
  const colours = stream.isTTY === true && !process.env.NO_COLOR;
  return (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text);
}

/**
 * Text from a message, made harmless for a terminal: control characters (which can move the cursor,
 * rename the window or hide text) become visible dots.
 */
export function harmless(text: string): string {
  return text.replace(/\t/g, '  ').replace(/\p{Cc}|\p{Cf}|\u2028|\u2029/gu, '·');
}

/** A line break, or a colour code such as `painter` writes. */
const OURS = new RegExp(`(\\n|${String.fromCharCode(27)}\\[\\d+(?:;\\d+)*m)`);

/** The same for several lines that are painted already: colour codes are ours, and stay. */
export function harmlessLines(text: string): string {
  return text
    .split(OURS)
    .map((part, index) => (index % 2 === 1 ? part : harmless(part)))
    .join('');
}

/** Norwegian number, for counts in summaries. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('nb-NO')} ${number === 1 ? one : many}`;
}

/**
 * Writes a line, and waits when whoever reads our output is slower than we are.
 * A reader that goes away (`| head`) ends the command quietly.
 */
export function writeLine(line: string): Promise<void> {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
  return new Promise((resolve) => {
    if (process.stdout.write(`${line}\n`)) resolve();
    else process.stdout.once('drain', resolve);
  });
}
