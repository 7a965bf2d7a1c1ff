import type { Message, Patient } from '../message.ts';
import { toInstant } from '../time.ts';
import { child, children, descend, type Element, text, value } from '../xml/element.ts';
import { emptyMessage } from './empty.ts';
import { readCopyDestinations, readHcpParty } from './parties.ts';

/** Epikrise 1.1 and 1.2 (HIS 80226): root Message with a head of its own. */
export function readEpikrise(root: Element, version: string | null): Message {
  const report = child(root, 'ServRprt');
  return {
    ...readOwnHead(root, 'EPIKRISE', version, report),
    sender: readHcpParty(child(report, 'ServProvider')),
    receiver: readHcpParty(child(report, 'Requester')),
  };
}

/** Henvisning 1.0 and 1.1: the same head, but the requester is the one who sends. */
export function readHenvisning(root: Element, version: string | null): Message {
  const request = child(root, 'ServReq');
  return {
    ...readOwnHead(root, 'HENVISNING', version, request),
    sender: readHcpParty(child(request, 'Requester')),
    receiver: readHcpParty(child(request, 'ServProvider')),
  };
}

function readOwnHead(root: Element, type: string, version: string | null, body: Element | null): Message {
  const genDate = value(child(root, 'GenDate'));
  return {
    ...emptyMessage('epikrise', type, version),
    msgId: text(child(root, 'MsgId')),
    genDate,
    sentAt: toInstant(genDate),
    processing: processingOf(value(child(root, 'Status'))),
    otherReceivers: readCopyDestinations(body),
    patient: readPatient(child(body, 'Patient')),
    status: value(child(body, 'ServType')),
    payload: { name: root.name, namespace: root.namespace },
    attachments: children(body, 'RefDoc').map((reference) => ({
      id: text(child(reference, 'Id')),
      mimeType: text(child(reference, 'MimeType')),
      description: text(child(reference, 'Description')),
      size: null,
    })),
  };
}

/** Status (8323) says TEST for what the hodemelding calls debugging. */
function processingOf(status: string | null): string | null {
  return status === 'TEST' ? 'D' : null;
}

function readPatient(patient: Element | null): Patient | null {
  if (!patient) return null;
  const name = splitName(text(child(patient, 'Name')));
  const official = text(child(patient, 'OffId'));
  const additional = children(patient, 'AdditionalId').flatMap((each) => {
    const id = text(child(each, 'Id'));
    return id === null ? [] : [{ id, type: value(child(each, 'Type')) }];
  });
  return {
    ids: [
      ...(official === null ? [] : [{ id: official, type: value(descend(patient, 'TypeOffId')) }]),
      ...additional,
    ],
    familyName: name.family,
    givenName: name.given,
    birthDate: value(child(patient, 'DateOfBirth')),
    sex: value(child(patient, 'Sex')),
  };
}

/** The epikrise has one name field, `Family, Given` in the samples; without a comma the last word is the family name. */
function splitName(name: string | null): { family: string | null; given: string | null } {
  if (name === null) return { family: null, given: null };
  const comma = name.indexOf(',');
  if (comma >= 0) {
    return { family: name.slice(0, comma).trim() || null, given: name.slice(comma + 1).trim() || null };
  }
  const words = name.split(/\s+/);
  return { family: words.at(-1) ?? null, given: words.slice(0, -1).join(' ') || null };
}
