/**
 * Which documents Meldingsvakt knows: namespace and root element, the standard and its version,
 * and the message types (code list 8279) that may carry it. Facts: HIS 80704, 80415, 80226, 80603.
 */
export interface Standard {
  namespace: string;
  root: string;
  name: string;
  version: string;
  /** `head`: travels inside MsgHead; the others are documents of their own. */
  kind: 'head' | 'apprec' | 'epikrise' | 'henvisning';
  /** MsgInfo/Type values that go with this payload; empty when the type does not say what the payload is. */
  types: readonly string[];
}

const KITH = 'http://www.kith.no/xmlstds';

export const NAMESPACES = {
  msgHead: `${KITH}/msghead/2006-05-24`,
  poKomponent16: `${KITH}/po/poKomponent/2012-04-01`,
  poKomponent15: `${KITH}/po/poKomponent/2009-06-30`,
  felleskomponent: `${KITH}/felleskomponent1`,
  base64: `${KITH}/base64container`,
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  xhtml: 'http://www.w3.org/1999/xhtml',
} as const;

const LOGISTIKK = ['LOG_INNLAGT', 'LOG_UTSKRIVNINGSKLAR', 'LOG_AVMELDING', 'LOG_UTSKREVET', 'LOG_DOD'];
const DIALOG = ['DIALOG_FORESPORSEL', 'DIALOG_SVAR', 'DIALOG_AVVIK', 'DIALOG_NOTAT'];
const DIALOG_11 = [
  ...DIALOG,
  'DIALOG_HELSEFAGLIG',
  'DIALOG_STATUS_HENVISNING',
  'DIALOG_OVERFORING_JOURNAL',
  'DIALOG_TIL_ARKIVERING',
];

function plo(version: '1.6' | '1.5', folder: string, root: string, types: readonly string[]): Standard {
  const date = version === '1.6' ? '2012-04-01' : '2009-06-30';
  return { namespace: `${KITH}/po/${folder}/${date}`, root, name: 'PLO', version, kind: 'head', types };
}

function both(folder: string, root: string, types: readonly string[], older = folder): Standard[] {
  return [plo('1.6', folder, root, types), plo('1.5', older, root, types)];
}

export const STANDARDS: readonly Standard[] = [
  ...both('Pasientlogistikk', 'Pasientlogistikk', LOGISTIKK),
  ...both('Innleggelsesrapport', 'Innleggelsesrapport', ['INNLEGGELSESRAPPORT']),
  ...both('HelseopplysningerVedSoknad', 'HelseopplysningerVedSoknad', ['HELSEOPPL_SOKNAD']),
  ...both('TverrfagligEpikrise', 'TverrfagligEpikrise', ['UTSKRIVNINGSRAPPORT']),
  ...both('HelseopplysningerTilLege', 'Konsultasjon', ['HELSEOPPLYSNINGER_LEGE'], 'Konsultasjon'),
  ...both('OrienteringOmTjenestetilbud', 'OrienteringOmTjenestetilbud', ['ORIENTERING_TJENESTETILBUD']),
  ...both(
    'MedisinskeOpplysninger',
    'OverforingMedisinskeOpplysninger',
    ['MEDISINSKE_OPPLYSNINGER'],
    'OverforingMedisinskeOpplysninger',
  ),
  plo('1.5', 'MeldingFravar', 'MeldingFravar', ['FRAVARSMELDING']),
  {
    namespace: `${KITH}/dialog/2006-10-11`,
    root: 'Dialogmelding',
    name: 'Dialogmelding',
    version: '1.0',
    kind: 'head',
    types: DIALOG,
  },
  {
    namespace: `${KITH}/dialog/2013-01-23`,
    root: 'Dialogmelding',
    name: 'Dialogmelding',
    version: '1.1',
    kind: 'head',
    types: DIALOG_11,
  },
  {
    namespace: 'http://ehelse.no/xmlstds/henvisning/2017-11-30',
    root: 'Henvisning',
    name: 'Henvisning',
    version: '2.0',
    kind: 'head',
    types: ['HENVISNING', 'HENVISNING_NYTILSTAND', 'HENVISNING_VIDERE'],
  },
  {
    namespace: `${KITH}/apprec/2012-02-15`,
    root: 'AppRec',
    name: 'AppRec',
    version: '1.1',
    kind: 'apprec',
    types: ['APPREC'],
  },
  {
    namespace: `${KITH}/apprec/2004-11-21`,
    root: 'AppRec',
    name: 'AppRec',
    version: '1.0',
    kind: 'apprec',
    types: ['APPREC'],
  },
  {
    namespace: `${KITH}/epikrise/2012-02-15`,
    root: 'Message',
    name: 'Epikrise',
    version: '1.2',
    kind: 'epikrise',
    types: ['EPIKRISE', 'FODSELS_EPIKRISE', 'TVERRFAGLIG_EPIKRISE'],
  },
  {
    namespace: `${KITH}/epikrise/2006-09-23`,
    root: 'Message',
    name: 'Epikrise',
    version: '1.1',
    kind: 'epikrise',
    types: ['EPIKRISE', 'FODSELS_EPIKRISE', 'TVERRFAGLIG_EPIKRISE'],
  },
  {
    namespace: `${KITH}/henvisning/2012-02-15`,
    root: 'Message',
    name: 'Henvisning',
    version: '1.1',
    kind: 'henvisning',
    types: ['HENVISNING'],
  },
  {
    namespace: `${KITH}/henvisning/2005-07-08`,
    root: 'Message',
    name: 'Henvisning',
    version: '1.0',
    kind: 'henvisning',
    types: ['HENVISNING'],
  },
];

const byName = new Map(STANDARDS.map((standard) => [`{${standard.namespace}}${standard.root}`, standard]));

/** The standard that a root element belongs to, or `null` when Meldingsvakt does not know it. */
export function standardOf(element: { namespace: string; name: string }): Standard | null {
  return byName.get(`{${element.namespace}}${element.name}`) ?? null;
}

/** PLO 2.0 was withdrawn on 15 October 2018, but its schemas are still in circulation. */
export function isWithdrawnPlo2(namespace: string): boolean {
  return namespace.startsWith('http://ehelse.no/xmlstds/po/');
}
