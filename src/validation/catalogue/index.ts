import type { Catalogue } from './definition.ts';
import { identificationFindings } from './identification.ts';
import { schemaFindings } from './schema.ts';
import { wellformedFindings } from './wellformed.ts';

/** Every finding that Meldingsvakt can make. Codes are stable: texts may change, a code never changes its meaning. */
export const catalogue: Catalogue = {
  ...wellformedFindings,
  ...schemaFindings,
  ...identificationFindings,
};
