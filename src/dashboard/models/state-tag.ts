import type { MessageState, MessageTable } from '../../ledger/tables.ts';
import type { Texts } from '../texts/texts.ts';

export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral';
export type IconName =
  | 'check'
  | 'double-check'
  | 'cross'
  | 'question'
  | 'clock'
  | 'pause'
  | 'eye'
  | 'alert'
  | 'return'
  | 'back'
  | 'choices';

/** A state as it is shown: a word and an icon say it, the colour only helps. */
export interface Tag {
  word: string;
  icon: IconName;
  tone: Tone;
}

const looks: Record<MessageState | 'observed', { icon: IconName; tone: Tone }> = {
  failed: { icon: 'cross', tone: 'danger' },
  unrouted: { icon: 'question', tone: 'danger' },
  refused: { icon: 'return', tone: 'danger' },
  rejected: { icon: 'alert', tone: 'warning' },
  held: { icon: 'pause', tone: 'warning' },
  received: { icon: 'clock', tone: 'info' },
  observed: { icon: 'eye', tone: 'info' },
  delivered: { icon: 'check', tone: 'success' },
  acknowledged: { icon: 'double-check', tone: 'success' },
  closed: { icon: 'check', tone: 'neutral' },
};

/** A message that is only watched never waits for us: it is shown as watched until its receipt is seen. */
export function shownState(message: {
  state: MessageState;
  mode: MessageTable['mode'];
}): MessageState | 'observed' {
  return message.state === 'received' && message.mode === 'observe' ? 'observed' : message.state;
}

export function stateTag(text: Texts, message: { state: MessageState; mode: MessageTable['mode'] }): Tag {
  const state = shownState(message);
  return { word: text.states[state], ...looks[state] };
}

const verdictLooks: Record<MessageTable['verdict'], { icon: IconName; tone: Tone }> = {
  accepted: { icon: 'check', tone: 'neutral' },
  flagged: { icon: 'alert', tone: 'warning' },
  rejected: { icon: 'cross', tone: 'danger' },
};

export function verdictTag(text: Texts, verdict: MessageTable['verdict']): Tag {
  return { word: text.verdicts[verdict], ...verdictLooks[verdict] };
}
