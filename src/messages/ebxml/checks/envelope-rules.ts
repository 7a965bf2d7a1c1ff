import { attributeIn, childIn, childrenIn, type Element } from '../elements.ts';
import type { Envelope, EnvelopeParty } from '../envelope.ts';
import { ACTOR, EBMS_VERSION, NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { type Block, blocksOf, type Shape } from '../shape.ts';
import { error, fault } from './answer.ts';
import { isMessageId } from './message-id.ts';
import { type Rule, type Spot, when } from './rule.ts';

type EnvelopeRule = Rule<EnvelopeReading>;

const spot = (element: Element): Spot => ({
  target: { element },
  parameters: { element: shown(element.name) },
});

/** Names of blocks are chosen by the sender; a long one is cut. */
function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

const EB_HEADER = [
  'MessageHeader',
  'AckRequested',
  'Acknowledgment',
  'ErrorList',
  'SyncReply',
  'MessageOrder',
];
const EB_BODY = ['Manifest', 'StatusRequest', 'StatusResponse'];

const knownInHeader = (block: Block) =>
  (block.namespace === NS.eb && EB_HEADER.includes(block.name)) ||
  (block.namespace === NS.ds && block.name === 'Signature');
const knownInBody = (block: Block) => block.namespace === NS.eb && EB_BODY.includes(block.name);
const ebBlocks = (shape: Shape) =>
  [...shape.headerBlocks, ...shape.bodyBlocks].filter((block) => block.namespace === NS.eb);
const mustBeUnderstood = (block: Block) => /^(1|true)$/.test(block.mustUnderstand?.trim() ?? '');

/** How the envelope is built: SOAP, blocks, actors, versions. */
export const structureRules: readonly EnvelopeRule[] = [
  {
    code: 'MV-2011',
    answer: fault('VersionMismatch'),
    find: ({ root }) => (root.name === 'Envelope' && root.namespace === NS.soap ? [] : [spot(root)]),
  },
  {
    code: 'MV-2016',
    answer: fault(),
    find: ({ shape }) =>
      when(shape.count.Header !== 1 || shape.count.Body !== 1 || !shape.header || !shape.body),
  },
  {
    code: 'MV-2017',
    answer: fault(),
    find: ({ shape }) => when(blocksOf(shape.headerBlocks, NS.eb, 'MessageHeader').length === 0),
  },
  {
    code: 'MV-2018',
    answer: fault(),
    find: ({ shape }) => [
      ...(shape.count.MessageHeader > 1 ? [{ parameters: { element: 'MessageHeader' } }] : []),
      ...(shape.count.Manifest > 1 ? [{ parameters: { element: 'Manifest' } }] : []),
      ...repeated(shape).map(spot),
    ],
  },
  {
    code: 'MV-2019',
    answer: fault('MustUnderstand'),
    find: ({ shape }) =>
      shape.headerBlocks
        .filter((block) => !knownInHeader(block) && mustBeUnderstood(block))
        .map((block) => spot(block.element)),
  },
  {
    code: 'MV-2020',
    answer: null,
    find: ({ shape }) =>
      [
        ...shape.headerBlocks.filter((block) => !knownInHeader(block) && !mustBeUnderstood(block)),
        ...shape.bodyBlocks.filter((block) => !knownInBody(block)),
      ].map((block) => spot(block.element)),
  },
  {
    code: 'MV-2021',
    answer: error('SecurityFailure', '//@SOAP:actor'),
    find: ({ shape }) => [
      ...shape.actorsElsewhere.map(spot),
      ...blocksOf(shape.headerBlocks, NS.eb, 'MessageHeader')
        .filter((block) => block.actor !== null)
        .map((block) => spot(block.element)),
      ...blocksOf(shape.headerBlocks, NS.eb, 'SyncReply')
        .filter((block) => block.actor !== null && block.actor !== ACTOR.next)
        .map((block) => spot(block.element)),
    ],
  },
  {
    code: 'MV-2022',
    answer: error('NotSupported', '//@eb:version'),
    find: ({ shape }) =>
      ebBlocks(shape)
        .filter((block) => attributeIn(block.element, NS.eb, 'version') !== EBMS_VERSION)
        .map((block) => spot(block.element)),
  },
  {
    code: 'MV-2023',
    answer: null,
    find: ({ shape }) =>
      shape.headerBlocks
        .filter((block) => block.namespace === NS.eb && block.mustUnderstand !== '1')
        .map((block) => spot(block.element)),
  },
  { code: 'MV-2012', answer: null, find: ({ encoding }) => when(!/^utf-?8$/i.test(encoding.name)) },
  { code: 'MV-2013', answer: null, find: ({ declaration }) => when(!declaration) },
  {
    code: 'MV-2014',
    answer: null,
    find: ({ schemaErrors }) =>
      schemaErrors.filter((each) => each.part === 'soap').map((each) => spot(each.element)),
  },
  {
    code: 'MV-2015',
    answer: null,
    find: ({ schemaErrors }) =>
      schemaErrors.filter((each) => each.part === 'ebxml').map((each) => spot(each.element)),
  },
];

/** Elements of the message header that may stand only once, but stand again: another reader could take the last. */
function repeated(shape: Shape): Element[] {
  const header = childIn(shape.header, NS.eb, 'MessageHeader');
  const once = [
    ...[
      'From',
      'To',
      'CPAId',
      'ConversationId',
      'Service',
      'Action',
      'MessageData',
      'DuplicateElimination',
    ].map((name) => [header, name] as const),
    ...['MessageId', 'Timestamp', 'RefToMessageId', 'TimeToLive'].map(
      (name) => [childIn(header, NS.eb, 'MessageData'), name] as const,
    ),
    [childIn(header, NS.eb, 'From'), 'Role'] as const,
    [childIn(header, NS.eb, 'To'), 'Role'] as const,
  ];
  const inHeader = once.flatMap(([parent, name]) => childrenIn(parent, NS.eb, name).slice(1));
  // AckRequested may stand twice, for two different actors; one that is not for us is refused for its actor.
  const acks = blocksOf(shape.headerBlocks, NS.eb, 'AckRequested');
  const sameActor = acks.filter(
    (block, index) => acks.findIndex((each) => each.actor === block.actor) < index,
  );
  const blocks = ['Acknowledgment', 'ErrorList', 'SyncReply'].flatMap((name) =>
    blocksOf(shape.headerBlocks, NS.eb, name)
      .slice(1)
      .map((block) => block.element),
  );
  return [...inHeader, ...blocks, ...sameActor.map((block) => block.element)];
}

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
export const headerRules: readonly EnvelopeRule[] = [
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
