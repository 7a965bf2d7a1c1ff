import type { Text } from '../validation/catalogue/definition.ts';

/** Who must do something about a failure. */
export const actors = {
  partner: {
    nb: 'Partnerens kontaktpunkt',
    nn: 'Kontaktpunktet til partnaren',
    en: "The partner's contact point",
  },
  sender: {
    nb: 'Avsenderens kontaktpunkt',
    nn: 'Kontaktpunktet til avsendaren',
    en: "The sender's contact point",
  },
  self: {
    nb: 'Meldingsansvarlig hos oss',
    nn: 'Meldingsansvarleg hos oss',
    en: 'The person responsible for messages here',
  },
} as const satisfies Record<string, Text>;

export type Actor = keyof typeof actors;

/** What kind of failure a finding code is when it shows up in the list of failures. */
export interface FailureKind {
  actor: Actor;
  /** The name under which people who watch messages know this kind (F01–F30). */
  fault: string;
}

const kinds: Readonly<Record<string, FailureKind>> = {
  'MV-3001': { actor: 'self', fault: 'F10' },
  'MV-3002': { actor: 'self', fault: 'F10' },
  'MV-3003': { actor: 'sender', fault: 'F08' },
  'MV-3101': { actor: 'partner', fault: 'F01' },
  'MV-3102': { actor: 'partner', fault: 'F01' },
  'MV-3103': { actor: 'partner', fault: 'F01' },
  'MV-3104': { actor: 'partner', fault: 'F02' },
  'MV-3105': { actor: 'partner', fault: 'F01' },
  'MV-3106': { actor: 'self', fault: 'F10' },
  'MV-3107': { actor: 'self', fault: 'F13' },
  'MV-3108': { actor: 'partner', fault: 'F01' },
  'MV-3109': { actor: 'partner', fault: 'F02' },
  'MV-3110': { actor: 'self', fault: 'F10' },
  'MV-3301': { actor: 'partner', fault: 'F03' },
  'MV-3302': { actor: 'partner', fault: 'F03' },
  'MV-3303': { actor: 'sender', fault: 'F03' },
  'MV-3304': { actor: 'sender', fault: 'F04' },
  'MV-3305': { actor: 'partner', fault: 'F05' },
  'MV-3306': { actor: 'partner', fault: 'F06' },
  'MV-3307': { actor: 'partner', fault: 'F07' },
};

/** A code without an entry is a finding about the message itself, which its sender must correct (F12). */
export function kindOf(code: string): FailureKind {
  return kinds[code] ?? { actor: 'sender', fault: 'F12' };
}
