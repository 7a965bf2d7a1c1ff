import { describe, expect, it } from 'vitest';
import { readCpaFile } from '../../../src/messages/ebxml/agreement/read-cpa.ts';
import { encryptEnveloped } from '../../../src/messages/ebxml/cms/enveloped-data.ts';
import { ROWS, report } from '../../../src/messages/ebxml/hits1172/report.ts';
import type { Inspection, Outcome } from '../../../src/messages/ebxml/hits1172/row.ts';
import { sealPayload } from '../../../src/messages/ebxml/payload.ts';
import { readBareEnvelope, readMailMessage } from '../../../src/messages/ebxml/read-message.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { buildAcknowledgment, buildMessageError } from '../../../src/messages/ebxml/signals/build.ts';
import { cpaText } from './support/cpa.ts';
import { envelopeText, signText, swap } from './support/forge.ts';
import { hospital, kommune, NOW, outgoing, receive } from './support/messages.ts';

const PLO = 'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01';
const DOCUMENT = Buffer.from(
  `<MsgHead xmlns="m"><Document><RefDoc><Content><Pasientlogistikk xmlns="${PLO}"/></Content></RefDoc></Document></MsgHead>`,
);
const SEALED = sealPayload(DOCUMENT, kommune().certificate);
const CID = outgoing().contentId;

interface Mail {
  headers: string;
  soapHeaders: string;
  envelope: string;
  partHeaders: string;
  part: Buffer;
}

/** A mail with nothing to complain about; the envelope is 8bit, so that tests can change it as text. */
function perfect(): Mail {
  const plain = envelopeText({ content: { ...outgoing().content, syncReply: false } });
  return {
    headers:
      'From: sykehus@edi.example\r\nTo: kommune@edi.example\r\nMessage-ID: <1@edi.example>\r\nDate: Fri, 20 Nov 2026 13:30:00 +0100\r\n' +
      'MIME-Version: 1.0\r\nSOAPAction: "ebXML"\r\nContent-Type: multipart/related; type="text/xml"; start="<soap>"; boundary="B"\r\n',
    soapHeaders:
      'Content-ID: <soap>\r\nContent-Type: text/xml; charset="UTF-8"\r\nContent-Transfer-Encoding: 8bit\r\n',
    envelope: signText(plain, [{ contentId: CID, content: SEALED }]),
    partHeaders: `Content-ID: <${CID}>\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n`,
    part: SEALED,
  };
}

function inspect(mail: Mail, known: Partial<Inspection> = {}): Inspection {
  const text =
    `${mail.headers}\r\n--B\r\n${mail.soapHeaders}\r\n${Buffer.from(mail.envelope).toString('latin1')}\r\n` +
    `--B\r\n${mail.partHeaders}\r\n${mail.part.toString('base64')}\r\n--B--\r\n`;
  const reading = readMailMessage(Buffer.from(text, 'latin1'));
  return { reading, xml: reading.xml, agreement: null, certificates: [], keys: [], ...known };
}

function bare(envelope: string | Buffer): Inspection {
  const reading = readBareEnvelope(Buffer.from(envelope));
  return { reading, xml: reading.xml, agreement: null, certificates: [], keys: [] };
}

const outcomes = (inspection: Inspection): Outcome[] => report(inspection).map((row) => row.result);
/** Row numbers (from 1) with that outcome. */
const rowsWith = (outcome: Outcome, inspection: Inspection) =>
  outcomes(inspection).flatMap((each, index) => (each === outcome ? [index + 1] : []));
const agreement = () => {
  const file = readCpaFile(
    Buffer.from(
      cpaText({ cpaId: '90998_99387', certificates: [hospital().certificate, kommune().certificate] }),
    ),
  );
  if (!('agreement' in file)) throw new Error('no agreement');
  return file.agreement;
};
const known = (): Partial<Inspection> => ({
  agreement: agreement(),
  certificates: [hospital().certificate.raw],
  keys: [kommune()],
});

describe('the rows', () => {
  it('are 139, in the order of the document, and each says what it demands in three languages', () => {
    expect(ROWS).toHaveLength(139);
    for (const { requirement } of ROWS) {
      for (const text of [requirement.nb, requirement.nn, requirement.en])
        expect(text.length).toBeGreaterThan(5);
    }
  });
});

/** `rule section` of the rows with that outcome. */
const rulesWith = (outcome: Outcome, inspection: Inspection) =>
  report(inspection)
    .filter((row) => row.result === outcome)
    .map((row) => `${row.rule} ${row.section}`);

