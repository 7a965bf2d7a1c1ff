import { addressingRules } from './addressing.ts';
import { apprecRules } from './apprec.ts';
import { attachmentRules } from './attachments.ts';
import { charsetRules } from './charset.ts';
import { codeRules } from './codes.ts';
import { contactRules } from './contact.ts';
import { conversationRules } from './conversation.ts';
import { dialogRules } from './dialog.ts';
import { epikriseRules } from './epikrise.ts';
import { headRules } from './head.ts';
import { identificationRules } from './identification.ts';
import { identityRules } from './identity.ts';
import { logistikkRules } from './pasientlogistikk.ts';
import { patientRules } from './patient.ts';
import { reportRules } from './reports.ts';
import type { Rule } from './rule.ts';

/** Every rule beyond form and schema, in the order of their codes' hundreds. */
export const rules: readonly Rule[] = [
  ...headRules,
  ...addressingRules,
  ...conversationRules,
  ...identificationRules,
  ...patientRules,
  ...contactRules,
  ...logistikkRules,
  ...reportRules,
  ...dialogRules,
  ...epikriseRules,
  ...codeRules,
  ...identityRules,
  ...charsetRules,
  ...attachmentRules,
  ...apprecRules,
];
