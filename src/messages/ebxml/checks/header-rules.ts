import type { Envelope, EnvelopeParty } from '../envelope.ts';
import type { EnvelopeReading } from '../read-message.ts';
import type { Shape } from '../shape.ts';
import { error, fault } from './answer.ts';
import { knownInBody } from './blocks.ts';
import { isMessageId } from './message-id.ts';
import { type Rule, when } from './rule.ts';

const HEADER = '//eb:MessageHeader';

/** Without these nobody can be answered: the answer itself needs them (ebMS 2.0 3.1). */
const NEEDED_TO_ANSWER: readonly [string, (envelope: Envelope) => boolean][] = [
  ['From/PartyId', ({ header }) => lacksId(header.from)],
  ['To/PartyId', ({ header }) => lacksId(header.to)],
  ['CPAId', ({ header }) => header.cpaId === null],
  ['ConversationId', ({ header }) => header.conversationId === null],
  ['MessageData/MessageId', ({ header }) => header.messageId === null],
];

const lacksId = (party: EnvelopeParty) => party.ids.length === 0 || party.ids.some((id) => id.value === '');

/** What the message header must hold (HIS 1037 6.2.1, HITS 1172 5.8). */
export const headerRules: readonly Rule<EnvelopeReading>[] = [
  {
    code: 'MV-2024',
    answer: fault(),
    find: ({ envelope }) =>
      NEEDED_TO_ANSWER.filter(([, lacks]) => lacks(envelope)).map(([element]) => ({
        parameters: { element },
      })),
  },
  {
    code: 'MV-2024',
    answer: error('ValueNotRecognized', `${HEADER}/eb:Service`),
    find: ({ envelope }) =>
      envelope.header.service.value === null ? [{ parameters: { element: 'Service' } }] : [],
  },
  {
    code: 'MV-2024',
    answer: error('ValueNotRecognized', `${HEADER}/eb:Action`),
    find: ({ envelope }) => (envelope.header.action === null ? [{ parameters: { element: 'Action' } }] : []),
  },
  {
    code: 'MV-2024',
    answer: error('OtherXml', `${HEADER}/eb:MessageData/eb:Timestamp`),
    find: ({ envelope }) =>
      envelope.header.timestamp === null ? [{ parameters: { element: 'Timestamp' } }] : [],
  },
  {
    code: 'MV-2025',
    answer: error('OtherXml', `${HEADER}/eb:MessageData`),
    find: ({ envelope: { header } }) =>
      (['timestamp', 'timeToLive'] as const)
        .filter((name) => header[name] !== null && header[name]?.instant === null)
        .map((name) => ({ parameters: { element: name === 'timestamp' ? 'Timestamp' : 'TimeToLive' } })),
  },
  {
    code: 'MV-2026',
    answer: null,
    find: ({ envelope: { header } }) => when(header.messageId !== null && !isMessageId(header.messageId)),
  },
  {
    code: 'MV-2027',
    answer: null,
    find: ({ envelope: { header } }) =>
      (['from', 'to'] as const)
        .filter((side) => {
          const ids = header[side].ids.filter((id) => id.type === 'HER');
          return ids.length !== 1 || !/^\d+$/.test(ids[0]!.value);
        })
        .map((side) => ({ parameters: { element: side === 'from' ? 'From' : 'To' } })),
  },
  {
    code: 'MV-2029',
    answer: error('Inconsistent', '/SOAP:Envelope'),
    find: ({ envelope, shape }) => clashes(envelope, shape).map((element) => ({ parameters: { element } })),
  },
  {
    code: 'MV-2030',
    answer: error('ValueNotRecognized', `${HEADER}/eb:Action`),
    find: ({ envelope }) => when(envelope.kind === 'unknown'),
  },
  {
    code: 'MV-2042',
    answer: error('NotSupported', '//eb:MessageOrder'),
    find: ({ envelope }) => when(envelope.messageOrder),
  },
];

function clashes(envelope: Envelope, shape: Shape): string[] {
  const { acknowledgment, errorList, ackRequested, manifest } = envelope;
  const pairs: [boolean, string][] = [
    [acknowledgment !== null && errorList !== null, 'Acknowledgment, ErrorList'],
    [acknowledgment !== null && ackRequested !== null, 'Acknowledgment, AckRequested'],
    [acknowledgment !== null && manifest !== null, 'Acknowledgment, Manifest'],
    [errorList !== null && ackRequested !== null, 'ErrorList, AckRequested'],
    [errorList !== null && manifest !== null, 'ErrorList, Manifest'],
    [shape.bodyBlocks.filter(knownInBody).length > 1, 'Body'],
  ];
  return pairs.filter(([clash]) => clash).map(([, names]) => names);
}
