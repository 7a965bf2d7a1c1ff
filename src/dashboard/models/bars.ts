/** Messages of one hour, and how many of them are in trouble. */
export interface Hour {
  messages: number;
  faults: number;
}

/** SVG paths of a row of bars, one per hour, in a box of `width` × `height`. */
export interface Bars {
  width: number;
  height: number;
  /** The bars; an hour with trouble is drawn in two parts, of which this is the upper. */
  sound: string;
  /** The lower parts: what is in trouble. */
  faulty: string;
  /** A dot on the ground line for each hour without messages, so that silence is seen and not just missing. */
  silent: string;
}

const step = 10;
const barWidth = 8;
const height = 36;
/** A single message among thousands must still be seen. */
const leastHeight = 4;

/**
 * Draws the bars. Heights grow with the square root of the number, so that a quiet partner beside a busy one is not
 * flattened to nothing.
 * @param most the highest number of any hour of any partner; all rows share one scale
 */
export function drawBars(hours: readonly Hour[], most: number): Bars {
  const paths = { sound: '', faulty: '', silent: '' };
  hours.forEach(({ messages, faults }, index) => {
    const x = index * step;
    if (messages === 0) {
      paths.silent += bar(x + 1, height - 2, barWidth - 2, 2);
      return;
    }
    const whole = Math.max(leastHeight, Math.round(height * Math.sqrt(messages / Math.max(most, 1))));
    const part =
      faults === 0 ? 0 : Math.max(leastHeight, Math.round((whole * Math.min(faults, messages)) / messages));
    if (whole > part) paths.sound += bar(x, height - whole, barWidth, whole - part);
    if (part > 0) paths.faulty += bar(x, height - part, barWidth, part);
  });
  return { width: hours.length * step - (step - barWidth), height, ...paths };
}

function bar(x: number, y: number, width: number, tall: number): string {
  return `M${x} ${y}h${width}v${tall}h-${width}z`;
}
