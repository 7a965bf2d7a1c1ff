/**
 * The partners of one helsefellesskap as the service uses them: who they are, where their messages go, and what the
 * two parties of a route have agreed. Read from a partner file (`partners import`) and stored as versions of one document.
 */
export interface PartnerDocument {
  partners: Partner[];
  /** Whose messages we sign and answer for. */
  self: Self | null;
  routes: Route[];
  agreements: Agreement[];
}

export interface Partner {
  /** HER-id level 1, the organisation (virksomhet). */
  her: number;
  name: string;
  kind: 'helseforetak' | 'kommune' | 'fastlege' | 'annet';
  /** Organisation number; need not be unique. */
  organisation: string | null;
  services: Service[];
  endpoint: Endpoint | null;
  signing: { certificates: Certificate[] } | null;
  cpa: StoredFile[];
  contacts: Contact[];
}

/** A service (tjeneste), HER-id level 2; may have an endpoint of its own. */
export interface Service {
  her: number;
  name: string;
  endpoint: Endpoint | null;
}

/** `http`: POST of the XML as it came; `ebms`: ebMS 2.0; `none`: the party is only observed. */
export type Endpoint = { protocol: 'http' | 'ebms'; url: string } | { protocol: 'none' };

export interface StoredFile {
  /** The name in the partner file, for messages to people. */
  name: string;
  text: string;
}

export interface Certificate extends StoredFile {
  /** ISO 8601 instants of the certificate's validity. */
  validFrom: string;
  validTo: string;
  /** SHA-256 of the certificate, hex with colons. */
  fingerprint: string;
}

export interface Contact {
  role: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  hours: string | null;
}

export interface Self {
  her: number;
  signing: { certificate: Certificate; keyFile: string } | null;
}

export interface Route {
  /** HER-id of level 1 or 2; `null` matches any. */
  from: number | null;
  to: number | null;
  /** Message types; empty matches all. */
  types: string[];
  /** `route`: we deliver; `observe`: the gateway delivers, we only watch. */
  mode: 'route' | 'observe';
  /** HER-ids that get a copy of their own. */
  copies: number[];
  /** Whether Meldingsvakt itself answers with an AppRec on this route. */
  appRec: boolean;
}

export interface Agreement {
  between: [number, number];
  /** Rule pack id, such as `hmr-2021`. */
  pack: string;
  options: Record<string, unknown>;
}

export const emptyPartnerDocument: PartnerDocument = { partners: [], self: null, routes: [], agreements: [] };
