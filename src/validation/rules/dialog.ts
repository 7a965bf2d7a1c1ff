import { fullText } from '../../messages/read/msghead.ts';
import { child, children, descend, type Element, select, text, value } from '../../messages/xml/element.ts';
import { hasName, hasPhone } from './contact.ts';
import type { Rule, RuleContext } from './rule.ts';

function notes({ payload }: RuleContext): Element[] {
  return payload?.name === 'Dialogmelding' ? children(payload, 'Notat') : [];
}

function people(context: RuleContext): Element[] {
  return notes(context).flatMap((note) => select(note, 'RollerRelatertNotat', 'HealthcareProfessional'));
}

function phones(context: RuleContext): boolean {
  const units = notes(context).flatMap((note) =>
    select(note, 'RollerRelatertNotat', 'TilknyttetEnhet', 'Kontaktenhet'),
  );
  return [...people(context), ...units].some(hasPhone);
}

/** HIS 1151, 1152 and 1077. */
export const dialogRules: readonly Rule[] = [
  {
    code: 'MV-1450',
    appliesTo: { types: ['DIALOG_FORESPORSEL'] },
    check: ({ payload }) =>
      payload?.name === 'Dialogmelding' && child(payload, 'Foresporsel') === null
        ? [{ element: payload, missing: 'Foresporsel' }]
        : [],
  },
  {
    code: 'MV-1451',
    appliesTo: { types: ['DIALOG_SVAR', 'DIALOG_AVVIK', 'DIALOG_HELSEFAGLIG', 'DIALOG_STATUS_HENVISNING'] },
    check: ({ payload }) =>
      payload?.name === 'Dialogmelding' && child(payload, 'Notat') === null
        ? [{ element: payload, missing: 'Notat' }]
        : [],
  },
  {
    code: 'MV-1452',
    appliesTo: { types: ['DIALOG_AVVIK', 'DIALOG_HELSEFAGLIG'] },
    check: (context) =>
      notes(context).flatMap((note) => {
        const content = child(note, 'TekstNotatInnhold');
        if (content && fullText(content) !== '') return [];
        return [content ? { element: content } : { element: note, missing: 'TekstNotatInnhold' }];
      }),
  },
  {
    code: 'MV-1453',
    appliesTo: { types: ['DIALOG_HELSEFAGLIG'] },
    check: (context) =>
      notes(context)
        .filter((note) => text(child(note, 'Tema')) === null)
        .map((element) => ({ element, missing: 'Tema' })),
  },
  {
    code: 'MV-1454',
    appliesTo: { types: ['DIALOG_HELSEFAGLIG'] },
    check(context) {
      const [note] = notes(context);
      if (!note || (people(context).some(hasName) && phones(context))) return [];
      return [{ element: note, missing: 'RollerRelatertNotat' }];
    },
  },
  {
    code: 'MV-1456',
    appliesTo: { types: ['DIALOG_HELSEFAGLIG'] },
    check(context) {
      const { message } = context;
      const [note] = notes(context);
      // Asked for only when a dialogue is opened with a general question about a patient (7322/6).
      if (!note || message.conversation !== null || message.dialog?.topic?.code !== '6') return [];
      const contact = select(note, 'RollerRelatertNotat').some(
        (role) =>
          value(child(role, 'RoleToPatient')) === '24' &&
          value(descend(role, 'HealthcareProfessional', 'TypeHealthcareProfessional')) !== null,
      );
      return contact ? [] : [{ element: note, missing: 'RollerRelatertNotat' }];
    },
  },
  {
    code: 'MV-1457',
    appliesTo: { types: ['DIALOG_FORESPORSEL'] },
    check: ({ payload }) =>
      children(payload, 'Foresporsel').flatMap((question) => {
        const asked = child(question, 'Sporsmal');
        return asked && fullText(asked) !== '' ? [] : [{ element: question, missing: 'Sporsmal' }];
      }),
  },
];
