import type { RuleContext } from './rule.ts';

/** Makes a question about a message be answered once, however many rules ask it. */
export function perMessage<T>(answer: (context: RuleContext) => T): (context: RuleContext) => T {
  const known = new WeakMap<RuleContext, { value: T }>();
  return (context) => {
    let entry = known.get(context);
    if (!entry) {
      entry = { value: answer(context) };
      known.set(context, entry);
    }
    return entry.value;
  };
}
