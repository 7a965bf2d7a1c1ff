import type { Message } from '../messages/message.ts';
import type { Finding, Verdict } from './finding.ts';

/** The result of reading and proving one document. Pure data; safe to pass between threads. */
export interface Validation {
  verdict: Verdict;
  /** Best knowledge of the type, also for a rejected message; `null` when unreadable. */
  type: string | null;
  version: string | null;
  msgId: string | null;
  /** The AppRec error code that a negative receipt would carry; `null` unless rejected. */
  apprec: string | null;
  findings: Finding[];
  /** What the message says; `null` when it could not be read at all. A schema-invalid message is read as far as possible. */
  message: Message | null;
}

export interface ValidateOptions {
  /** The instant against which times in the message are judged. */
  now: Date;
}

/** Compiled schemas and rules. Synchronous and reentrant; one instance serves a whole process. */
export interface Validator {
  /**
   * Reads and proves one document.
   * @param bytes the file exactly as received
   * @returns all findings, never only the first; never throws on bad input
   */
  validate(bytes: Uint8Array, options: ValidateOptions): Validation;
  /** Frees the compiled schemas. */
  dispose(): void;
}

export interface ValidatorSettings {
  /** A folder in the layout of the official XSD archive, instead of the built-in schemas. */
  schemas?: string;
  /** Production mode flags test identities; default `true`. */
  production?: boolean;
}
