import type { X509Certificate } from 'node:crypto';

export interface CpaSettings {
  cpaId?: string;
  start?: string;
  end?: string;
  syncReplyMode?: string;
  ackRequested?: string;
  ackSignatureRequested?: string;
  duplicateElimination?: string;
  nonRepudiation?: string | null;
  retries?: string;
  retryInterval?: string;
  persistDuration?: string;
  certificates?: readonly [X509Certificate, X509Certificate];
}

const NS =
  'xmlns:c="http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd" ' +
  'xmlns:x="http://www.w3.org/1999/xlink" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';

/** A CPA of hospital (HER 90998) and kommune (HER 99387) with names of its own for Service, Action and Role. */
export function cpaText(settings: CpaSettings = {}): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><c:CollaborationProtocolAgreement ${NS} c:cpaid="${settings.cpaId ?? 'avtale:1'}" c:version="2_0b">` +
    `<c:Status c:value="agreed"/><c:Start>${settings.start ?? '2026-01-01T00:00:00Z'}</c:Start><c:End>${settings.end ?? '2027-01-01T00:00:00Z'}</c:End>` +
    party('sykehus', 90998, 'Avsender', 'send', settings, settings.certificates?.[0]) +
    party('kommune', 99387, 'Mottaker', 'receive', settings, settings.certificates?.[1]) +
    '</c:CollaborationProtocolAgreement>'
  );
}

/** The same party alone, as a profile. */
export function cppText(): string {
  return (
    `<c:CollaborationProtocolProfile ${NS} c:cppid="profil:1" c:version="2_0b">` +
    `${party('sykehus', 90998, 'Avsender', 'send', {}, undefined)}</c:CollaborationProtocolProfile>`
  );
}

function party(
  id: string,
  her: number,
  role: string,
  direction: 'send' | 'receive',
  settings: CpaSettings,
  certificate: X509Certificate | undefined,
): string {
  const can = direction === 'send' ? 'CanSend' : 'CanReceive';
  const nonRepudiation =
    settings.nonRepudiation === null
      ? ''
      : ` c:isNonRepudiationRequired="${settings.nonRepudiation ?? 'true'}"`;
  const held = certificate
    ? `<c:Certificate c:certId="${id}-cert"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></c:Certificate>`
    : '';
  const signing = certificate
    ? `<c:SenderNonRepudiation><c:SigningCertificateRef c:certId="${id}-cert"/></c:SenderNonRepudiation>`
    : '';
  const encryption = certificate
    ? `<c:ReceiverDigitalEnvelope><c:EncryptionCertificateRef c:certId="${id}-cert"/></c:ReceiverDigitalEnvelope>`
    : '';
  return (
    `<c:PartyInfo c:partyName="${id}" c:defaultMshChannelId="${id}-channel"><c:PartyId c:type="HER">${her}</c:PartyId><c:PartyId c:type="ENH">90000000${her % 10}</c:PartyId>` +
    `<c:CollaborationRole><c:Role c:name="${role}"/><c:ServiceBinding><c:Service c:type="string">Innleggelse</c:Service>` +
    `<c:${can}><c:ThisPartyActionBinding c:id="${id}-binding" c:action="Melding"><c:BusinessTransactionCharacteristics${nonRepudiation}/><c:ChannelId>${id}-channel</c:ChannelId></c:ThisPartyActionBinding></c:${can}>` +
    `</c:ServiceBinding></c:CollaborationRole>${held}` +
    `<c:DeliveryChannel c:channelId="${id}-channel" c:transportId="${id}-transport" c:docExchangeId="${id}-exchange"><c:MessagingCharacteristics c:syncReplyMode="${settings.syncReplyMode ?? 'mshSignalsOnly'}" c:ackRequested="${settings.ackRequested ?? 'always'}" c:ackSignatureRequested="${settings.ackSignatureRequested ?? 'always'}" c:duplicateElimination="${settings.duplicateElimination ?? 'always'}"/></c:DeliveryChannel>` +
    `<c:Transport c:transportId="${id}-transport"><c:TransportReceiver><c:TransportProtocol c:version="1.1">HTTP</c:TransportProtocol><c:Endpoint c:uri="http://${id}.example/ebms"/></c:TransportReceiver></c:Transport>` +
    `<c:DocExchange c:docExchangeId="${id}-exchange"><c:ebXMLSenderBinding><c:ReliableMessaging><c:Retries>${settings.retries ?? '3'}</c:Retries><c:RetryInterval>${settings.retryInterval ?? 'PT240M'}</c:RetryInterval><c:MessageOrderSemantics>NotGuaranteed</c:MessageOrderSemantics></c:ReliableMessaging><c:PersistDuration>${settings.persistDuration ?? 'P2D'}</c:PersistDuration>${signing}</c:ebXMLSenderBinding><c:ebXMLReceiverBinding>${encryption}</c:ebXMLReceiverBinding></c:DocExchange>` +
    '</c:PartyInfo>'
  );
}
