/** The forms of the short texts in a pack, each with what it looks like: people are shown the look, not the pattern. */
export const PATTERNS = {
  limit: { pattern: '^(0|[1-9][0-9]{0,3}) (min|h|d)$', look: '30 min, 4 h, 7 d' },
  date: { pattern: '^\\d{4}-\\d{2}-\\d{2}$', look: '2021-01-01' },
  yearly: { pattern: '^\\d{2}-\\d{2}$', look: '12-24' },
  timeOfDay: { pattern: '^\\d{2}:\\d{2}$', look: '08:00' },
  rule: { pattern: '^R(-[A-Z0-9ÆØÅ]+)+$', look: 'R-INNL-4T' },
  key: { pattern: '^[a-z0-9_]+$', look: 'uten_tjenester' },
  name: { pattern: '^[a-z0-9-]+$', look: 'hmr-2021' },
  topic: { pattern: '^\\d+/\\d+$', look: '7322/7' },
  year: { pattern: '^20\\d{2}$', look: '2026' },
} as const;

const LOOKS: ReadonlyMap<string, string> = new Map(
  Object.values(PATTERNS).map(({ pattern, look }) => [pattern, look]),
);

/** What a text of a pattern looks like; the pattern itself when nobody has said. */
export function lookOf(pattern: string): string {
  return LOOKS.get(pattern) ?? pattern;
}
