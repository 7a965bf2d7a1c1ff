import { attribute, child, children, descend, text, value } from '../../messages/xml/element.ts';
import { childOrGap } from './head.ts';
import { isUuid } from './identification.ts';
import type { Rule } from './rule.ts';

const APPREC = { kinds: ['apprec'] } as const;

/** Codes of 8221 that only agreed business processes may use (HIS 80415:2012 3.3.4). */
const RESERVED = new Set(['E20', 'E30', 'E31', 'E32', 'E53', 'E54']);

/** Applikasjonskvittering. A receipt is never answered by a receipt, so nothing here rejects. */
export const apprecRules: readonly Rule[] = [
  {
    code: 'MV-1901',
    appliesTo: APPREC,
    check: ({ message, root }) => (isUuid(message.msgId) ? [] : [childOrGap(root, 'Id')]),
  },
  {
    code: 'MV-1902',
    appliesTo: APPREC,
    check({ message, root }) {
      const known = message.apprec?.status != null && ['1', '2', '3'].includes(message.apprec.status);
      return known ? [] : [childOrGap(root, 'Status')];
    },
  },
  {
    code: 'MV-1903',
    appliesTo: APPREC,
    check({ message, root }) {
      const { status, errors } = message.apprec ?? { status: null, errors: [] };
      const silent = (status === '2' || status === '3') && errors.length === 0;
      return silent ? [{ element: root, missing: 'Error' }] : [];
    },
  },
  {
    code: 'MV-1904',
    appliesTo: APPREC,
    check: ({ message, root }) =>
      message.apprec?.status === '1' ? children(root, 'Error').map((element) => ({ element })) : [],
  },
  {
    code: 'MV-1906',
    appliesTo: APPREC,
    check({ root }) {
      const original = child(root, 'OriginalMsgId');
      return original && text(child(original, 'Id')) === null ? [childOrGap(original, 'Id')] : [];
    },
  },
  {
    code: 'MV-1907',
    appliesTo: APPREC,
    check({ root }) {
      const id = descend(root, 'OriginalMsgId', 'Id');
      return id && text(id) !== null && !isUuid(text(id)) ? [{ element: id }] : [];
    },
  },
  {
    code: 'MV-1908',
    appliesTo: APPREC,
    check: ({ root }) =>
      children(root, 'Error')
        .filter((error) => RESERVED.has(value(error) ?? ''))
        .map((element) => ({ element, attribute: 'V' })),
  },
  {
    code: 'MV-1909',
    appliesTo: APPREC,
    check: ({ root }) =>
      children(root, 'Error')
        .filter(
          (error) => ['T99', 'S99', 'X99'].includes(value(error) ?? '') && !attribute(error, 'OT')?.trim(),
        )
        .map((element) => ({ element })),
  },
  {
    code: 'MV-1910',
    appliesTo: APPREC,
    check: ({ root }) => (value(child(root, 'MsgType')) === 'APPREC' ? [] : [childOrGap(root, 'MsgType')]),
  },
  {
    code: 'MV-1911',
    appliesTo: APPREC,
    check({ root }) {
      const original = child(root, 'OriginalMsgId');
      return original && value(child(original, 'MsgType')) === null ? [childOrGap(original, 'MsgType')] : [];
    },
  },
];
