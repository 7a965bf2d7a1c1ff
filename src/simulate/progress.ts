import type { PlayEvent } from './play/play.ts';

/** One line that tells how far a play has come. */
export interface Progress {
  seen(event: PlayEvent): void;
  /** Takes the line away. */
  end(): void;
}

/** How often the line is written: always the same line on a terminal, a new one elsewhere. */
const everyMs = { terminal: 250, file: 10_000 };

export function startProgress(stream: NodeJS.WriteStream, planned: number): Progress {
  const began = performance.now();
  let messages = 0;
  let receipts = 0;
  let latest = '';

  function line(): string {
    const seconds = Math.max((performance.now() - began) / 1000, 0.1);
    const rate = ((messages + receipts) / seconds).toFixed(1).replace('.', ',');
    return `${localText(latest)}  ${messages} av ${planned} meldinger, ${receipts} kvitteringer, ${rate} i sekundet`;
  }

  function write(): void {
    if (latest === '') return;
    stream.write(stream.isTTY ? `\r\x1b[K${line()}` : `${line()}\n`);
  }

  const timer = setInterval(write, stream.isTTY ? everyMs.terminal : everyMs.file);
  timer.unref();
  return {
    seen(event) {
      if (event.kind === 'receipt') receipts += 1;
      else messages += 1;
      if (event.outcome.planned.at > latest) latest = event.outcome.planned.at;
    },
    end() {
      clearInterval(timer);
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}

/** `21.11.2026 14.05`, as the clock on the wall shows. */
function localText(instant: string): string {
  const { day, month, year, hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Oslo');
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(day)}.${two(month)}.${year} ${two(hour)}.${two(minute)}`;
}
