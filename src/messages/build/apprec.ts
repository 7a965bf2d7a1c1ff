import type { Message, Party } from '../message.ts';
import { coded, el, leaf, type Node, writeXml } from './xml.ts';

/** A party of a receipt; every part may be missing, as in the message that is answered. */
export interface AppRecParty {
  /** Role (8112 and AVS): PRIM, COP … */
  role: string | null;
  her: number | null;
  name: string | null;
  service: Party['service'];
}

export interface BuildAppRec {
  version?: '1.1' | '1.0';
  /** A new UUID. */
  id: string;
  /** `YYYY-MM-DDThh:mm:ss`, local or with offset. */
  genDate: string;
  sender: AppRecParty;
  receiver: AppRecParty;
  /** 8258: `1` OK, `2` rejected, `3` OK with fault in a part. */
  status: '1' | '2' | '3';
  /** Default list is 8221. `text` is free text and must not hold a patient's values. */
  errors?: { code: string; name?: string; list?: string | number; text?: string }[];
  original: { msgId: string; type: string; typeName?: string; issueDate: string };
  software?: { name: string; version: string };
}

const STATUS_NAMES = { 1: 'OK', 2: 'Avvist', 3: 'OK, feil i delmelding' } as const;

/** Names of the error codes (8221) that Meldingsvakt itself answers with. */
const ERROR_NAMES: Readonly<Record<string, string>> = {
  E10: 'Ugyldig meldingsidentifikator',
  E21: 'Mottaker finnes ikke',
  E36: 'Pasientopplysninger er utilstrekkelige',
  S01: 'Feil på signatur',
  S02: 'Ugyldig sertifikat',
  S03: 'Tilbaketrukket sertifikat',
  T01: "Ikke XML / ikke 'well formed' / uleselig",
  T02: 'XML validerer ikke',
  T10: 'Støtter ikke meldingsformatet',
};

const VERSIONS = {
  '1.0': { namespace: 'http://www.kith.no/xmlstds/apprec/2004-11-21', mig: '1.0 2004-11-21' },
  '1.1': { namespace: 'http://www.kith.no/xmlstds/apprec/2012-02-15', mig: 'v1.1 2012-02-15' },
} as const;

/**
 * An applikasjonskvittering (HIS 80415).
 * @returns UTF-8 bytes
 */
export function buildAppRec(input: BuildAppRec): Uint8Array {
  const { namespace, mig } = VERSIONS[input.version ?? '1.1'];
  const { original, software } = input;
  return writeXml(
    el(
      'AppRec',
      { xmlns: namespace },
      coded('MsgType', 'APPREC', 'Applikasjonskvittering'),
      el('MIGversion', {}, mig),
      leaf('SoftwareName', software?.name),
      leaf('SoftwareVersion', software?.version),
      el('GenDate', {}, input.genDate),
      el('Id', {}, input.id),
      el('Sender', {}, ...party(input.sender)),
      el('Receiver', {}, ...party(input.receiver)),
      coded('Status', input.status, STATUS_NAMES[input.status]),
      (input.errors ?? []).map(({ code, name, list, text }) => {
        const error = coded('Error', code, name ?? ERROR_NAMES[code] ?? null, list ?? 8221);
        return text ? { ...error, attributes: { ...error.attributes, OT: text } } : error;
      }),
      el(
        'OriginalMsgId',
        {},
        coded('MsgType', original.type, original.typeName ?? null),
        el('IssueDate', {}, original.issueDate),
        el('Id', {}, original.msgId),
      ),
    ),
  );
}

/**
 * The receipt that answers a message: addresses mirrored, OriginalMsgId taken from it (HIS 80415 3.3.4).
 * @throws RangeError when the message lacks what a receipt must name; then no receipt can be sent
 */
export function appRecFor(
  message: Message,
  answer: Pick<BuildAppRec, 'id' | 'genDate' | 'status' | 'errors' | 'software' | 'version'>,
): Uint8Array {
  const { msgId, genDate, sender, receiver, type } = message;
  if (msgId === null || genDate === null || sender === null) {
    throw new RangeError('The message lacks the id, time or sender that a receipt must name');
  }
  return buildAppRec({
    ...answer,
    version: answer.version ?? (message.version === '1.5' ? '1.0' : '1.1'),
    sender: { role: 'PRIM', her: null, name: null, service: null, ...receiver },
    receiver: { role: 'AVS', ...sender },
    original: { msgId, type, issueDate: genDate },
  });
}

function party({ role, her, name, service }: AppRecParty): (Node | null)[] {
  const lower =
    service &&
    el(
      service.kind === 'person' ? 'HCPerson' : 'Dept',
      {},
      leaf('Name', service.name),
      ...herId(service.her),
    );
  return [
    role === null
      ? null
      : coded('Role', role, role === 'PRIM' ? 'Primærmottaker' : role === 'AVS' ? 'Avsender' : null),
    el('HCP', {}, el('Inst', {}, leaf('Name', name), ...herId(her), lower)),
  ];
}

function herId(her: number | null): (Node | null)[] {
  return her === null ? [] : [leaf('Id', her), coded('TypeId', 'HER', 'HER-id')];
}
