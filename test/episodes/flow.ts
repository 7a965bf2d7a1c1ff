import { agreementOf } from '../../src/agreement/agreement.ts';
import { packNamed } from '../../src/agreement/packs/builtin.ts';
import type { PairOptions } from '../../src/agreement/packs/schema.ts';
import type { Clock } from '../../src/episodes/clocks.ts';
import type { Entry } from '../../src/episodes/entry.ts';
import { factsOf } from '../../src/episodes/facts.ts';
import { type Episode, type PlacedDecision, project } from '../../src/episodes/project.ts';
import { buildAppRec } from '../../src/messages/build/apprec.ts';
import { buildDialog } from '../../src/messages/build/dialog.ts';
import { buildEpikrise } from '../../src/messages/build/epikrise.ts';
import type { BuildHead, BuildParty, BuildPatient } from '../../src/messages/build/head.ts';
import {
  type BuildPasientlogistikk,
  buildPasientlogistikk,
  type HendelseCode,
  type LogistikkType,
} from '../../src/messages/build/pasientlogistikk.ts';
import { buildReport } from '../../src/messages/build/reports.ts';
import { readMessage } from '../../src/messages/read/read-message.ts';
import { withDocument } from '../../src/messages/xml/parse.ts';
import { anotherPatient, hospital, kommune, party } from '../helpers/messages.ts';

/** One message on its way: its bytes, and when it reaches us. */
export interface Sent {
  msgId: string;
  bytes: Buffer;
  receivedAt: string;
}

interface More {
  receivedAt?: string;
  parent?: string;
  conversation?: string;
  status?: 'N' | 'M' | 'A' | 'C';
  msgId?: string;
}

const EVENT: Readonly<Record<LogistikkType, HendelseCode>> = {
  LOG_INNLAGT: '1',
  LOG_UTSKREVET: '2',
  LOG_UTSKRIVNINGSKLAR: '3',
  LOG_AVMELDING: '4',
  LOG_DOD: '13',
};

let counter = 0;

/** A MsgId, another one each time, the same in every run. */
function nextId(): string {
  counter += 1;
  return `5e000000-0000-4000-8000-${String(counter).padStart(12, '0')}`;
}

/** The messages of one patient as both systems would write them; times as written, with offset. */
export class Flow {
  readonly sent: Sent[] = [];
  readonly patient: BuildPatient = anotherPatient();

  log(type: LogistikkType, genDate: string, eventAt = genDate.slice(0, 19), more: More = {}): string {
    const input: BuildPasientlogistikk = {
      ...this.#head(genDate, hospital, kommune, more),
      type,
      events: [{ code: EVENT[type], at: eventAt, estimate: false }],
      ...(more.status && { status: more.status }),
    };
    return this.#add(input.msgId, buildPasientlogistikk(input), genDate, more);
  }

  report(
    type: 'INNLEGGELSESRAPPORT' | 'HELSEOPPL_SOKNAD' | 'UTSKRIVNINGSRAPPORT',
    genDate: string,
    more: More & { update?: boolean } = {},
  ): string {
    const inward = type === 'INNLEGGELSESRAPPORT';
    const head = this.#head(genDate, inward ? kommune : hospital, inward ? hospital : kommune, more);
    const bytes = buildReport({
      ...head,
      type,
      ...(!inward && {
        events: [{ code: '1', at: genDate.slice(0, 19) }],
        contentType: more.update ? { code: '2', name: 'Oppdaterte' } : { code: '1', name: 'Varsel' },
      }),
      ...(more.status && { status: more.status }),
    });
    return this.#add(head.msgId, bytes, genDate, more);
  }

  /** The kommune's formal answer to a notice of readiness. */
  answer(genDate: string, text: string, more: More = {}): string {
    const head = this.#head(genDate, kommune, hospital, more);
    const topic = { code: '7', name: 'Tilbakemelding', list: 7322 };
    const bytes = buildDialog({ ...head, type: 'DIALOG_HELSEFAGLIG', topic, heading: 'Svar', text });
    return this.#add(head.msgId, bytes, genDate, more);
  }

