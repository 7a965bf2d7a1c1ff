import { contentIdOf } from '../content-id.ts';
import { attributeIn, childrenIn } from '../elements.ts';
import type { ManifestReference } from '../envelope.ts';
import { readMshInfo } from '../msh-info.ts';
import { MSH_ACTION, MSH_SERVICE, NS } from '../names.ts';
import type { EnvelopeReading, Reading } from '../read-message.ts';
import { attachmentsOf } from '../read-message.ts';
import { error } from './answer.ts';
import { MOST_SPOTS, type Rule, type Spot, when } from './rule.ts';

/** What the rules about manifest and parts look at. */
export interface ContentContext {
  reading: Reading;
  xml: EnvelopeReading;
}

const MANIFEST = '/SOAP:Envelope/SOAP:Body/eb:Manifest';

const references = ({ xml }: ContentContext): ManifestReference[] => xml.envelope.manifest ?? [];
const partIds = ({ reading }: ContentContext): (string | null)[] =>
  reading.mime ? attachmentsOf(reading.mime).map((part) => part.contentId) : [];

/** Content-IDs that the manifest names, in its order; only unambiguous `cid:` addresses. */
export function namedParts(references: readonly ManifestReference[]): string[] {
  return references.flatMap((each) => contentIdOf(each.href) ?? []);
}

function placeOf({ xml }: ContentContext, reference: ManifestReference): Spot {
  const manifest = xml.shape.bodyBlocks.find(
    (block) => block.name === 'Manifest' && block.namespace === NS.eb,
  );
  const element = childrenIn(manifest?.element ?? null, NS.eb, 'Reference').find(
    (each) => (attributeIn(each, NS.xlink, 'href')?.trim() ?? null) === reference.href,
  );
  return element ? { target: { element } } : {};
}

/** Manifest and parts agree (ebMS 2.0 3.2.2), and HITS 1210's additions. */
export const contentRules: readonly Rule<ContentContext>[] = [
  {
    code: 'MV-2051',
    answer: error('Inconsistent', MANIFEST),
    find: (context) => when(context.xml.envelope.kind === 'payload' && references(context).length === 0),
  },
  {
    code: 'MV-2053',
    answer: error('MimeProblem', `${MANIFEST}/eb:Reference/@xlink:href`),
    find: (context) => {
      const seen = new Set<string>();
      return references(context)
        .filter((each) => {
          const id = contentIdOf(each.href);
          const bad = !id || seen.has(id);
          if (id) seen.add(id);
          return bad;
        })
        .slice(0, MOST_SPOTS)
        .map((each) => placeOf(context, each));
    },
  },
  {
    code: 'MV-2052',
    answer: error('MimeProblem', `${MANIFEST}/eb:Reference`),
    find: (context) => {
      const present = new Set(partIds(context));
      return references(context)
        .filter((each) => {
          const id = contentIdOf(each.href);
          return id !== null && !present.has(id);
        })
        .slice(0, MOST_SPOTS)
        .map((each) => placeOf(context, each));
    },
  },
  {
    code: 'MV-2007',
    answer: error('SecurityFailure', MANIFEST),
    find: ({ reading }) => {
      const ids = (reading.mime?.parts ?? []).flatMap((part) => part.contentId ?? []);
      return when(new Set(ids).size < ids.length);
    },
  },
  {
    code: 'MV-2054',
    answer: null,
    find: (context) => {
      const named = new Set(namedParts(references(context)));
      return partIds(context)
        .filter((id) => id === null || !named.has(id))
        .map(() => ({}));
    },
  },
  {
    code: 'MV-2055',
    answer: null,
    find: ({ reading, xml }) => {
      const named = new Set(namedParts(xml.envelope.manifest ?? []));
      const plain = (reading.mime?.parts ?? []).filter(
        (part) => named.has(part.contentId ?? '') && !isEncrypted(part.mediaType?.type ?? null),
      );
      return plain.map(() => ({}));
    },
  },
  {
    code: 'MV-2061',
    answer: null,
    find: ({ xml }) =>
      when(xml.envelope.kind === 'payload' && readMshInfo(xml.envelope.header.descriptions) === null),
  },
  {
    code: 'MV-2062',
    answer: null,
    find: (context) =>
      references(context)
        .filter((each) => !each.schemas.some((schema) => schema.location?.trim() && schema.version?.trim()))
        .slice(0, MOST_SPOTS)
        .map((each) => placeOf(context, each)),
  },
  {
    code: 'MV-2081',
    answer: null,
    find: ({ xml }) => signalFaults(xml).map((element) => ({ parameters: { element } })),
  },
];

/** Whether a part says that it is CMS (S/MIME). */
export function isEncrypted(mediaType: string | null): boolean {
  return mediaType === 'application/pkcs7-mime' || mediaType === 'application/x-pkcs7-mime';
}

function signalFaults({ envelope }: EnvelopeReading): string[] {
  const { header, acknowledgment, errorList } = envelope;
  const named = (action: string) => header.service.value === MSH_SERVICE && header.action === action;
  if (envelope.kind === 'acknowledgment') {
    return [
      ...(acknowledgment?.refToMessageId ? [] : ['Acknowledgment/RefToMessageId']),
      ...(named(MSH_ACTION.acknowledgment) ? [] : ['Service, Action']),
    ];
  }
  if (envelope.kind === 'message-error') {
    const isError = errorList?.highestSeverity !== 'Warning';
    return [
      ...(header.refToMessageId ? [] : ['MessageData/RefToMessageId']),
      ...(named(MSH_ACTION.messageError) || !isError ? [] : ['Service, Action']),
    ];
  }
  return [];
}
