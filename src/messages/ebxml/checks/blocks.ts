import { NS } from '../names.ts';
import type { Block } from '../shape.ts';

/** ebXML blocks that may stand in a SOAP header. */
export const HEADER_BLOCKS: readonly string[] = [
  'MessageHeader',
  'AckRequested',
  'Acknowledgment',
  'ErrorList',
  'SyncReply',
  'MessageOrder',
];

/** And those that may stand in a SOAP body. */
export const BODY_BLOCKS: readonly string[] = ['Manifest', 'StatusRequest', 'StatusResponse'];

/** Whether a block of the header is one that ebMS 2.0 or its signature knows. */
export const knownInHeader = (block: Block) =>
  (block.namespace === NS.eb && HEADER_BLOCKS.includes(block.name)) ||
  (block.namespace === NS.ds && block.name === 'Signature');

/** The same for the body. */
export const knownInBody = (block: Block) => block.namespace === NS.eb && BODY_BLOCKS.includes(block.name);

/** Whether a receiver that does not know the block must refuse the message (SOAP 1.1 4.2.3). */
export const mustBeUnderstood = (block: Block) => /^(1|true)$/.test(block.mustUnderstand?.trim() ?? '');
