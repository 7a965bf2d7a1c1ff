import { identificationRules } from './identification.ts';
import type { Rule } from './rule.ts';

/** Every rule beyond form and schema, in the order of their codes' hundreds. */
export const rules: readonly Rule[] = [...identificationRules];
