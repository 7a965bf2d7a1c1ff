/**
 * What a message says, read once from validated XML. After this value exists nobody touches XML again.
 * Every field is the standard's own content; nothing is guessed. Absent content is `null` or an empty list.
 *
 * Instants are ISO 8601 in UTC (`2026-11-20T12:30:00Z`). A KITH time without offset is Europe/Oslo local time;
 * the doubled hour in October is read as its first (summer-time) occurrence.
 */
export interface Message {
  /** The document family: a MsgHead with payload, an application receipt, or an epikrise (or henvisning 1.x) with root `Message`. */
  kind: 'msghead' | 'apprec' | 'epikrise';
  /** MsgInfo/Type/@V (code list 8279): `LOG_INNLAGT` …; `APPREC` and `EPIKRISE` for the other two families. */
  type: string;
  /** Version of the payload's standard: `1.6`, `1.5`, `1.1`, `1.0` …; `null` when the namespace is unknown. */
  version: string | null;
  /** MsgInfo/MsgId as written (AppRec: Id; epikrise: MsgId). */
  msgId: string | null;
  /** GenDate exactly as written, offset or not. */
  genDate: string | null;
  /** GenDate as an instant. */
  sentAt: string | null;
  /** MsgInfo/ProcessingStatus (8113): `P` production, `T` training, `D` debugging. */
  processing: string | null;
  sender: Party | null;
  receiver: Party | null;
  /** OtherReceiver with RoleReceiver (8112), in document order. Epikrise: CopyDest. */
  otherReceivers: CopyReceiver[];
  patient: Patient | null;
  conversation: Conversation | null;
  /** Forsendelsesstatus (7309): `N` new, `M` changed, `A` addition, `C` cancellation. */
  status: string | null;
  /** Name of the payload's root element, and its namespace. */
  payload: { name: string; namespace: string } | null;
  /** TidsfestetHendelse in document order (PLO). */
  events: TimedEvent[];
  dialog: Dialog | null;
  apprec: AppRec | null;
  attachments: Attachment[];
  /** TypeInnholdIMelding and the like: 9140, 9137, 9138, 9139. */
  contentType: Coded | null;
}

/** An organisation in two levels (HIS 1153): the organisation, and the service (tjeneste) or person under it. */
export interface Party {
  /** HER-id of level 1, the organisation. */
  her: number | null;
  name: string | null;
  /** Level 2: a service (nested Organisation) or a person (HealthcareProfessional). */
  service: { her: number | null; name: string | null; kind: 'service' | 'person' } | null;
  /** Organisation number (ENH), when given. */
  organisation: string | null;
}

export interface CopyReceiver extends Party {
  role: string | null;
}

/** The patient as identified. Only `messages`, `validation` and the rendering see it; the ledger stores a keyed hash. */
export interface Patient {
  ids: { id: string; type: string | null }[];
  familyName: string | null;
  givenName: string | null;
  /** As written, `YYYY-MM-DD`. */
  birthDate: string | null;
  /** Code list 3101. */
  sex: string | null;
}

/** ConversationRef (HITS 1218): the message answered, and the first message of the dialogue. */
export interface Conversation {
  parent: string | null;
  conversation: string | null;
}

export interface Coded {
  code: string | null;
  /** OID, as written in @S. */
  list: string | null;
  name: string | null;
}

/** TidsfestetHendelse. */
export interface TimedEvent {
  code: Coded | null;
  /** TidspunktForHendelse/@V as written; a date, or a date and time. */
  at: string | null;
  /** The same as an instant, when both date and time are given. */
  instant: string | null;
  /** Anslag: `true` an estimate, `false` final (HIS 80704 13.2.7). */
  estimate: boolean | null;
}

/** Dialogmelding: what it is about (TemaKodet) and says. */
export interface Dialog {
  topic: Coded | null;
  /** Tema, Sporsmal and the note's text, in document order. */
  texts: string[];
}

/** Applikasjonskvittering (HIS 80415). */
export interface AppRec {
  /** Status (8258): `1` OK, `2` rejected, `3` OK with fault in a part. */
  status: string | null;
  errors: { code: string | null; text: string | null; list: string | null }[];
  /** OriginalMsgId: the message that this answers. */
  original: { msgId: string | null; type: string | null; issuedAt: string | null };
}

export interface Attachment {
  id: string | null;
  mimeType: string | null;
  description: string | null;
  /** Decoded size in bytes; `null` for a file reference. */
  size: number | null;
}