  dialog(
    type: 'DIALOG_FORESPORSEL' | 'DIALOG_SVAR' | 'DIALOG_AVVIK',
    genDate: string,
    from: 'HF' | 'K',
    more: More = {},
  ): string {
    const head = this.#head(
      genDate,
      from === 'HF' ? hospital : kommune,
      from === 'HF' ? kommune : hospital,
      more,
    );
    const topic =
      type === 'DIALOG_SVAR'
        ? { code: '3', name: 'Svar', list: 9069 }
        : type === 'DIALOG_AVVIK'
          ? { code: '1', name: 'Annet', list: 7322 }
          : { code: '1', name: 'Forespørsel', list: 9152 };
    return this.#add(head.msgId, buildDialog({ ...head, type, topic, text: 'Prøve' }), genDate, more);
  }

  epikrise(genDate: string, more: More & { receiver?: BuildParty; copies?: BuildParty[] } = {}): string {
    const { receiver = kommune, copies } = more;
    const { msgId, sender, patient } = this.#head(genDate, hospital, receiver, more);
    const bytes = buildEpikrise({
      msgId,
      genDate,
      sender,
      receiver,
      ...(patient && { patient }),
      ...(copies && { copies }),
      ...(more.status && { status: more.status }),
      reference: `e-${msgId}`,
      admitted: '2025-11-01T10:00:00+01:00',
      approved: genDate,
      doctor: { name: 'Lege Legesen', hpr: 9_876_540 },
      diagnoses: [{ code: 'S72.0', name: 'Brudd i lårhals' }],
      comments: [{ code: 'VU', name: 'Vurdering', text: 'Prøve' }],
    });
    return this.#add(msgId, bytes, genDate, more);
  }

  /** The other party's application receipt. */
  apprec(original: string, receivedAt: string, status: '1' | '2' = '1', from: 'HF' | 'K' = 'K'): string {
    const [sender, receiver] = from === 'K' ? [kommune, hospital] : [hospital, kommune];
    const id = nextId();
    const bytes = buildAppRec({
      id,
      genDate: receivedAt,
      status,
      sender: party('PRIM', sender),
      receiver: party('AVS', receiver),
      ...(status === '2' && { errors: [{ code: 'E36' }] }),
      original: { msgId: original, type: 'LOG_INNLAGT', issueDate: receivedAt },
    });
    this.sent.push({ msgId: id, bytes: Buffer.from(bytes), receivedAt });
    return id;
  }

  #head(genDate: string, sender: BuildParty, receiver: BuildParty, more: More): BuildHead {
    const { parent, conversation = parent } = more;
    return {
      msgId: more.msgId ?? nextId(),
      genDate,
      sender,
      receiver,
      patient: this.patient,
      ...(parent !== undefined && conversation !== undefined && { conversation: { parent, conversation } }),
    };
  }

  #add(msgId: string, bytes: Uint8Array, genDate: string, { receivedAt = genDate }: More): string {
    this.sent.push({ msgId, bytes: Buffer.from(bytes), receivedAt });
    return msgId;
  }
}

/** What the ledger would hold of the messages, in the order given. */
export function entriesOf(sent: readonly Sent[]): Entry[] {
  const read = sent.map(({ bytes, receivedAt }) => {
    const result = withDocument(bytes, ({ root }) => readMessage(root));
    if (!('value' in result) || !result.value) throw new Error('a built message was not read');
    return { message: result.value, receivedAt: Date.parse(receivedAt) };
  });
  return read.flatMap(({ message, receivedAt }) => {
    if (message.kind === 'apprec') return [];
    const key = (message.msgId ?? '').toLowerCase();
    return {
      id: `00000000-${key.slice(9)}`,
      msgId: message.msgId ?? '',
      key,
      receivedAt,
      sentAt: message.sentAt === null ? null : Date.parse(message.sentAt),
      sender: message.sender?.her ?? null,
      parent: message.conversation?.parent?.toLowerCase() ?? null,
      conversation: message.conversation?.conversation?.toLowerCase() ?? null,
      patientKey: 'p',
      facts: factsOf(message),
      ackAt: null,
      receipts: read.flatMap(({ message: other, receivedAt: came }) =>
        other.apprec?.original.msgId?.toLowerCase() === key
          ? {
              key: (other.msgId ?? '').toLowerCase(),
              receivedAt: came,
              from: other.sender?.her ?? null,
              positive: other.apprec.status !== '2',
            }
          : [],
      ),
    };
  });
}

/** The stays that the messages make at a time. */
export function staysOf(
  { sent }: { sent: readonly Sent[] },
  at: string,
  decisions: PlacedDecision[] = [],
  options: PairOptions = {},
): Episode[] {
  const agreement = agreementOf(packNamed('hmr-2021'), options);
  return project({ entries: entriesOf(sent), decisions, agreementFor: () => agreement }, Date.parse(at));
}

/** The one stay that the messages make. */
export function stayOf(...args: Parameters<typeof staysOf>): Episode {
  const [stay, ...more] = staysOf(...args);
  if (stay === undefined || more.length > 0) throw new Error(`${more.length + 1} stays, not one`);
  return stay;
}

/** The clock of a rule that a message set; `undefined` when it has not started. */
export function clock(stay: Episode, rule: string, msgId?: string): Clock | undefined {
  return stay.clocks.find(
    (each) => each.rule.id === rule && (msgId ?? each.entry.msgId) === each.entry.msgId,
  );
}

/** A clock in short: status, due and met as instants. */
export function told(found: Clock | undefined) {
  if (found === undefined) return null;
  const { status, due, metAt, evidence } = found;
  const iso = (at: number) => new Date(at).toISOString();
  return { status, due: iso(due), metAt: metAt === null ? null : iso(metAt), evidence };
}