/** Only the registry itself could answer these. */
const REGISTRY_ONLY = ['29 5.9.1', '54 5.9.1', '30 5.9.1', '54 5.9.1', '261 5.9.3', '262 5.9.3'];

describe('a message with nothing to complain about', () => {
  it('fails no row, and passes every row that a mail with payload can be held against', () => {
    const inspection = inspect(perfect(), known());
    expect(rulesWith('failed', inspection)).toEqual([]);
    const rest = rulesWith('not-applicable', inspection).filter((each) => !/ 5\.1[23]$/.test(each));
    // The first row of 5.11.3 is about receipts and errors only.
    expect(rest).toEqual([...REGISTRY_ONLY, '- 5.11.3']);
  });

  it('is not held against what nothing was given for', () => {
    const inspection = inspect(perfect());
    expect(rulesWith('failed', inspection)).toEqual([]);
    expect(rulesWith('not-applicable', inspection)).toEqual(
      expect.arrayContaining([
        '110 5.9.2',
        '111 5.9.2',
        '114 5.9.2',
        '79 5.9.4',
        '44 5.9.4',
        '270 5.14.4',
        '264 5.15.1',
      ]),
    );
  });

  it('may be an envelope alone, which has no mail, no package and no parts', () => {
    const inspection = bare(perfect().envelope);
    expect(rulesWith('failed', inspection)).toEqual([]);
    expect(rulesWith('not-applicable', inspection)).toEqual(
      expect.arrayContaining([
        '18 5.5.1.1',
        '21 5.5.2.1',
        '22 5.5.2.1',
        '253 5.5.2.2',
        '257 5.5.2.3',
        '27 5.14.3',
        '263 5.15.1',
      ]),
    );
  });
});

const header = (name: string) => new RegExp(`${name}: .*\r\n`);
const inEnvelope =
  (from: string | RegExp, to: string) =>
  (mail: Mail): Mail => ({ ...mail, envelope: swap(mail.envelope, from, to) });
const inHeaders =
  (from: string | RegExp, to: string) =>
  (mail: Mail): Mail => ({ ...mail, headers: swap(mail.headers, from, to) });
const inSoap =
  (from: string | RegExp, to: string) =>
  (mail: Mail): Mail => ({ ...mail, soapHeaders: swap(mail.soapHeaders, from, to) });
const inPart =
  (from: string | RegExp, to: string) =>
  (mail: Mail): Mail => ({ ...mail, partHeaders: swap(mail.partHeaders, from, to) });
const element = (name: string) => new RegExp(`<eb:${name}[ >].*?</eb:${name}>|<eb:${name}[^>]*/>`);
const signature = (name: string) => new RegExp(`<ds:${name}[ >].*?</ds:${name}>`);

