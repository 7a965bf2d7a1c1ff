import type { Finding, Layer, Severity } from '../finding.ts';

/** A text in the three languages that the product speaks. */
export interface Text {
  nb: string;
  nn: string;
  en: string;
}

/** What the catalogue knows about one finding code; `docs/findings.md` is generated from these. */
export interface FindingDefinition {
  severity: Severity;
  layer: Layer;
  /** AppRec error code (8221) when the finding rejects, else `null`. */
  apprec: string | null;
  /** The sentence shown; `{name}` places are filled from parameters that never hold a patient's values. */
  message: Text;
  cause: Text;
  remedy: Text;
  /** Standard and paragraph. */
  source: string;
}

export type Catalogue = Readonly<Record<string, FindingDefinition>>;

/** Declares a part of the catalogue, keeping the codes as literal types. */
export function defineFindings<const C extends Record<`MV-${number}`, FindingDefinition>>(findings: C): C {
  return findings;
}

export interface Place {
  line?: number | null;
  column?: number | null;
  path?: string | null;
}

/** Fills `{name}` places; an unknown place is left as it stands, so that a test can find it. */
export function fill(template: string, parameters: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** Makes a finding from its definition. */
export function toFinding(
  code: string,
  definition: FindingDefinition,
  place: Place = {},
  parameters: Record<string, string | number> = {},
): Finding {
  return {
    code,
    severity: definition.severity,
    layer: definition.layer,
    apprec: definition.apprec,
    line: place.line ?? null,
    column: place.column ?? null,
    path: place.path ?? null,
    message: fill(definition.message.nb, parameters),
    source: definition.source,
  };
}
