import type { CopyReceiver, Party } from '../message.ts';
import { attribute, child, children, type Element, select, text, value } from '../xml/element.ts';

/** HER-ids are plain numbers without check digits. */
export function toHer(id: string | null): number | null {
  if (id === null || !/^\d{1,9}$/.test(id)) return null;
  return Number(id);
}

/** Identifier of one kind among MsgHead's Ident elements. */
export function identOf(party: Element | null, kind: string): string | null {
  const ident = children(party, 'Ident').find((each) => value(child(each, 'TypeId'))?.toUpperCase() === kind);
  return text(child(ident, 'Id'));
}

/** MsgHead/MsgInfo/Sender, Receiver and the like (HIS 80601, HIS 1153-2). */
export function readHeadParty(holder: Element | null): Party | null {
  const organisation = child(holder, 'Organisation');
  if (!organisation) return null;
  const unit = child(organisation, 'Organisation');
  const person = child(organisation, 'HealthcareProfessional') ?? child(unit, 'HealthcareProfessional');
  return {
    her: toHer(identOf(organisation, 'HER')),
    name: text(child(organisation, 'OrganisationName')),
    service: unit
      ? { her: toHer(identOf(unit, 'HER')), name: text(child(unit, 'OrganisationName')), kind: 'service' }
      : person
        ? { her: toHer(identOf(person, 'HER')), name: personName(person), kind: 'person' }
        : null,
    organisation: identOf(organisation, 'ENH'),
  };
}

/** OtherReceiver: an organisation, or a patient, person or health professional. */
export function readOtherReceiver(holder: Element): CopyReceiver {
  const role = value(child(holder, 'RoleReceiver'));
  const party = readHeadParty(holder);
  if (party) return { ...party, role };
  const person =
    child(holder, 'HealthcareProfessional') ?? child(holder, 'Person') ?? child(holder, 'Patient');
  return {
    her: null,
    name: null,
    organisation: null,
    role,
    service: person ? { her: toHer(identOf(person, 'HER')), name: personName(person), kind: 'person' } : null,
  };
}

/** Given, middle and family name in that order. */
export function personName(person: Element | null): string | null {
  const parts = ['GivenName', 'MiddleName', 'FamilyName']
    .map((name) => text(child(person, name)))
    .filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : null;
}

/** The HCP structure of AppRec, Epikrise and Henvisning (HIS 80415, 80226). */
export function readHcpParty(holder: Element | null): Party | null {
  const hcp = child(holder, 'HCP');
  const institution = child(hcp, 'Inst');
  const professional = child(hcp, 'HCProf');
  if (institution) {
    const department = child(institution, 'Dept');
    const person = child(institution, 'HCPerson');
    const lower = department ?? person;
    return {
      her: toHer(hcpId(institution, 'HER')),
      name: text(child(institution, 'Name')),
      service: lower
        ? {
            her: toHer(hcpId(lower, 'HER')),
            name: text(child(lower, 'Name')),
            kind: department ? 'service' : 'person',
          }
        : null,
      organisation: hcpId(institution, 'ENH'),
    };
  }
  if (!professional) return null;
  return {
    her: null,
    name: null,
    service: {
      her: toHer(hcpId(professional, 'HER')),
      name: text(child(professional, 'Name')),
      kind: 'person',
    },
    organisation: null,
  };
}

function hcpId(party: Element, kind: string): string | null {
  if (value(child(party, 'TypeId'))?.toUpperCase() === kind) return text(child(party, 'Id'));
  const additional = children(party, 'AdditionalId').find(
    (each) => attribute(child(each, 'Type'), 'V')?.trim().toUpperCase() === kind,
  );
  return text(child(additional, 'Id'));
}

export function readCopyDestinations(report: Element | null): CopyReceiver[] {
  return select(report, 'CopyDest')
    .map(readHcpParty)
    .filter((party) => party !== null)
    .map((party) => ({ ...party, role: 'COP' }));
}
