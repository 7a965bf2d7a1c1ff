import type { Message } from '../message.ts';

/** A message of which nothing but its family is known yet. */
export function emptyMessage(kind: Message['kind'], type: string, version: string | null): Message {
  return {
    kind,
    type,
    version,
    msgId: null,
    genDate: null,
    sentAt: null,
    processing: null,
    sender: null,
    receiver: null,
    otherReceivers: [],
    patient: null,
    conversation: null,
    status: null,
    payload: null,
    events: [],
    dialog: null,
    apprec: null,
    attachments: [],
    contentType: null,
  };
}
