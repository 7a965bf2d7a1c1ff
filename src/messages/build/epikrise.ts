import type { BuildHead, BuildParty } from './head.ts';
import { coded, el, leaf, type Node, writeXml } from './xml.ts';

/** An epikrise (HIS 80226). It has no hodemelding; `msgId`, `genDate`, parties and patient mean the same as there. */
export interface BuildEpikrise extends Omit<BuildHead, 'conversation' | 'processing' | 'otherReceivers'> {
  version?: '1.2' | '1.1';
  copies?: BuildParty[];
  /** 7309 */
  status?: 'N' | 'M' | 'A' | 'C';
  /** The sender's own reference (ServProvId). */
  reference: string;
  admitted: string;
  discharged?: string;
  approved: string;
  doctor: { name: string; hpr: number };
  referrer?: { name: string; hpr: number };
  diagnoses: { code: string; name: string }[];
  /** Texts under headings of list 8311: FO, VU, OP … */
  comments: { code: string; name: string; text: string }[];
}

const VERSIONS = {
  '1.2': { namespace: 'http://www.kith.no/xmlstds/epikrise/2012-02-15', mig: 'v1.2 2012-02-15' },
  '1.1': { namespace: 'http://www.kith.no/xmlstds/epikrise/2006-09-23', mig: 'v1.1 2006-09-23' },
} as const;

const STATUS_NAMES = { N: 'Ny', M: 'Endring', A: 'Tillegg', C: 'Kansellering' } as const;

/**
 * An epikrise with head, stay, diagnoses and texts.
 * @returns UTF-8 bytes
 */
export function buildEpikrise(input: BuildEpikrise): Uint8Array {
  const { namespace, mig } = VERSIONS[input.version ?? '1.2'];
  const status = input.status ?? 'N';
  return writeXml(
    el(
      'Message',
      { xmlns: namespace },
      input.version === '1.1' ? coded('Type', 'E', 'Epikrise') : coded('Type', 'EPIKRISE', 'Epikrise'),
      el('MIGversion', {}, mig),
      el('GenDate', { V: input.genDate }),
      el('MsgId', {}, input.msgId),
      el(
        'ServRprt',
        {},
        coded('ServType', status, STATUS_NAMES[status]),
        el('IssueDate', { V: input.genDate }),
        el('ApprDate', { V: input.approved }),
        coded('Status', 'F', 'Endelig rapport'),
        el('MsgDescr', {}, 'Sykehusepikrise'),
        el('ServProvId', {}, input.reference),
        status === 'C' ? null : stay(input),
        patient(input),
        el(
          'ServProvider',
          {},
          coded('Role', 'SPR', 'Tjenesteyter'),
          coded('ComMethod', 'EDI', 'EDI'),
          unit(input.sender),
        ),
        (input.copies ?? []).map((copy) => el('CopyDest', {}, unit(copy))),
        el(
          'Requester',
          {},
          coded('Role', 'REQ', 'Rekvirent'),
          coded('ComMethod', 'EDI', 'EDI'),
          unit(input.receiver),
        ),
        el(
          'RelServProvider',
          {},
          coded('Relation', 'AHP', 'Ansvarlig helsepersonell'),
          professional(input.doctor),
        ),
      ),
    ),
  );
}

function stay(input: BuildEpikrise): Node {
  return el(
    'Event',
    {},
    el(
      'ReportedEvent',
      {},
      el('StartDateTime', { V: input.admitted }),
      input.discharged ? el('EndDateTime', { V: input.discharged }) : null,
    ),
    coded('ServType', 'N', 'Ny'),
    // Version 1.1 numbers every event.
    input.version === '1.1' ? el('Id', {}, '1') : null,
    el('Service', {}, coded('AdmCat', '1', 'Heldøgnsopphold')),
    input.diagnoses.map(({ code, name }, index) =>
      el(
        'InfItem',
        {},
        el('Observation', {}, el('CodedDescr', {}, coded('Concept', code, name, 7110))),
        index === 0 ? coded('Type', 'H', 'Hoveddiagnose') : coded('Type', 'B', 'Bidiagnose'),
      ),
    ),
    input.comments.map(({ code, name, text }) =>
      el('Comment', {}, coded('Heading', code, name), el('TextResultValue', {}, text)),
    ),
  );
}

function patient({ patient: person, referrer }: BuildEpikrise): Node {
  const [id] = person?.ids ?? [];
  return el(
    'Patient',
    {},
    person?.sex && coded('Sex', person.sex, null),
    person?.birthDate ? el('DateOfBirth', { V: person.birthDate }) : null,
    person ? leaf('Name', `${person.familyName}, ${person.givenName}`) : null,
    leaf('OffId', id?.id),
    id ? coded('TypeOffId', id.type, null) : null,
    referrer
      ? el('PatRelHCP', {}, coded('Relation', 'HHE', 'Henvisende helsepersonell'), professional(referrer))
      : null,
  );
}

function unit({ her, name, service }: BuildParty): Node {
  return el(
    'HCP',
    {},
    el(
      'Inst',
      {},
      el('Name', {}, name),
      ...herId(her),
      el(
        service.kind === 'person' ? 'HCPerson' : 'Dept',
        {},
        el('Name', {}, service.name),
        ...herId(service.her),
      ),
    ),
  );
}

function professional({ name, hpr }: { name: string; hpr: number }): Node {
  return el(
    'HCP',
    {},
    el('HCProf', {}, el('Name', {}, name), leaf('Id', hpr), coded('TypeId', 'HPR', 'HPR-nummer')),
  );
}

function herId(her: number): (Node | null)[] {
  return [leaf('Id', her), coded('TypeId', 'HER', 'HER-id')];
}
