/** Why a MIME entity cannot be read. */
export type MimeFaultKind =
  | 'too-large'
  | 'too-many-headers'
  | 'too-many-parts'
  | 'header-malformed'
  | 'content-type-malformed'
  | 'content-type-repeated'
  | 'boundary-missing'
  | 'boundary-not-found'
  | 'truncated'
  | 'start-not-found'
  | 'transfer-encoding-unknown'
  | 'transfer-encoding-broken';

/** Thrown by the readers of this folder; carries no content of the message. */
export class MimeFault extends Error {
  override readonly name = 'MimeFault';
  readonly kind: MimeFaultKind;

  constructor(kind: MimeFaultKind) {
    super(`MIME: ${kind}`);
    this.kind = kind;
  }
}
