/** How sure and how grave: an `error` breaks the standard, a `warning` looks wrong, an `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** Where in the reading of a message the finding was made. */
export type Layer = 'wellformed' | 'schema' | 'rule' | 'code' | 'envelope' | 'signature';

/** `accepted` no error or warning; `flagged` deliver, but look at it; `rejected` may be answered with a negative AppRec. */
export type Verdict = 'accepted' | 'flagged' | 'rejected';

/** One finding, as every output shows it. `message` never quotes a patient's values. */
export interface Finding {
  code: string;
  severity: Severity;
  layer: Layer;
  /** AppRec error code (8221) when the finding may reject, else `null`. */
  apprec: string | null;
  /** 1-based, in the file as received; `null` when the finding has no place. */
  line: number | null;
  column: number | null;
  /** Named path such as `/MsgHead/MsgInfo/MsgId`. */
  path: string | null;
  /** Norwegian bokmål. */
  message: string;
  /** Standard and paragraph. */
  source: string;
}
