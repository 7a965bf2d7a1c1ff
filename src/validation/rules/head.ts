import { contentOf, documentsOf, isAttachment } from '../../messages/read/documents.ts';
import { child, descend, type Element, value } from '../../messages/xml/element.ts';
import type { Breach, Rule } from './rule.ts';

/** Clocks differ; a message may be this much ahead of ours. */
export const CLOCK_SKEW_MS = 10 * 60 * 1000;

/** LOG_* and the child of Pasientlogistikk that goes with it (HIS 1149). */
const LOGISTIKK_CHILD: Readonly<Record<string, string>> = {
  LOG_INNLAGT: 'MeldingInnlagtPasient',
  LOG_UTSKRIVNINGSKLAR: 'MeldingUtskrivningsklarPasient',
  LOG_AVMELDING: 'AvmeldingUtskrivningsklarPasient',
  LOG_UTSKREVET: 'MeldingOmUtskrevetPasient',
  LOG_DOD: 'OrienteringOmDod',
};

const HEAD = { kinds: ['msghead'] } as const;

/** Points at a child, or at the place where it should have been. */
export function childOrGap(parent: Element, name: string): Breach {
  const element = child(parent, name);
  return element ? { element } : { element: parent, missing: name };
}

export const headRules: readonly Rule[] = [
  {
    code: 'MV-1201',
    appliesTo: HEAD,
    check: ({ message, info }) => (message.type === '' && info ? [childOrGap(info, 'Type')] : []),
  },
  {
    code: 'MV-1202',
    appliesTo: HEAD,
    check({ message, info, standard }) {
      if (!info || !standard || message.type === '' || standard.types.includes(message.type)) return [];
      const parameters = { root: standard.root, expected: standard.types.join(', ') };
      return [{ ...childOrGap(info, 'Type'), attribute: 'V', parameters }];
    },
  },
  {
    code: 'MV-1204',
    appliesTo: { types: Object.keys(LOGISTIKK_CHILD) },
    check({ message, payload, info }) {
      const expected = LOGISTIKK_CHILD[message.type];
      if (!info || payload?.name !== 'Pasientlogistikk' || !expected) return [];
      const found = payload.children.find((each) => Object.values(LOGISTIKK_CHILD).includes(each.name));
      if (!found || found.name === expected) return [];
      return [{ element: found, parameters: { type: message.type, expected, found: found.name } }];
    },
  },
  {
    code: 'MV-1206',
    appliesTo: {},
    check({ message, now, info, root }) {
      if (message.sentAt === null) return [];
      if (Date.parse(message.sentAt) <= now.getTime() + CLOCK_SKEW_MS) return [];
      return [childOrGap(info ?? root, 'GenDate')];
    },
  },
  {
    code: 'MV-1207',
    appliesTo: {},
    check({ message, info, root }) {
      // In a hodemelding the schema sees to it; in the epikrise the value is an attribute that may be left out.
      return message.genDate === null ? [childOrGap(info ?? root, 'GenDate')] : [];
    },
  },
  {
    code: 'MV-1208',
    appliesTo: HEAD,
    check: ({ payload, root }) =>
      payload === null ? [{ element: root, missing: 'Document[1]/RefDoc/Content' }] : [],
  },
  {
    code: 'MV-1209',
    appliesTo: HEAD,
    check({ payload, root }) {
      const document = documentsOf(root).find((each) => contentOf(each) === payload);
      if (!payload || !document) return [];
      const type = descend(document, 'RefDoc', 'MsgType');
      return type && value(type) !== 'XML' ? [{ element: type, attribute: 'V' }] : [];
    },
  },
  {
    code: 'MV-1210',
    appliesTo: HEAD,
    check({ root, payload }) {
      return documentsOf(root)
        .filter((document) => !isAttachment(document))
        .flatMap((document) => descend(document, 'RefDoc', 'Content')?.children ?? [])
        .filter((content) => content !== payload)
        .map((element) => ({ element }));
    },
  },
  {
    code: 'MV-1225',
    appliesTo: HEAD,
    check({ message, info }) {
      if (!info || (message.processing !== 'T' && message.processing !== 'D')) return [];
      return [childOrGap(info, 'ProcessingStatus')];
    },
  },
  {
    code: 'MV-1226',
    appliesTo: { kinds: ['epikrise'] },
    check({ root, message }) {
      // The epikrise's TS may be a date alone, but a receipt must name a date and a time.
      if (message.genDate === null || message.sentAt !== null) return [];
      return [{ ...childOrGap(root, 'GenDate'), attribute: 'V' }];
    },
  },
];
