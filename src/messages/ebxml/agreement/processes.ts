import { STANDARDS } from '../../standards.ts';
import { type ActionBinding, type Channel, DEFAULT_TERMS } from './agreement.ts';

/**
 * Which Service, Action and Role an exchange without a CPA may have. `{type}` stands for a message type
 * (code list 8279). Values are configuration: an installation may give its own list.
 */
export interface ProcessRules {
  patterns: readonly ProcessPattern[];
  types: readonly string[];
}

export interface ProcessPattern {
  service: string;
  action: string;
  senderRole: string;
  receiverRole: string;
}

/**
 * The pattern of HIS 80704:2014 appendix D, and the older `<TYPE>-S` of the first examples to HIS 1037.
 * An AppRec travels back under the same Service with the roles exchanged.
 */
export const DEFAULT_PROCESSES: ProcessRules = {
  patterns: ['S-{type}', '{type}-S'].flatMap((service) => [
    { service, action: '{type}', senderRole: '{type}sender', receiverRole: '{type}receiver' },
    { service, action: 'APPREC', senderRole: '{type}receiver', receiverRole: '{type}sender' },
  ]),
  types: [...new Set(STANDARDS.flatMap((standard) => standard.types))].filter((type) => type !== 'APPREC'),
};

/** What a message of that type is called when we send it without a CPA: the first pattern that fits. */
export function processFor(
  type: string,
  rules: ProcessRules = DEFAULT_PROCESSES,
): { service: string; action: string; senderRole: string; receiverRole: string } | null {
  const pattern = rules.patterns.find((each) => each.action === '{type}');
  if (!pattern || !rules.types.includes(type)) return null;
  return fillPattern(pattern, type);
}

const known = new WeakMap<ProcessRules, ActionBinding[]>();

/** The rules written out as bindings, so that a CPA and its absence are decided alike. The list is kept per rule set. */
export function bindingsOf(rules: ProcessRules): ActionBinding[] {
  const ready = known.get(rules);
  if (ready) return ready;
  const bindings = rules.types.flatMap((type) =>
    rules.patterns
      .map((each) => fillPattern(each, type))
      .flatMap(({ senderRole, receiverRole, service, action }) => [
        binding('send', service, action, senderRole),
        binding('receive', service, action, receiverRole),
      ]),
  );
  known.set(rules, bindings);
  return bindings;
}

/** The channel of an exchange without a CPA: the recommendations of HIS 1037. */
export const DEFAULT_CHANNEL: Channel = {
  ...DEFAULT_TERMS,
  transport: null,
  endpoints: [],
  signingCertificate: null,
  encryptionCertificate: null,
};

function fillPattern(pattern: ProcessPattern, type: string): ProcessPattern {
  const fill = (text: string) => text.replaceAll('{type}', type);
  return {
    service: fill(pattern.service),
    action: fill(pattern.action),
    senderRole: fill(pattern.senderRole),
    receiverRole: fill(pattern.receiverRole),
  };
}

function binding(
  direction: 'send' | 'receive',
  service: string,
  action: string,
  role: string,
): ActionBinding {
  return {
    direction,
    service,
    serviceType: null,
    action,
    role,
    nonRepudiation: true,
    nonRepudiationOfReceipt: true,
    confidential: false,
    channel: DEFAULT_CHANNEL,
  };
}
