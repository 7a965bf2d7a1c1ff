import { attributeIn, childIn, childrenIn, type Element } from '../elements.ts';
import { ACTOR, EBMS_VERSION, NS } from '../names.ts';
import type { EnvelopeReading } from '../read-message.ts';
import { blocksOf, type Shape } from '../shape.ts';
import { error, fault } from './answer.ts';
import { knownInBody, knownInHeader, mustBeUnderstood } from './blocks.ts';
import { type Rule, type Spot, when } from './rule.ts';

const spot = (element: Element): Spot => ({
  target: { element },
  parameters: { element: shown(element.name) },
});

/** Names of blocks are chosen by the sender; a long one is cut. */
function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

const ebBlocks = (shape: Shape) =>
  [...shape.headerBlocks, ...shape.bodyBlocks].filter((block) => block.namespace === NS.eb);

/** How the envelope is built: SOAP, blocks, actors, versions. */
export const structureRules: readonly Rule<EnvelopeReading>[] = [
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
