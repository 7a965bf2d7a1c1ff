import { readNationalNumber } from '../../messages/identity/national-number.ts';
import type { Patient } from '../../messages/message.ts';
import { child, descend, type Element } from '../../messages/xml/element.ts';
import { isSufficientlyIdentified } from './identification.ts';
import { perMessage } from './per-message.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** The patient's own element, in the head or in the epikrise. */
export function patientElement({ info, root }: RuleContext): Element | null {
  return (
    child(info, 'Patient') ??
    descend(root, 'PatientReport', 'Patient') ??
    descend(root, 'ServRprt', 'Patient') ??
    descend(root, 'ServReq', 'Patient')
  );
}

function aboutPatient(context: RuleContext, isBroken: (patient: Patient) => string | null): Breach[] {
  const element = patientElement(context);
  const patient = context.message.patient;
  if (!element || !patient) return [];
  const where = isBroken(patient);
  if (where === null) return [];
  const part = where === '' ? null : child(element, where);
  return [part ? { element: part } : where === '' ? { element } : { element, missing: where }];
}

/** What the patient's identity number says, when it says anything for certain. */
const derived = perMessage(({ message }): { birthDate: string | null; sex: string | null } => {
  const number = (message.patient?.ids ?? [])
    .filter(({ type }) => type === 'FNR' || type === 'DNR')
    .map(({ id }) => readNationalNumber(id.replace(/\s/g, '')))
    .find((each) => each?.validCheckDigits);
  return { birthDate: number?.birthDate ?? null, sex: number?.sex ?? null };
});

export const patientRules: readonly Rule[] = [
  {
    code: 'MV-1302',
    appliesTo: { kinds: ['msghead', 'epikrise'] },
    check: (context) =>
      aboutPatient(context, (patient) => {
        // Nothing of the name at all is already a matter of E36.
        if (!isSufficientlyIdentified(patient)) return null;
        const nameField = context.message.kind === 'epikrise' ? 'Name' : null;
        if (patient.familyName === null) return nameField ?? 'FamilyName';
        return patient.givenName === null ? (nameField ?? 'GivenName') : null;
      }),
  },
  {
    code: 'MV-1303',
    appliesTo: { kinds: ['msghead', 'epikrise'] },
    check: (context) =>
      aboutPatient(context, (patient) => {
        if (!isSufficientlyIdentified(patient) || patient.ids.length > 0) return null;
        return context.message.kind === 'epikrise' ? 'OffId' : 'Ident';
      }),
  },
  {
    code: 'MV-1304',
    appliesTo: { kinds: ['msghead', 'epikrise'] },
    check: (context) =>
      aboutPatient(context, (patient) => {
        const { birthDate } = derived(context);
        const given = patient.birthDate?.slice(0, 10) ?? null;
        return birthDate !== null && given !== null && birthDate !== given ? 'DateOfBirth' : null;
      }),
  },
  {
    code: 'MV-1305',
    appliesTo: { kinds: ['msghead', 'epikrise'] },
    check: (context) =>
      aboutPatient(context, (patient) => {
        const { sex } = derived(context);
        const given = patient.sex === '1' || patient.sex === '2' ? patient.sex : null;
        return sex !== null && given !== null && sex !== given ? 'Sex' : null;
      }),
  },
  {
    code: 'MV-1306',
    appliesTo: { kinds: ['msghead', 'epikrise'] },
    check: (context) =>
      aboutPatient(context, (patient) => {
        const born = patient.birthDate === null ? Number.NaN : Date.parse(patient.birthDate.slice(0, 10));
        return born > context.now.getTime() + 24 * 60 * 60 * 1000 ? 'DateOfBirth' : null;
      }),
  },
];
