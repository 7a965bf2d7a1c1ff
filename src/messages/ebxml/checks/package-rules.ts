import { SOAP_ACTION } from '../names.ts';
import type { Reading } from '../read-message.ts';
import { fault } from './answer.ts';
import { type Rule, when } from './rule.ts';

const ENVELOPE_TYPES: readonly string[] = ['text/xml', 'multipart/related'];

const carried = (reading: Reading) => reading.transport !== 'bare';
const topType = (reading: Reading) => reading.mime?.mediaType?.type ?? null;
const isEnvelopeType = (reading: Reading) => ENVELOPE_TYPES.includes(topType(reading) ?? '');

/** Transport, package and well-formedness. What fails here leaves no header to answer to (ebMS 2.0 4.2.1). */
export const packageRules: readonly Rule<Reading>[] = [
  {
    code: 'MV-2003',
    answer: fault('Client', 400),
    find: (reading) => when(carried(reading) && reading.headers.get('SOAPAction') !== SOAP_ACTION),
  },
  {
    code: 'MV-2001',
    answer: fault('Client', 400),
    find: ({ mimeFault }) => (mimeFault ? [{ parameters: { kind: mimeFault } }] : []),
  },
  {
    code: 'MV-2002',
    answer: fault('Client', 415),
    find: (reading) => when(reading.mime !== null && !isEnvelopeType(reading)),
  },
  {
    code: 'MV-2004',
    answer: fault('Client', 415),
    find: (reading) => {
      const type = reading.mime?.mediaType?.parameters.get('type')?.toLowerCase();
      return when(topType(reading) === 'multipart/related' && type !== undefined && type !== 'text/xml');
    },
  },
  {
    code: 'MV-2005',
    answer: fault('Client', 415),
    find: (reading) =>
      when(topType(reading) === 'multipart/related' && reading.mime?.root.mediaType?.type !== 'text/xml'),
  },
  {
    code: 'MV-2006',
    answer: null,
    find: ({ mime }) => {
      const charset = mime?.root.mediaType?.parameters.get('charset');
      return when(charset !== undefined && !/^utf-?8$/i.test(charset));
    },
  },
  {
    code: 'MV-2010',
    answer: fault(),
    find: ({ broken }) => when(broken.length > 0),
  },
];
