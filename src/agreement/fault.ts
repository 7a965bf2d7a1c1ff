import type { Language, Text } from './text.ts';

/** Why a deadline, a time or a pack could not be made out. */
export type FaultCode =
  | 'unknown-rule'
  | 'unknown-pack'
  | 'rule-without-clock'
  | 'unreadable-time'
  | 'time-of-day-missing'
  | 'time-out-of-range'
  | 'no-open-day'
  | 'unreadable-request'
  | 'unreadable-options'
  | 'unreadable-pack';

/**
 * A fault in what was asked, told in three languages. `message` is the bokmål text.
 * Carries only what the caller wrote about rules, times and packs; never anything about a patient.
 */
export class AgreementFault extends Error {
  override readonly name = 'AgreementFault';
  readonly code: FaultCode;
  readonly texts: Text;

  constructor(code: FaultCode, texts: Text) {
    super(texts.nb);
    this.code = code;
    this.texts = texts;
  }

  /** The text in one of the three languages. */
  in(language: Language): string {
    return this.texts[language];
  }
}

/** What somebody wrote, short enough and plain enough to be shown back to them. */
export function quote(written: string): string {
  const plain = written.replace(/\p{C}/gu, '�');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}
