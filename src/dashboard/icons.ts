import type { IconName } from './models/state-tag.ts';

/** Outlines in a box of 24 × 24. They repeat what a word beside them says, so they are hidden from screen readers. */
const outlines: Record<IconName, string> = {
  check: 'M5 13l4 4L19 7',
  'double-check': 'M1.5 13l4 4L15 7M11 15.5l1.5 1.5L22 7',
  cross: 'M6 6l12 12M18 6L6 18',
  question: 'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.4-1.7 2.7M12 18.5v.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2',
  pause: 'M8.5 5v14M15.5 5v14',
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  alert: 'M12 3.5L2 20.5h20zM12 10v4.5M12 17.5v.01',
  back: 'M15 5l-7 7 7 7',
  choices:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  return: 'M9 5.5L4 10.5l5 5M4 10.5h10.5a5 5 0 0 1 5 5V19',
};

/** Markup of an icon in the colour of the text around it. */
export function icon(name: IconName): string {
  return `<svg class="mv-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${outlines[name]}"></path></svg>`;
}
