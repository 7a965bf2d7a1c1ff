import { coded, el, leaf, type Node } from './xml.ts';

/** Namespaces of the EPJ components, declared on the payload's root. */
export const EPJ_NAMESPACES = {
  'xmlns:epj1': 'http://www.kith.no/xmlstds/epj/epj1/2008-02-20',
  'xmlns:epj2': 'http://www.kith.no/xmlstds/epj/epj2/2008-02-20',
  'xmlns:epj3': 'http://www.kith.no/xmlstds/epj/epj3/2008-02-20',
  'xmlns:m1': 'http://www.kith.no/xmlstds/epj/meta/2008-02-20',
} as const;

/** Journaltekst: a heading of list 9141, 9142 or 9145, and what is written under it. */
export interface BuildText {
  list: 9141 | 9142 | 9145;
  code: string;
  name: string;
  text: string;
}

export interface BuildMedicine {
  name: string;
  dose: string;
  strength?: { value: string; unit: string };
  /** 9101: `1` regularly, `3` when needed. */
  use?: '1' | '2' | '3';
}

/** What the EPJ components carry as metadata; the id is any that is unique in the message. */
function meta(category: string, type: string, id: string): Record<string, string> {
  return {
    'm1:informasjonskategori': category,
    'm1:komponenttype': `2.16.578.1.12.4.1.6.${type}`,
    'm1:basiskomponenttype': type.startsWith('14') ? 'EPJ sak' : 'EPJ dokument',
    komponentID: id,
  };
}

export function journalText({ list, code, name, text }: BuildText): Node {
  return el(
    'epj2:Journaltekst',
    {},
    coded('epj2:Overskriftskode', code, name, list),
    el('epj2:Notat', {}, text),
  );
}

/** Medical texts in one journal note, with cave in front of them. */
export function medicalInformation(
  texts: readonly BuildText[],
  cave: readonly string[],
  id: string,
): Node | null {
  if (texts.length === 0 && cave.length === 0) return null;
  return el(
    'MedisinskfagligeOpplysninger',
    {},
    cave.length > 0
      ? el(
          'epj1:Cave',
          meta('Cave/allergier', '14.50001.0', `${id}-cave`),
          el(
            'epj1:SakshodeCave',
            meta('Cave/allergier', '13.10028.0', `${id}-sak`),
            cave.map((each) => el('epj1:StikkordCave', {}, el('epj1:CaveStikkord', {}, each))),
          ),
        )
      : null,
    texts.length > 0
      ? el(
          'epj2:GenereltJournalnotat',
          meta('Andre notater', '13.11009.0', `${id}-notat`),
          texts.map(journalText),
        )
      : null,
  );
}

/** Nursing documentation. */
export function nursingInformation(texts: readonly BuildText[]): Node | null {
  if (texts.length === 0) return null;
  return el('Sykepleierdokumentasjon', {}, el('InfoFraSykepleier', {}, texts.map(journalText)));
}

export function medicine({ name, dose, strength, use }: BuildMedicine, id: string): Node {
  return el(
    'epj3:Legemiddelinfo',
    meta('Legemidler', '13.10301.0', id),
    el(
      'epj3:ForenkletForskrivning',
      {},
      coded('epj3:InngaarIMultidose', '1', 'Legemiddeldosering inngår ikke i en multidose'),
      el(
        'epj3:Forskrivningsinfo',
        {},
        el('epj3:DosVeiledEnkel', {}, dose),
        el('epj3:Navn', {}, name),
        strength && el('epj3:Styrke', { V: strength.value, U: strength.unit }),
        use && coded('epj3:Bruk', use, { 1: 'Fast', 2: 'Kur', 3: 'Ved behov' }[use]),
      ),
    ),
  );
}

export function diagnosis({ code, name }: { code: string; name: string }): Node {
  return el(
    'InfoMedisinskDiagnose',
    {},
    el('MedisinskDiagnose', {}, leaf('Hoveddiagnose', 'true'), coded('Diagnosekode', code, name, 7110)),
  );
}
