import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { XmlDocument, XmlValidateError } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROWS } from '../../../src/messages/ebxml/hits1172/report.ts';
import { readMailMessage } from '../../../src/messages/ebxml/read-message.ts';
import { compileEnvelopeSchema, type EnvelopeSchema } from '../../../src/messages/ebxml/schema.ts';
import { surveyEnvelope } from '../../../src/messages/ebxml/shape.ts';
import { withDocument } from '../../../src/messages/xml/parse.ts';
import { compileSchemas } from '../../../src/validation/schema/compile.ts';
import { envelopeText } from '../../messages/ebxml/support/forge.ts';
import { FOLDER, officialFile, present, title } from './shared.ts';

describe.runIf(present)(title('HITS 1172'), () => {
  it('has the same rows as ours, in the same order, under the same sections', () => {
    const lines = officialFile('HITS1172-rules.tsv').toString('utf8').trim().split('\n').slice(1);
    const theirs = lines
      .map((line) => line.split('\t'))
      .map(([rule, section]) => [rule, section!.split(' ')[0]]);
    expect(ROWS.map((row) => [row.rule, row.section])).toEqual(theirs);
  });
});

/** Changes that one schema might see and the other not. */
const CHANGES: readonly (readonly [RegExp | string, string])[] = [
  ['', ''],
  [/<eb:From>.*?<\/eb:From>/, ''],
  [/<eb:PartyId.*?<\/eb:PartyId>/, '<eb:PartyId/>'],
  ['<eb:To>', '<eb:Extra/><eb:To>'],
  [/<eb:Timestamp>.*?</, '<eb:Timestamp>now<'],
  [' eb:version="2.0"', ''],
  ['SOAP:mustUnderstand="1"', 'SOAP:mustUnderstand="true"'],
  ['eb:signed="true"', 'eb:signed="yes"'],
  ['eb:signed="true"', 'signed="true"'],
  [/<eb:Reference .*<\/eb:Reference>/, ''],
  [' xlink:type="simple"', ' xlink:type="extended"'],
  [/ xlink:href="[^"]*"/, ''],
  [' xml:lang="no"', ''],
  ['<eb:DuplicateElimination/>', '<eb:DuplicateElimination> </eb:DuplicateElimination>'],
  [
    '</SOAP:Header>',
    '<eb:MessageOrder SOAP:mustUnderstand="1" eb:version="2.0"><eb:SequenceNumber eb:status="Reset">0</eb:SequenceNumber></eb:MessageOrder></SOAP:Header>',
  ],
  [
    '</SOAP:Header>',
    '<eb:MessageOrder SOAP:mustUnderstand="1" eb:version="2.0"><eb:SequenceNumber>-1</eb:SequenceNumber></eb:MessageOrder></SOAP:Header>',
  ],
  [
    '</SOAP:Body>',
    '<eb:StatusRequest eb:version="2.0"><eb:RefToMessageId>a</eb:RefToMessageId></eb:StatusRequest></SOAP:Body>',
  ],
  [
    '</SOAP:Body>',
    '<eb:StatusResponse eb:version="2.0" eb:messageStatus="Lost"><eb:RefToMessageId>a</eb:RefToMessageId></eb:StatusResponse></SOAP:Body>',
  ],
  [
    '</SOAP:Header>',
    '<eb:ErrorList SOAP:mustUnderstand="1" eb:version="2.0" eb:highestSeverity="Fatal"/></SOAP:Header>',
  ],
  [/<SOAP:Body>.*<\/SOAP:Body>/, ''],
  ['</SOAP:Envelope>', '<SOAP:More/></SOAP:Envelope>'],
  ['<eb:Service eb:type="kithService"', '<eb:Service eb:type=""'],
];

describe.runIf(present)(title('the published schema of the envelope'), () => {
  let ours: EnvelopeSchema;
  let theirs: ReturnType<typeof compileSchemas>;
  beforeAll(() => {
    const folder = join(FOLDER, 'xsd');
    const files = new Map(
      readdirSync(folder).map((name) => {
        const text = officialFile(`xsd/${name}`).toString('utf8');
        // Their copy of the signature schema brings a document type with it, which no safe reader takes.
        return [name, Buffer.from(text.replace(/<!DOCTYPE[\s\S]*?\]>/, ''))] as const;
      }),
    );
    const imports = [
      ['http://schemas.xmlsoap.org/soap/envelope/', 'envelope.xsd'],
      ['http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd', 'msg-header-2_0.xsd'],
    ].map(([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`);
    const driver = Buffer.from(
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    );
    theirs = compileSchemas({ driver, files });
    ours = compileEnvelopeSchema();
  });
  afterAll(() => {
    theirs?.dispose();
    ours?.dispose();
  });

  const agrees = (text: string | Buffer) => {
    const document = XmlDocument.fromBuffer(Buffer.from(text));
    try {
      let valid = true;
      try {
        theirs.validate(document);
      } catch (error) {
        if (!(error instanceof XmlValidateError)) throw error;
        valid = false;
      }
      const read = withDocument(
        Buffer.from(text),
        ({ document: again, root }) => ours.check(again, surveyEnvelope(root).root).length === 0,
      );
      return { theirs: valid, ours: 'value' in read ? read.value : null };
    } finally {
      document.dispose();
    }
  };

  it.each(CHANGES)('says the same as ours when %s becomes %s', (from, to) => {
    const verdict = agrees(envelopeText().replace(from, () => to));
    expect(verdict.ours).toBe(verdict.theirs);
  });

  it.each([
    'signed-message.eml',
    'signed-message-cms-payload.msg',
    'signed-acknowledgment.eml',
    'ebxml_no_cpaid.eml',
    'ebxml_no_service.eml',
  ])('says the same as ours about %s', (name) => {
    const envelope = readMailMessage(officialFile(`samples/${name}`)).mime!.root.content;
    const verdict = agrees(envelope);
    expect(verdict.ours).toBe(verdict.theirs);
  });
});
