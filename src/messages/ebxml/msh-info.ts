import type { Description } from './envelope.ts';

/** Which systems made a message, as HITS 1210 puts it into eb:Description. */
export interface MshInfo {
  mshSystem: string;
  mshVersion: string;
  system: string | null;
  systemVersion: string | null;
}

/**
 * Finds the JSON of HITS 1210 among the descriptions. The ministry's own example has a comma too many,
 * so one before a closing bracket is let through.
 * @returns `null` when it is not there or lacks one of the two required fields
 */
export function readMshInfo(descriptions: readonly Description[]): MshInfo | null {
  for (const { text } of descriptions) {
    const fields = parse(text);
    const mshSystem = field(fields, 'MSH-system');
    const mshVersion = field(fields, 'MSH-versjon');
    if (mshSystem && mshVersion) {
      return {
        mshSystem,
        mshVersion,
        system: field(fields, 'fagsystem'),
        systemVersion: field(fields, 'fagsystem-versjon'),
      };
    }
  }
  return null;
}

/** Reads one description as JSON; `null` when it is none. */
export function parse(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{') || text.length > 10_000) return null;
  try {
    const value: unknown = JSON.parse(text.replace(/,(\s*\})$/, '$1'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A field that is a text with something in it. */
export function field(fields: Record<string, unknown> | null, name: string): string | null {
  const value = fields?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Writes the JSON of HITS 1210. */
export function writeMshInfo(info: MshInfo): string {
  return JSON.stringify({
    'MSH-system': info.mshSystem,
    'MSH-versjon': info.mshVersion,
    ...(info.system ? { fagsystem: info.system } : {}),
    ...(info.systemVersion ? { 'fagsystem-versjon': info.systemVersion } : {}),
  });
}
