import { ebxmlFindings } from '../../messages/ebxml/findings.ts';
import { apprecFindings } from './apprec.ts';
import { attachmentFindings } from './attachments.ts';
import { charsetFindings } from './charset.ts';
import { codeFindings } from './codes.ts';
import { contentFindings } from './content.ts';
import type { Catalogue } from './definition.ts';
import { deliveryFindings, flowFindings } from './flow.ts';
import { headFindings } from './head.ts';
import { identificationFindings } from './identification.ts';
import { identityFindings } from './identity.ts';
import { patientFindings } from './patient.ts';
import { payloadFindings } from './payload.ts';
import { receiptFindings } from './receipts.ts';
import { replayFindings } from './replay.ts';
import { schemaFindings } from './schema.ts';
import { wellformedFindings } from './wellformed.ts';

/** Every finding that Meldingsvakt can make. Codes are stable: texts may change, a code never changes its meaning. */
export const catalogue: Catalogue = {
  ...wellformedFindings,
  ...schemaFindings,
  ...headFindings,
  ...identificationFindings,
  ...patientFindings,
  ...payloadFindings,
  ...contentFindings,
  ...codeFindings,
  ...identityFindings,
  ...charsetFindings,
  ...attachmentFindings,
  ...apprecFindings,
  ...ebxmlFindings,
  ...flowFindings,
  ...deliveryFindings,
  ...replayFindings,
  ...receiptFindings,
};
