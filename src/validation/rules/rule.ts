import type { Message } from '../../messages/message.ts';
import type { Standard } from '../../messages/standards.ts';
import type { Element } from '../../messages/xml/element.ts';
import type { Encoding } from '../../messages/xml/encoding.ts';
import type { Target } from '../places.ts';

/** Everything a rule may look at. */
export interface RuleContext {
  root: Element;
  /** Every element of the document, in document order. */
  elements: readonly Element[];
  message: Message;
  /** The standard of the payload (or of the root, for documents without a hodemelding); `null` when unknown. */
  standard: Standard | null;
  /** Professional content of a hodemelding; the root itself for AppRec, epikrise and henvisning 1.x. */
  payload: Element | null;
  /** MsgHead/MsgInfo; `null` for documents without a hodemelding. */
  info: Element | null;
  /** The instant that times in the message are judged against. */
  now: Date;
  production: boolean;
  encoding: Encoding;
  /** Bytes of the document as received. */
  size: number;
  /** Every element of the document with this local name, in document order. */
  all(name: string): readonly Element[];
}

/** One place where the rule is broken; parameters fill the catalogue's text and never hold a patient's values. */
export interface Breach extends Target {
  parameters?: Record<string, string | number>;
}

/** Which messages a rule concerns; every condition given must hold. */
export interface Scope {
  kinds?: readonly Message['kind'][];
  /** MsgInfo/Type codes (8279). */
  types?: readonly string[];
  standards?: readonly string[];
  versions?: readonly string[];
}

/**
 * One rule of a standard or profile. What it says, how grave it is, whether it rejects and where it is
 * written stands in the catalogue under the same code; this is only when it is broken.
 */
export interface Rule {
  code: `MV-${number}`;
  appliesTo: Scope;
  check(context: RuleContext): Breach[];
}

export function applies(scope: Scope, { message, standard }: RuleContext): boolean {
  if (scope.kinds && !scope.kinds.includes(message.kind)) return false;
  if (scope.types && !scope.types.includes(message.type)) return false;
  if (scope.standards && !(standard && scope.standards.includes(standard.name))) return false;
  if (scope.versions && !(standard && scope.versions.includes(standard.version))) return false;
  return true;
}
