import type { Message, Patient } from '../../messages/message.ts';
import { child, value } from '../../messages/xml/element.ts';
import type { Rule, RuleContext } from './rule.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID in its usual written form, upper or lower case. */
export function isUuid(text: string | null): boolean {
  return text !== null && UUID.test(text);
}

/**
 * The four ways of identifying a patient well enough to receive a message (HIS 80415:2012 3.3.4):
 * a name together with fødselsnummer, D-nummer or felles hjelpenummer, or with birth date and sex.
 * A number of the right length counts; whether its check digits are right is another rule's matter.
 */
export function isSufficientlyIdentified(patient: Patient | null): boolean {
  if (!patient) return false;
  const named = patient.familyName !== null || patient.givenName !== null;
  if (!named) return false;
  const byNumber = patient.ids.some(
    ({ id, type }) =>
      type !== null && IDENTIFYING.has(type.toUpperCase()) && /^\d{11}$/.test(id.replace(/\s/g, '')),
  );
  return byNumber || (patient.birthDate !== null && patient.sex !== null);
}

const IDENTIFYING = new Set(['FNR', 'DNR', 'FHN']);

/** An emergency referral shall be received even when the patient is not sufficiently identified. */
function isEmergencyReferral({ message, all }: RuleContext): boolean {
  if (!message.type.startsWith('HENVISNING')) return false;
  return [...all('Priority'), ...all('Hastegrad')].some((element) => EMERGENCY.has(value(element) ?? ''));
}

/** Urgency 0 (HIS 80415:2012 3.3.4), and the older code for the same (list 7303). */
const EMERGENCY = new Set(['0', 'OHJELP']);

const WITH_PATIENT: readonly Message['kind'][] = ['msghead', 'epikrise'];

export const identificationRules: readonly Rule[] = [
  {
    code: 'MV-1203',
    appliesTo: { kinds: WITH_PATIENT },
    check({ message, info, root }) {
      if (isUuid(message.msgId)) return [];
      const element = child(info ?? root, 'MsgId');
      if (element) return [{ element }];
      return [
        { element: info ?? root, missing: info || message.kind !== 'msghead' ? 'MsgId' : 'MsgInfo/MsgId' },
      ];
    },
  },
  {
    code: 'MV-1301',
    appliesTo: { kinds: WITH_PATIENT },
    check(context) {
      const { message, info, root } = context;
      if (isSufficientlyIdentified(message.patient) || isEmergencyReferral(context)) return [];
      const holder = info ?? child(root, 'ServRprt') ?? child(root, 'ServReq') ?? root;
      const patient = child(holder, 'Patient');
      if (patient) return [{ element: patient }];
      return [
        { element: holder, missing: info || message.kind !== 'msghead' ? 'Patient' : 'MsgInfo/Patient' },
      ];
    },
  },
];
