import { X509Certificate } from 'node:crypto';
import type { Endpoint, Partner, PartnerDocument } from '../delivery/partners.ts';
import {
  type Agreement,
  type AgreementParty,
  signingCertificates,
} from '../messages/ebxml/agreement/agreement.ts';
import { CpaError } from '../messages/ebxml/agreement/cpa-error.ts';
import { inForce, isParty } from '../messages/ebxml/agreement/decide.ts';
import { readCpaFile } from '../messages/ebxml/agreement/read-cpa.ts';
import {
  defaultCpaId,
  type KnownParty,
  synthesiseAgreement,
} from '../messages/ebxml/agreement/synthesise.ts';
import { type EnvelopeParty, herIdOf, herIdsOf, type MessageHeader } from '../messages/ebxml/envelope.ts';

type HeaderParties = Pick<MessageHeader, 'from' | 'to' | 'cpaId'>;

/** Who may exchange ebXML messages here, and on what terms; made once per version of the partners. */
export interface Directory {
  /** The agreement that an envelope names: a CPA that was imported, else what follows from the partners; `null` when unknown. */
  agreementOf(header: HeaderParties): Agreement | null;
  /** The imported CPA in force between two HER-ids of either level, else what follows from the partners. */
  agreementBetween(one: number, other: number, now: Date): Agreement | null;
  /** DER of the certificates that a party may sign with: those pinned for its HER-id, and those of its CPA. */
  pinsOf(party: EnvelopeParty, agreement: Agreement | null): Uint8Array[];
  /** Where signals to a party go: its ebXML endpoint here, else that of its CPA, else its plain one; `null` when there is none. */
  signalEndpoint(party: EnvelopeParty, agreement: Agreement | null): string | null;
}

/** @returns lookups over the document; pure. A file among the CPAs that is none is left out: the import has said so. */
export function createDirectory(document: PartnerDocument): Directory {
  const partners = new Map<number, { partner: Partner; name: string; endpoint: Endpoint | null }>();
  for (const partner of document.partners) {
    partners.set(partner.her, { partner, name: partner.name, endpoint: partner.endpoint });
    for (const service of partner.services)
      partners.set(service.her, {
        partner,
        name: service.name,
        endpoint: service.endpoint ?? partner.endpoint,
      });
  }
  const agreements = new Map<string, Agreement>();
  for (const agreement of document.partners.flatMap(({ cpa }) => cpa.flatMap(({ text }) => readCpa(text)))) {
    if (!agreements.has(agreement.cpaId)) agreements.set(agreement.cpaId, agreement);
  }
  const pinned = new Map<number, Uint8Array[]>();

  function pins(her: number): Uint8Array[] {
    const known = pinned.get(her);
    if (known !== undefined) return known;
    const texts = (partners.get(her)?.partner.signing?.certificates ?? []).map(({ text }) => text);
    // Our own messages may come back to us, from a route that leads here.
    const own = document.self?.her === her ? document.self.signing?.certificate.text : undefined;
    const made = [...texts, ...(own ? [own] : [])].map((text): Uint8Array => new X509Certificate(text).raw);
    pinned.set(her, made);
    return made;
  }

  function known(her: number | null): KnownParty | null {
    if (her === null) return null;
    const entry = partners.get(her);
    if (entry) return { name: entry.name, her, endpoint: ebmsUrl(entry.endpoint), signing: pins(her) };
    return document.self?.her === her ? { name: String(her), her, signing: pins(her) } : null;
  }

  function synthesise(cpaId: string, one: number | null, other: number | null): Agreement | null {
    const [from, to] = [known(one), known(other)];
    return from && to ? synthesiseAgreement(cpaId, from, to) : null;
  }

  /** The one HER-id of a party. Under a CPA it may be told by other ids; an envelope with two HER-ids is nobody's. */
  function herOf(party: EnvelopeParty, agreed: AgreementParty | null): number | null {
    const written = herIdOf(party);
    if (written !== null || herIdsOf(party).length > 0) return written;
    return agreed === null ? null : herIdOf({ ids: agreed.ids, role: null });
  }

  return {
    agreementOf({ cpaId, from, to }) {
      if (cpaId === null) return null;
      return agreements.get(cpaId) ?? synthesise(cpaId, herIdOf(from), herIdOf(to));
    },
    agreementBetween(one, other, now) {
      const [from, to] = [one, other].map(her);
      const agreed = [...agreements.values()].find(
        (each) =>
          inForce(each, now) &&
          from !== undefined &&
          to !== undefined &&
          ((isParty(from, each.parties[0]) && isParty(to, each.parties[1])) ||
            (isParty(from, each.parties[1]) && isParty(to, each.parties[0]))),
      );
      return agreed ?? synthesise(defaultCpaId(one, other), one, other);
    },
    pinsOf(party, agreement) {
      const agreed = agreedParty(party, agreement);
      const id = herOf(party, agreed);
      return [
        ...(id === null ? [] : pins(id)),
        ...(agreed && agreement?.source === 'cpa' ? signingCertificates(agreed) : []),
      ];
    },
    signalEndpoint(party, agreement) {
      const agreed = agreedParty(party, agreement);
      const id = herOf(party, agreed);
      const endpoint = id === null ? null : (partners.get(id)?.endpoint ?? null);
      return ebmsUrl(endpoint) ?? agreedUrl(agreed) ?? (endpoint?.protocol === 'http' ? endpoint.url : null);
    },
  };
}

function her(value: number): EnvelopeParty {
  return { ids: [{ type: 'HER', value: String(value) }], role: null };
}

function agreedParty(party: EnvelopeParty, agreement: Agreement | null): AgreementParty | null {
  return agreement?.parties.find((each) => isParty(party, each)) ?? null;
}

function ebmsUrl(endpoint: Endpoint | null): string | null {
  return endpoint?.protocol === 'ebms' ? endpoint.url : null;
}

function agreedUrl(party: AgreementParty | null): string | null {
  const endpoints = party?.signalChannel?.endpoints ?? party?.bindings[0]?.channel.endpoints ?? [];
  return endpoints.find(({ uri }) => /^https?:\/\//i.test(uri) && URL.canParse(uri))?.uri ?? null;
}

/** Profiles of one party (CPP) stand for no agreement. */
function readCpa(text: string): Agreement[] {
  try {
    const file = readCpaFile(Buffer.from(text));
    return 'agreement' in file ? [file.agreement] : [];
  } catch (error) {
    if (error instanceof CpaError) return [];
    throw error;
  }
}
