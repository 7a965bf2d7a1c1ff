import type { Conversation, Dialog, Message, Patient, TimedEvent } from '../message.ts';
import { standardOf } from '../standards.ts';
import { hasTimeOfDay, toInstant } from '../time.ts';
import { child, children, descend, type Element, isNational, text, value, walk } from '../xml/element.ts';
import { readCoded } from './coded.ts';
import { payloadOf, readAttachments } from './documents.ts';
import { emptyMessage } from './empty.ts';
import { readHeadParty, readOtherReceiver } from './parties.ts';

/** Hodemelding 1.2 (HIS 80601) with the payload that it carries. */
export function readMsgHead(root: Element): Message {
  const info = child(root, 'MsgInfo');
  const payload = payloadOf(root);
  const genDate = text(child(info, 'GenDate'));
  return {
    ...emptyMessage('msghead', value(child(info, 'Type')) ?? '', payload ? versionOf(payload) : null),
    msgId: text(child(info, 'MsgId')),
    genDate,
    sentAt: toInstant(genDate),
    processing: value(child(info, 'ProcessingStatus')),
    sender: readHeadParty(child(info, 'Sender')),
    receiver: readHeadParty(child(info, 'Receiver')),
    otherReceivers: children(info, 'OtherReceiver').map(readOtherReceiver),
    patient: readPatient(child(info, 'Patient') ?? descend(root, 'PatientReport', 'Patient')),
    conversation: readConversation(child(info, 'ConversationRef')),
    status: value(descend(payload, 'InformasjonOmForsendelsen', 'Forsendelsesstatus')),
    payload: payload ? { name: payload.name, namespace: payload.namespace } : null,
    events: payload ? readEvents(payload) : [],
    dialog: payload?.name === 'Dialogmelding' ? readDialog(payload) : null,
    attachments: readAttachments(root),
    contentType: readCoded(
      descend(payload, 'TypeInnholdIMelding', 'TypeInnhold') ??
        child(
          payload?.children.find((each) => child(each, 'TypeInnholdKonsultasjon')),
          'TypeInnholdKonsultasjon',
        ),
    ),
  };
}

function versionOf(payload: Element): string | null {
  return standardOf(payload)?.version ?? null;
}

function readPatient(patient: Element | null): Patient | null {
  if (!patient) return null;
  return {
    ids: children(patient, 'Ident').flatMap((ident) => {
      const id = text(child(ident, 'Id'));
      return id === null ? [] : [{ id, type: value(child(ident, 'TypeId')) }];
    }),
    familyName: text(child(patient, 'FamilyName')),
    givenName: text(child(patient, 'GivenName')),
    birthDate: text(child(patient, 'DateOfBirth')),
    sex: value(child(patient, 'Sex')),
  };
}

function readConversation(reference: Element | null): Conversation | null {
  if (!reference) return null;
  return {
    parent: text(child(reference, 'RefToParent')),
    conversation: text(child(reference, 'RefToConversation')),
  };
}

function readEvents(payload: Element): TimedEvent[] {
  const events: TimedEvent[] = [];
  for (const element of walk(payload)) {
    if (element.name !== 'TidsfestetHendelse' || !isNational(element.namespace)) continue;
    const at = value(child(element, 'TidspunktForHendelse'));
    events.push({
      code: readCoded(child(element, 'Hendelsekode')),
      at,
      instant: hasTimeOfDay(at) ? toInstant(at) : null,
      estimate: readBoolean(text(child(element, 'Anslag'))),
    });
  }
  return events;
}

function readBoolean(written: string | null): boolean | null {
  if (written === 'true' || written === '1') return true;
  if (written === 'false' || written === '0') return false;
  return null;
}

function readDialog(payload: Element): Dialog {
  const note = child(payload, 'Notat');
  const request = child(payload, 'Foresporsel') ?? child(note, 'Foresporsel');
  const texts: string[] = [];
  for (const element of walk(payload)) {
    if (!isNational(element.namespace)) continue;
    if (element.name === 'Tema' || element.name === 'Sporsmal' || element.name === 'TekstNotatInnhold') {
      const whole = fullText(element);
      if (whole !== '') texts.push(whole);
    }
  }
  return { topic: readCoded(child(note, 'TemaKodet') ?? child(request, 'TypeForesp')), texts };
}

/** Text of an element with everything inside it, as a person would read it aloud. */
export function fullText(element: Element): string {
  const parts = element.mixed ?? (element.children.length > 0 ? element.children : [element.text]);
  return parts
    .map((part) => (typeof part === 'string' ? part : fullText(part)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
