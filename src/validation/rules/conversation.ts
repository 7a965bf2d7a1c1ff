import { child, descend, text } from '../../messages/xml/element.ts';
import { isUuid } from './identification.ts';
import type { Rule } from './rule.ts';

/** These are always an answer to, or news of, an earlier message. */
const ANSWERS = ['DIALOG_SVAR', 'DIALOG_AVVIK', 'DIALOG_STATUS_HENVISNING'];

const HEAD = { kinds: ['msghead'] } as const;

export const conversationRules: readonly Rule[] = [
  {
    code: 'MV-1218',
    appliesTo: { types: ANSWERS },
    check: ({ message, info }) =>
      message.conversation === null && info ? [{ element: info, missing: 'ConversationRef' }] : [],
  },
  {
    code: 'MV-1219',
    appliesTo: { standards: ['PLO'] },
    check({ message, info }) {
      const changes = message.status === 'M' || message.status === 'A' || message.status === 'C';
      if (!changes || message.conversation !== null || !info) return [];
      return [{ element: info, missing: 'ConversationRef', parameters: { status: message.status ?? '' } }];
    },
  },
  {
    code: 'MV-1220',
    appliesTo: HEAD,
    check({ info }) {
      const reference = child(info, 'ConversationRef');
      return ['RefToParent', 'RefToConversation'].flatMap((name) => {
        const element = child(reference, name);
        return element && !isUuid(text(element)) ? [{ element }] : [];
      });
    },
  },
  {
    code: 'MV-1221',
    appliesTo: HEAD,
    check({ message, info }) {
      const own = message.msgId?.toLowerCase();
      const parent = descend(info, 'ConversationRef', 'RefToParent');
      return parent && own !== undefined && text(parent)?.toLowerCase() === own ? [{ element: parent }] : [];
    },
  },
  {
    code: 'MV-1223',
    appliesTo: { standards: ['PLO'] },
    check({ message, payload }) {
      const element = descend(payload, 'InformasjonOmForsendelsen', 'Forsendelsesstatus');
      return element && message.status === 'H' ? [{ element, attribute: 'V' }] : [];
    },
  },
];