/** For each row a change that breaks it. The row is named by rule id, and by section where an id stands twice. */
const BREAKS: readonly [rule: string, change: (mail: Mail) => Mail, section?: string][] = [
  ['18', inHeaders(header('From'), '')],
  ['19', inHeaders(header('To'), '')],
  ['80', inHeaders(header('From'), 'From:\r\n')],
  ['81', inHeaders(header('To'), 'To:\r\n')],
  ['250', inHeaders(header('Message-ID'), '')],
  ['20', inHeaders(header('Date'), '')],
  ['251', inHeaders(header('Message-ID'), 'Message-ID:\r\n')],
  ['83', inHeaders(header('Date'), 'Date:\r\n')],
  ['21', inHeaders(header('MIME-Version'), '')],
  ['82', inHeaders('MIME-Version: 1.0', 'MIME-Version: 2.0')],
  ['22', inHeaders(header('SOAPAction'), '')],
  ['51', inHeaders('"ebXML"', '"other"')],
  ['252', inHeaders(header('Content-Type'), '')],
  ['66', inHeaders('multipart/related', 'multipart/mixed')],
  ['253', inHeaders(' type="text/xml";', '')],
  ['-', inHeaders('start="<soap>"', 'start="<other>"'), '5.5.2.2'],
  ['67', inSoap('text/xml', 'application/soap+xml')],
  ['255', inSoap('text/xml', 'application/xml')],
  ['256', inSoap('"UTF-8"', '"iso-8859-1"')],
  ['257', inSoap('Content-Transfer-Encoding: 8bit\r\n', '')],
  ['258', inSoap('8bit', '7bit')],
  ['259', inPart('base64', '8bit'), '5.5.2.4'],
  ['260', inPart('; smime-type=enveloped-data', '')],
  ['78', inEnvelope(/^<\?xml[^>]*\?>/, '')],
  ['68', inEnvelope('UTF-8', 'ISO-8859-1')],
  ['86', (mail) => ({ ...mail, envelope: '<a/>' })],
  ['16', inEnvelope('<SOAP:Body>', '<SOAP:Body><SOAP:Fault/>')],
  ['17', inEnvelope('<eb:To>', '<eb:Other/><eb:To>')],
  ['43', (mail) => ({ ...mail, envelope: '<a/>' })],
  ['2', inEnvelope(/<SOAP:Header>.*<\/SOAP:Header>/, '')],
  ['3', inEnvelope(/<SOAP:Body>.*<\/SOAP:Body>/, '')],
  [
    '100',
    inEnvelope(
      '</SOAP:Header>',
      '<eb:SyncReply SOAP:mustUnderstand="1" eb:version="2.0" SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"/></SOAP:Header>',
    ),
  ],
  ['101', inEnvelope('<SOAP:Body>', '<SOAP:Body><a/>')],
  ['4', inEnvelope(element('MessageHeader'), '')],
  ['8', inEnvelope(' eb:version="2.0"', '')],
  ['70', inEnvelope(' eb:version="2.0"', ' eb:version="1.0"')],
  ['7', inEnvelope(' SOAP:mustUnderstand="1"', '')],
  ['69', inEnvelope(' SOAP:mustUnderstand="1"', ' SOAP:mustUnderstand="0"')],
  ['76', inEnvelope(element('MessageId'), '')],
  ['102', inEnvelope(element('MessageId'), '<eb:MessageId>17</eb:MessageId>')],
  ['77', inEnvelope(element('Timestamp'), '')],
  ['11', inEnvelope(element('CPAId'), '')],
  ['12', inEnvelope('90998_99387', '99387_90998')],
  ['10', inEnvelope(element('From'), '')],
  ['9', inEnvelope(element('To'), '')],
  ['58', inEnvelope(element('PartyId'), '')],
  ['59', inEnvelope('<eb:PartyId eb:type="HER">99387</eb:PartyId>', '')],
  ['25', inEnvelope('>90998<', '><')],
  ['55', inEnvelope('>99387<', '><')],
  ['60', inEnvelope('"HER">90998', '"ENH">90998')],
  ['61', inEnvelope('"HER">99387', '"ENH">99387')],
  ['14', inEnvelope('<eb:From>', '<eb:From><eb:PartyId eb:type="HER">1</eb:PartyId>')],
  ['13', inEnvelope('<eb:To>', '<eb:To><eb:PartyId eb:type="HER">1</eb:PartyId>')],
  ['31', inEnvelope('>90998<', '>9O998<')],
  ['56', inEnvelope('>99387<', '>99-387<')],
  ['47', inEnvelope(element('Service'), '')],
  ['71', inEnvelope('>S-LOG_INNLAGT<', '> <')],
  ['48', inEnvelope(element('Action'), '')],
  ['72', inEnvelope('>LOG_INNLAGT<', '><')],
  ['110', inEnvelope('90998_99387', '90998_99388')],
  ['111', inEnvelope('>90998<', '>90997<')],
  ['112', inEnvelope('>99387<', '>99386<')],
  ['113', inEnvelope('>2026-11-20T', '>2025-11-20T')],
  ['114', inEnvelope('>2026-11-20T', '>2027-11-20T')],
  [
    '44',
    (mail) => ({
      ...mail,
      envelope: signText(mail.envelope.replace(/<ds:Signature.*<\/ds:Signature>/, ''), [], kommune()),
    }),
  ],
  ['45', inEnvelope(signature('Signature'), '')],
  [
    '52',
    inEnvelope(
      '</SOAP:Header>',
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></SOAP:Header>',
    ),
  ],
  ['363', inEnvelope(signature('SignedInfo'), '')],
  ['42', inEnvelope(signature('SignatureValue'), '')],
  ['32', inEnvelope(signature('KeyInfo'), '')],
  ['39', inEnvelope(/<ds:Reference.*<\/ds:Reference>/, '')],
  ['40', inEnvelope('URI=""', 'URI="#x"')],
  ['34', inEnvelope('URI="cid:', 'URI="http:')],
  ['33', inEnvelope('xmlenc#sha256', 'xmlenc#sha512')],
  ['37', inEnvelope('#enveloped-signature', '#other')],
  ['36', inEnvelope('REC-xpath-19991116', 'REC-xslt-19991116')],
  ['35', inEnvelope('REC-xml-c14n-20010315"/></ds:Transforms>', 'other"/></ds:Transforms>')],
  ['38', inEnvelope(/<ds:Transform Algorithm="http:\/\/www.w3.org\/TR\/1999.*?<\/ds:Transform>/, '')],
  ['41', inEnvelope(signature('X509Data'), '')],
  ['64', inEnvelope(signature('DigestValue'), '')],
  ['85', inEnvelope(' URI=""', '')],
  ['103', inEnvelope(signature('X509Certificate'), '')],
  [
    '65',
    inEnvelope('</ds:X509Certificate>', '</ds:X509Certificate><ds:X509Certificate>AAAA</ds:X509Certificate>'),
  ],
  ['46', inEnvelope(/<ds:X509Certificate>.*?</, '<ds:X509Certificate>AAAA<')],
  ['104', inEnvelope('>2026-11-20T', '>2025-11-20T')],
  ['105', inEnvelope('>2026-11-20T', '>2028-11-20T')],
  ['84', inEnvelope('xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha512')],
  ['50', inEnvelope('774a6ed1', '774a6ed2')],
  [
    '-',
    (mail) => ({
      ...mail,
      envelope: mail.envelope.replace(element('AckRequested'), '').replace(element('Manifest'), ''),
    }),
    '5.11.1',
  ],
  ['74', inEnvelope(element('DuplicateElimination'), '')],
  ['75', inEnvelope(element('AckRequested'), '')],
  ['94', inEnvelope('eb:signed="true"', 'eb:signed="false"')],
  ['5', inEnvelope('<eb:Manifest eb:version="2.0"', '<eb:Manifest eb:version="1.0"')],
  ['6', inEnvelope(element('Reference'), '')],
  ['23', inPart(`<${CID}>`, '<other>')],
  ['265', inEnvelope(`eb:location="${PLO}"`, 'eb:location=""')],
  ['266', inEnvelope('eb:version="1.6"', 'eb:version="new"')],
  ['267', inEnvelope(`eb:location="${PLO}"`, 'eb:location="urn:other"')],
  ['268', inEnvelope('eb:version="1.6"', 'eb:version="1.5"')],
  [
    '269',
    (mail) => ({
      ...mail,
      envelope: mail.envelope
        .replace('>S-LOG_INNLAGT<', '>S-EPIKRISE<')
        .replace('>LOG_INNLAGT<', '>EPIKRISE<'),
    }),
  ],
  ['270', inEnvelope(`eb:location="${PLO}"`, 'eb:location="urn:other"')],
  ['271', inEnvelope('MSH-system', 'other')],
  ['272', inEnvelope('MSH-versjon', 'other')],
  ['273', inEnvelope('"Meldingsvakt"', '""')],
  ['274', inEnvelope('"1.0"}', '""}')],
  ['279', inEnvelope(/<eb:Schema.*?\/>/, '')],
  ['263', (mail) => ({ ...mail, part: DOCUMENT })],
  ['-', sealedAs('Content-Transfer-Encoding: 8bit\r\n\r\n'), '5.15.1'],
  ['264', sealedAs('Content-Type: application/xml\r\n\r\n')],
  ['259', sealedAs('Content-Type: application/xml\r\nContent-Transfer-Encoding: 7bit\r\n\r\n'), '5.15.1'],
];

/** The document sealed with other MIME headers inside. */
function sealedAs(headers: string) {
  return (mail: Mail): Mail => ({
    ...mail,
    part: encryptEnveloped(Buffer.concat([Buffer.from(headers), DOCUMENT]), kommune().certificate),
  });
}

const failedRules = (inspection: Inspection) =>
  report(inspection)
    .filter((row) => row.result === 'failed')
    .map((row) => `${row.rule} ${row.section}`);

describe('each row is failed by the message that breaks it', () => {
  it.each(BREAKS.map(([rule, change, section]) => [rule, section ?? '', change] as const))(
    '%s %s',
    (rule, section, change) => {
      const place = section || ROWS.find((row) => row.rule === rule)!.section;
      expect(failedRules(inspect(change(perfect()), known()))).toContain(`${rule} ${place}`);
    },
  );

  it('27: a Manifest that refers to a part, in a package without attachments', () => {
    const mail = perfect();
    const text = `${mail.headers}\r\n--B\r\n${mail.soapHeaders}\r\n${mail.envelope}\r\n--B--\r\n`;
    const reading = readMailMessage(Buffer.from(text, 'latin1'));
    expect(failedRules({ reading, xml: reading.xml, agreement: null, certificates: [], keys: [] })).toContain(
      '27 5.14.3',
    );
  });

  it("79: an agreement without the sender's certificate", () => {
    expect(failedRules(inspect(perfect(), { ...known(), certificates: [] }))).toContain('79 5.9.4');
  });

  it('the rows without a number about AckRequested, Manifest and the payload', () => {
    const of = (change: (mail: Mail) => Mail) => rowsWith('failed', inspect(change(perfect()), known()));
    const numberOf = (section: string, nth: number) =>
      ROWS.flatMap((row, index) => (row.section === section && row.rule === '-' ? [index + 1] : []))[nth]!;
    const ack = /(<eb:AckRequested[^>]*) SOAP:mustUnderstand="1"/;
    expect(of((mail) => ({ ...mail, envelope: mail.envelope.replace(ack, '$1') }))).toContain(
      numberOf('5.14.2', 0),
    );
    expect(
      of((mail) => ({ ...mail, envelope: mail.envelope.replace(ack, '$1 SOAP:mustUnderstand="0"') })),
    ).toContain(numberOf('5.14.2', 1));
    expect(of(inEnvelope(/xlink:href="[^"]*"/, 'xlink:href=""'))).toContain(numberOf('5.14.3', 0));
    expect(of(sealedAs('Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'))).toContain(
      numberOf('5.15.1', 1),
    );
  });
});

describe('signals', () => {
  const settings = {
    messageId: 'c1c8f7f0-8d3e-4a53-9d2c-5e1f2a3b4c5e',
    now: NOW,
    signer: kommune(),
    mshInfo: outgoing().header.mshInfo ?? null,
  };
  const request = receive(buildMessage(outgoing())).xml!;
  const acknowledgment = buildAcknowledgment(request, settings).toString();
  const error = buildMessageError(
    request.envelope.header,
    { errors: [{ errorCode: 'Inconsistent', severity: 'Error', location: null, description: 'x' }] },
    settings,
  ).toString();
  const failed = (envelope: string) => failedRules(bare(envelope));

  it('of our own making fail no row', () => {
    expect(failed(acknowledgment)).toEqual([]);
    expect(failed(error)).toEqual([]);
    expect(rowsWith('passed', bare(acknowledgment)).length).toBeGreaterThan(60);
  });

  const errorList = /<eb:ErrorList.*<\/eb:ErrorList>/.exec(error)![0];
  const ackBlock = /<eb:Acknowledgment.*<\/eb:Acknowledgment>/.exec(acknowledgment)![0];
  const into = (envelope: string, block: string) =>
    swap(envelope, '</SOAP:Header>', `${block}</SOAP:Header>`);
  const ackRequested = /<eb:AckRequested[^>]*\/>/.exec(envelopeText())![0];
  const manifest = /<eb:Manifest.*<\/eb:Manifest>/.exec(envelopeText())![0];

  it.each([
    ['106', swap(acknowledgment, /<eb:Service>.*?</, '<eb:Service>S-X<')],
    ['107', swap(acknowledgment, '<eb:Action>Acknowledgment<', '<eb:Action>Other<')],
    ['108', swap(acknowledgment, /<eb:RefToMessageId>.*?</, '<eb:RefToMessageId>17<')],
    [
      '109',
      swap(
        acknowledgment,
        '</eb:MessageData>',
        '<eb:RefToMessageId>a@b</eb:RefToMessageId></eb:MessageData>',
      ),
    ],
    ['115', into(acknowledgment, errorList)],
    ['116', acknowledgment.replace('URI=""', 'URI="#x"')],
    ['117', acknowledgment.replace('URI="cid:', 'URI="http:')],
    ['120', swap(error, /<eb:Service>.*?</, '<eb:Service>S-X<')],
    ['121', swap(error, '<eb:Action>MessageError<', '<eb:Action>Other<')],
    ['122', swap(error, /<eb:RefToMessageId>.*?</, '<eb:RefToMessageId>17<')],
    ['123', into(error, ackBlock)],
  ])('row %s is failed by the signal that breaks it', (rule, envelope) => {
    expect(failed(envelope).map((each) => each.split(' ')[0])).toContain(rule);
  });

  it('are told when they are two things at once, or one thing twice', () => {
    const rows = ROWS.flatMap((row, index) => (row.section === '5.11.3' ? [index + 1] : []));
    const broken = [
      into(acknowledgment, errorList),
      into(acknowledgment, ackRequested),
      swap(acknowledgment, '<SOAP:Body/>', `<SOAP:Body>${manifest}</SOAP:Body>`),
      into(error, ackRequested),
      swap(error, '<SOAP:Body/>', `<SOAP:Body>${manifest}</SOAP:Body>`),
      into(acknowledgment, ackBlock),
    ];
    for (const [index, envelope] of broken.entries())
      expect(rowsWith('failed', bare(envelope))).toContain(rows[index]);
  });
});
