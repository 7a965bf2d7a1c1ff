import { type Place, toFinding } from '../../validation/catalogue/definition.ts';
import type { Finding } from '../../validation/finding.ts';
import { agreementFindings } from './catalogue/agreement.ts';
import { certificateFindings } from './catalogue/certificate.ts';
import { contentFindings } from './catalogue/content.ts';
import { headerFindings } from './catalogue/header.ts';
import { packageFindings } from './catalogue/package.ts';
import { signatureFindings } from './catalogue/signature.ts';

/** Every finding about ebXML: MV-20xx about the envelope, MV-21xx about signature, certificate and encryption. */
export const ebxmlFindings = {
  ...packageFindings,
  ...headerFindings,
  ...agreementFindings,
  ...contentFindings,
  ...signatureFindings,
  ...certificateFindings,
};

export type EbxmlFindingCode = keyof typeof ebxmlFindings;

/** Makes a finding of this part of the catalogue. */
export function ebxmlFinding(
  code: EbxmlFindingCode,
  place: Place = {},
  parameters: Record<string, string | number> = {},
): Finding {
  return toFinding(code, ebxmlFindings[code], place, parameters);
}
