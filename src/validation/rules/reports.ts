import { listNumber } from '../../messages/codes/lists.ts';
import { attribute, child, descend, type Element, text, value } from '../../messages/xml/element.ts';
import type { Breach, Rule, RuleContext } from './rule.ts';

/** The profiles of 2014 belong to version 1.6; those of 2009 leave the headings open. */
const PROFILED = ['1.6'] as const;

/** One kind of content that a profile asks for, and how it is found in the message. */
interface Content {
  name: string;
  present(context: RuleContext): boolean;
}

/** A journal text under a heading of a list: `heading('9142', 'AAI', …)`. */
function heading(list: string, code: string, name: string): Content {
  return {
    name: `${name} (overskrift ${list}/${code})`,
    present: ({ all }) => all('Journaltekst').some((text) => hasHeading(text, list, code)),
  };
}

function hasHeading(journalText: Element, list: string, code: string): boolean {
  const coded = child(journalText, 'Overskriftskode');
  if (value(coded) !== code) return false;
  const oid = attribute(coded, 'S');
  return oid === null || listNumber(oid.trim()) === list;
}

function element(elementName: string, name: string): Content {
  return { name, present: ({ all }) => all(elementName).length > 0 };
}

/** A cancellation carries nothing but that it cancels, and an addition only what is added. */
function isWhole({ message }: RuleContext): boolean {
  return message.status !== 'C' && message.status !== 'A';
}

function needs(code: Rule['code'], type: string, contents: readonly Content[]): Rule {
  return {
    code,
    appliesTo: { types: [type], versions: PROFILED },
    check(context) {
      const { payload } = context;
      if (!payload || !isWhole(context)) return [];
      return contents
        .filter((content) => !content.present(context))
        .map((content): Breach => ({ element: payload, parameters: { content: content.name } }));
    },
  };
}

const NURSING_SUMMARY = heading('9141', '8', 'sykepleiesammenfatning');
const PRACTICAL = heading('9141', '14', 'praktiske opplysninger');
const PROBLEM = heading('9142', 'PROB', 'aktuell problemstilling');

/** HIS 1143–1148: what each report shall hold, where it is relevant. */
export const reportRules: readonly Rule[] = [
  {
    code: 'MV-1430',
    appliesTo: {
      types: ['HELSEOPPL_SOKNAD', 'UTSKRIVNINGSRAPPORT', 'MEDISINSKE_OPPLYSNINGER', 'HELSEOPPLYSNINGER_LEGE'],
      versions: PROFILED,
    },
    check(context) {
      const { payload, message } = context;
      if (!payload || message.contentType?.code || !isWhole(context)) return [];
      const given =
        descend(payload, 'TypeInnholdIMelding', 'TypeInnhold') ??
        context.all('TypeInnholdKonsultasjon').at(-1);
      return [given ? { element: given } : { element: payload, missing: 'TypeInnholdIMelding' }];
    },
  },
  needs('MV-1431', 'HELSEOPPL_SOKNAD', [
    heading('9145', '1', 'pasientens status'),
    heading('9145', '2', 'antatt forløp'),
  ]),
  {
    code: 'MV-1433',
    appliesTo: { types: ['HELSEOPPL_SOKNAD'], versions: PROFILED },
    check(context) {
      const { payload, message } = context;
      if (!payload || !isWhole(context)) return [];
      const expected = message.events.some(
        ({ code, at }) => (code?.code === '2' || code?.code === '3') && at !== null,
      );
      if (expected) return [];
      return [{ element: child(payload, 'OpplysningOpphold') ?? payload }];
    },
  },
  needs('MV-1440', 'INNLEGGELSESRAPPORT', [
    heading('9142', 'AAI', 'årsak til innleggelse'),
    NURSING_SUMMARY,
    PRACTICAL,
    element('KartlagtFunksjon', 'funksjonskartlegging'),
    element('EksisterendeTjeneste', 'tjenester som pasienten mottar'),
    element('Cave', 'kritisk informasjon (cave)'),
    element('Legemiddelinfo', 'legemiddelopplysninger'),
  ]),
  needs('MV-1441', 'UTSKRIVNINGSRAPPORT', [
    PROBLEM,
    heading('9142', 'OP', 'planer for videre oppfølging'),
    NURSING_SUMMARY,
    PRACTICAL,
  ]),
  needs('MV-1442', 'HELSEOPPLYSNINGER_LEGE', [PROBLEM]),
  needs('MV-1443', 'MEDISINSKE_OPPLYSNINGER', [
    PROBLEM,
    heading('9142', 'FU', 'funn og undersøkelsesresultat'),
  ]),
  {
    code: 'MV-1444',
    appliesTo: { types: ['ORIENTERING_TJENESTETILBUD'], versions: PROFILED },
    check(context) {
      if (!isWhole(context)) return [];
      return context.all('EksisterendeTjeneste').flatMap((service) => {
        const named =
          value(child(service, 'IPLOStjenestetype')) ?? text(child(service, 'BetegnelseTjeneste'));
        const gaps = [
          named === null ? 'IPLOStjenestetype' : null,
          text(child(service, 'Startdato')) === null ? 'Startdato' : null,
        ];
        return gaps
          .filter((gap) => gap !== null)
          .map((gap): Breach => ({ element: service, missing: gap, parameters: { field: gap } }));
      });
    },
  },
  {
    code: 'MV-1446',
    appliesTo: { standards: ['PLO'] },
    check: ({ all }) =>
      all('Journaltekst')
        .filter(
          (journalText) =>
            child(journalText, 'Overskriftskode') && text(child(journalText, 'Notat')) === null,
        )
        .map((journalText) => ({ element: journalText, missing: 'Notat' })),
  },
  {
    code: 'MV-1447',
    appliesTo: { types: ['HELSEOPPL_SOKNAD'], versions: PROFILED },
    check({ message, all }) {
      // The first message tells of the admission; what follows must say what it follows.
      if (message.contentType?.code !== '2' || message.conversation !== null) return [];
      const info = all('MsgInfo')[0];
      return info ? [{ element: info, missing: 'ConversationRef' }] : [];
    },
  },
];
