import type { Agreement, PerMessage } from '../agreement/agreement.ts';
import { inForce, type Standing } from '../agreement/decide.ts';
import { isSignal } from '../envelope.ts';
import { ACTOR, NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { blocksOf } from '../shape.ts';
import { error } from './answer.ts';
import { isKnownCpaIdForm } from './message-id.ts';
import { type Rule, when } from './rule.ts';

/** What the rules about the agreement look at. */
export interface AgreementContext {
  reading: EnvelopeReading;
  agreement: Agreement;
  standing: Standing;
  now: Date;
}

const HEADER = '//eb:MessageHeader';
const SYNC_MODES: readonly string[] = ['mshSignalsOnly', 'signalsOnly', 'signalsAndResponse', 'responseOnly'];

const isPayload = ({ reading }: AgreementContext) => !isSignal(reading.envelope);
const header = ({ reading }: AgreementContext) => reading.envelope.header;

/** Whether what stands in the envelope is what was agreed. */
function asAgreed(agreed: PerMessage | undefined, stands: boolean): boolean {
  return agreed === 'perMessage' || agreed === undefined || stands === (agreed === 'always');
}

/** The envelope against the agreement that its CPAId names. */
export const agreementRules: readonly Rule<AgreementContext>[] = [
  {
    code: 'MV-2028',
    answer: null,
    find: (context) =>
      when(context.agreement.source === 'partners' && !isKnownCpaIdForm(header(context).cpaId ?? '')),
  },
  {
    code: 'MV-2032',
    answer: error('Inconsistent', `${HEADER}/eb:CPAId`),
    find: ({ agreement, now }) => when(!inForce(agreement, now)),
  },
  {
    code: 'MV-2033',
    answer: error('Inconsistent', `${HEADER}/eb:From/eb:PartyId`),
    find: ({ standing }) => when(standing.sender === null),
  },
  {
    code: 'MV-2034',
    answer: error('Inconsistent', `${HEADER}/eb:To/eb:PartyId`),
    find: ({ standing }) => when(standing.receiver === null),
  },
  {
    code: 'MV-2035',
    answer: error('ValueNotRecognized', `${HEADER}/eb:Service`),
    find: (context) =>
      when(isPayload(context) && context.standing.sender !== null && !context.standing.serviceKnown),
  },
  {
    code: 'MV-2036',
    answer: error('ValueNotRecognized', `${HEADER}/eb:Action`),
    find: (context) =>
      when(isPayload(context) && context.standing.serviceKnown && !context.standing.actionKnown),
  },
  {
    code: 'MV-2037',
    answer: error('Inconsistent', `${HEADER}//eb:Role`),
    find: (context) => when(isPayload(context) && context.standing.actionKnown && !context.standing.rolesFit),
  },
  {
    code: 'MV-2038',
    answer: error('Inconsistent', `${HEADER}/eb:DuplicateElimination`),
    find: (context) =>
      when(
        isPayload(context) &&
          !asAgreed(context.standing.channel?.duplicateElimination, header(context).duplicateElimination),
      ),
  },
  {
    code: 'MV-2041',
    answer: error('NotSupported', '//eb:AckRequested/@SOAP:actor'),
    find: ({ reading: { shape } }) =>
      blocksOf(shape.headerBlocks, NS.eb, 'AckRequested')
        .filter((block) => block.actor !== null && block.actor !== ACTOR.toPartyMsh)
        .map((block) => ({ target: { element: block.element } })),
  },
  {
    code: 'MV-2039',
    answer: error('Inconsistent', '//eb:AckRequested'),
    find: (context) =>
      when(
        isPayload(context) &&
          !asAgreed(context.standing.channel?.ackRequested, context.reading.envelope.ackRequested !== null),
      ),
  },
  {
    code: 'MV-2040',
    answer: error('Inconsistent', '//eb:AckRequested/@eb:signed'),
    find: (context) => {
      const { ackRequested } = context.reading.envelope;
      if (!isPayload(context) || !ackRequested) return [];
      const agreed = context.standing.channel?.ackSignatureRequested;
      return when(ackRequested.signed === null || !asAgreed(agreed, ackRequested.signed));
    },
  },
  {
    code: 'MV-2043',
    answer: error('Inconsistent', '//eb:SyncReply'),
    find: (context) =>
      when(
        isPayload(context) &&
          !context.reading.envelope.syncReply &&
          SYNC_MODES.includes(context.standing.channel?.syncReplyMode ?? 'none'),
      ),
  },
  {
    code: 'MV-2044',
    answer: null,
    find: (context) =>
      when(
        context.agreement.source === 'cpa' &&
          isPayload(context) &&
          context.reading.envelope.syncReply &&
          context.standing.channel?.syncReplyMode === 'none',
      ),
  },
];

/** A message that came too late; proved last, since a copy of a message that came in time gets its receipt again. */
export const lifetimeRules: readonly Rule<AgreementContext>[] = [
  {
    code: 'MV-2045',
    answer: error('TimeToLiveExpired', `${HEADER}/eb:MessageData/eb:TimeToLive`),
    find: (context) => {
      const expires = header(context).timeToLive?.instant;
      return when(expires != null && context.now.getTime() >= Date.parse(expires));
    },
  },
];
