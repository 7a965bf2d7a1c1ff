import { NAMESPACES } from '../standards.ts';
import { type BuildHead, buildMsgHead, ident } from './head.ts';
import { coded, el, leaf, type Node } from './xml.ts';

export type LogistikkType =
  | 'LOG_INNLAGT'
  | 'LOG_UTSKRIVNINGSKLAR'
  | 'LOG_AVMELDING'
  | 'LOG_UTSKREVET'
  | 'LOG_DOD';

/** Hendelseskode, list 9121. */
export type HendelseCode = '1' | '2' | '3' | '4' | '13';

export interface BuildEvent {
  code: HendelseCode;
  /** Date, or date and time, as it shall be written. */
  at: string;
  /** Default: only the time of being ready for discharge (3) is an estimate. */
  estimate?: boolean;
  description?: string;
}

export interface BuildResponsible {
  familyName: string;
  givenName: string;
  hpr: number;
  /** 9060 */
  category?: 'SP' | 'LE' | 'VP' | 'JO' | 'HF';
  phone?: string;
}

export interface BuildPasientlogistikk extends BuildHead {
  type: LogistikkType;
  version?: '1.6' | '1.5';
  events: BuildEvent[];
  /** 7309: new, changed, addition, cancelled. */
  status?: 'N' | 'M' | 'A' | 'C';
  /** The unit that may be called, with its phone. */
  unit?: { name: string; her: number; phone: string };
  responsible?: BuildResponsible;
  /** 8408, for LOG_UTSKREVET. */
  dischargedTo?: string;
}

const EVENT_NAMES: Readonly<Record<HendelseCode, string>> = {
  1: 'Pasient innlagt',
  2: 'Pasient utskrevet',
  3: 'Pasient utskrivningsklar',
  4: 'Avmelding av utskrivningsklar pasient',
  13: 'Pasienten er død',
};

export const STATUS_NAMES = { N: 'Ny', M: 'Endring', A: 'Tillegg', C: 'Kansellering' } as const;

const PLACE_NAMES: Readonly<Record<string, string>> = {
  1: 'Bosted/arbeidssted',
  11: 'Sykehjem/aldershjem/helsehus',
  3: 'Annen helseinstitusjon innen spesialisthelsetjenesten',
};

const CATEGORY_NAMES = {
  SP: 'Sykepleier',
  LE: 'Lege',
  VP: 'Vernepleier',
  JO: 'Jordmor',
  HF: 'Helsefagarbeider',
} as const;

const CHOICE: Readonly<Record<LogistikkType, string>> = {
  LOG_INNLAGT: 'MeldingInnlagtPasient',
  LOG_UTSKRIVNINGSKLAR: 'MeldingUtskrivningsklarPasient',
  LOG_AVMELDING: 'AvmeldingUtskrivningsklarPasient',
  LOG_UTSKREVET: 'MeldingOmUtskrevetPasient',
  LOG_DOD: 'OrienteringOmDod',
};

/**
 * One of the five Pasientlogistikk messages (HIS 1149), with what the profile asks for.
 * The unit and the responsible person get a plain default, since the profile never does without them.
 * @returns UTF-8 bytes
 */
export function buildPasientlogistikk(input: BuildPasientlogistikk): Uint8Array {
  const date = input.version === '1.5' ? '2009-06-30' : '2012-04-01';
  const status = input.status ?? 'N';
  const unit = input.unit ?? { ...input.sender.service, phone: '73000000' };
  const responsible = input.responsible ?? { familyName: 'Vaktsen', givenName: 'Vigdis', hpr: 9_876_543 };
  const payload = el(
    'pl:Pasientlogistikk',
    {
      'xmlns:pl': `http://www.kith.no/xmlstds/po/Pasientlogistikk/${date}`,
      xmlns: input.version === '1.5' ? NAMESPACES.poKomponent15 : NAMESPACES.poKomponent16,
      'xmlns:fk1': NAMESPACES.felleskomponent,
    },
    el('InformasjonOmForsendelsen', {}, coded('Forsendelsesstatus', status, STATUS_NAMES[status])),
    contactUnit(unit),
    responsiblePerson(responsible),
    el(
      `pl:${CHOICE[input.type]}`,
      {},
      input.type === 'LOG_UTSKREVET' && dischargedTo(input.dischargedTo ?? '1'),
      input.events.map(eventNode),
    ),
  );
  return buildMsgHead(input.type, input, payload);
}

export function eventNode({ code, at, estimate, description }: BuildEvent): Node {
  return el(
    'TidsfestetHendelse',
    {},
    coded('Hendelsekode', code, EVENT_NAMES[code], 9121),
    leaf('BeskrivelseAvHendelse', description),
    el('TidspunktForHendelse', { V: at }),
    el('Anslag', {}, String(estimate ?? code === '3')),
  );
}

function dischargedTo(place: string): Node {
  return el(
    'UtskrevetTil',
    {},
    coded('Uttilstand', '1', 'Som levende', 8431),
    coded('UtTil', place, PLACE_NAMES[place] ?? null, 8408),
  );
}

/** TilknyttetEnhet: the unit to call (HITS 1174 chapter 5). */
export function contactUnit({ name, her, phone }: { name: string; her: number; phone: string }): Node {
  return el(
    'TilknyttetEnhet',
    {},
    el(
      'Kontaktenhet',
      {},
      el('fk1:OrganisationName', {}, name),
      ident(her, 'HER', 9051, 'fk1:'),
      telephone(phone),
    ),
  );
}

/** AnsvarForRapport: who answers for what the message says. */
export function responsiblePerson(person: BuildResponsible): Node {
  const category = person.category ?? 'SP';
  return el(
    'AnsvarForRapport',
    {},
    el(
      'AnsvarligRapport',
      {},
      coded('fk1:TypeHealthcareProfessional', category, CATEGORY_NAMES[category]),
      coded('fk1:RoleToPatient', '9', 'Primærkontakt', 9034),
      el('fk1:FamilyName', {}, person.familyName),
      el('fk1:GivenName', {}, person.givenName),
      ident(person.hpr, 'HPR', 8116, 'fk1:'),
      person.phone ? telephone(person.phone) : null,
    ),
  );
}

function telephone(number: string): Node {
  return el(
    'fk1:TeleCom',
    {},
    coded('fk1:TypeTelecom', 'WP', 'Arbeidsplass'),
    el('fk1:TeleAddress', { V: `tel:${number}` }),
  );
}
