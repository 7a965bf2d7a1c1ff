import { equals, filled, type Inspection, present, type Row, row, section } from './row.ts';

const MAIL = ['e-posthodet', 'e-posthovudet', 'the mail header'] as const;
const MIME = ['MIME-hodet', 'MIME-hovudet', 'the MIME header'] as const;

const field = ({ reading }: Inspection, name: string) => reading.headers.get(name);
const isMail = ({ reading }: Inspection) => reading.transport === 'mail';
const isCarried = ({ reading }: Inspection) => reading.transport !== 'bare';
const mime = ({ reading }: Inspection) => reading.mime;

const mailHas = (rule: string, name: string) =>
  row(rule, present(name, MAIL), (each) => (isMail(each) ? field(each, name) !== null : null));
const mailFills = (rule: string, name: string) =>
  row(rule, filled(name, MAIL), (each) =>
    isMail(each) && field(each, name) !== null ? field(each, name) !== '' : null,
  );

const TRANSFER_ENCODINGS: readonly (string | null)[] = ['8bit', 'binary', 'quoted-printable', 'base64'];

/** The part with the envelope: the root of the package, or the whole entity. */
const soapPart = (inspection: Inspection) =>
  isCarried(inspection) ? (mime(inspection)?.root ?? null) : null;
const attachments = (inspection: Inspection) => {
  const entity = mime(inspection);
  return entity ? entity.parts.filter((part) => part !== entity.root) : [];
};
/** Every attachment, or not applicable without any. */
const all = (inspection: Inspection, keeps: (part: ReturnType<typeof attachments>[number]) => boolean) =>
  attachments(inspection).length > 0 ? attachments(inspection).every(keeps) : null;

/** HITS 1172 5.5: mail and MIME headers. */
export const mailRows: readonly Row[] = [
  ...section(
    '5.5.1.1',
    mailHas('18', 'From'),
    mailHas('19', 'To'),
    mailFills('80', 'From'),
    mailFills('81', 'To'),
    mailHas('250', 'Message-ID'),
    mailHas('20', 'Date'),
    mailFills('251', 'Message-ID'),
    mailFills('83', 'Date'),
  ),
  ...section(
    '5.5.2.1',
    mailHas('21', 'MIME-Version'),
    row('82', equals('MIME-Version', '"1.0"'), (each) => {
      const value = isMail(each) ? field(each, 'MIME-Version') : null;
      return value === null ? null : value.replace(/\([^)]*\)/g, '').trim() === '1.0';
    }),
    row('22', present('SOAPAction', MIME), (each) =>
      isCarried(each) ? field(each, 'SOAPAction') !== null : null,
    ),
    row('51', equals('SOAPAction', '"ebXML"'), (each) => {
      const value = isCarried(each) ? field(each, 'SOAPAction') : null;
      return value === null ? null : value.replaceAll('"', '') === 'ebXML';
    }),
    row(
      '252',
      [
        'Content-Type finnes og er ikke text/plain',
        'Content-Type finst og er ikkje text/plain',
        'Content-Type is present and is not text/plain',
      ],
      (each) =>
        isCarried(each) ? !/^\s*text\/plain/i.test(field(each, 'Content-Type') ?? 'text/plain') : null,
    ),
    row('66', equals('Content-Type', 'multipart/related | text/xml'), (each) =>
      isCarried(each)
        ? /^\s*(multipart\/related|text\/xml)\b/i.test(field(each, 'Content-Type') ?? '')
        : null,
    ),
  ),
  ...section(
    '5.5.2.2',
    row('253', equals('multipart/related; type', '"text/xml"'), (each) =>
      mime(each)?.multipart
        ? mime(each)?.mediaType?.parameters.get('type')?.toLowerCase() === 'text/xml'
        : null,
    ),
    row(
      '-',
      [
        'Parameteren start peker på SOAP-delen',
        'Parameteren start peikar på SOAP-delen',
        'The start parameter points at the SOAP part',
      ],
      (each) => {
        if (each.reading.mimeFault === 'start-not-found') return false;
        const entity = mime(each);
        if (!entity?.multipart || !entity.mediaType?.parameters.has('start')) return null;
        return entity.root.mediaType?.type === 'text/xml';
      },
    ),
  ),
  ...section(
    '5.5.2.3',
    row(
      '67',
      ['Pakken har en text/xml-del', 'Pakka har ein text/xml-del', 'The package has a text/xml part'],
      (each) =>
        isCarried(each) && mime(each)
          ? mime(each)!.parts.some((part) => part.mediaType?.type === 'text/xml')
          : null,
    ),
    row('255', equals('Content-Type (SOAP)', 'text/xml'), (each) => {
      const part = soapPart(each);
      return part && part.mediaType?.type === 'text/xml';
    }),
    row('256', equals('charset (SOAP)', 'UTF-8'), (each) => {
      const charset = soapPart(each)?.mediaType?.parameters.get('charset');
      return charset === undefined ? null : /^utf-8$/i.test(charset);
    }),
    row(
      '257',
      present('Content-Transfer-Encoding', ['SOAP-delen', 'SOAP-delen', 'the SOAP part']),
      (each) => {
        const part = soapPart(each);
        return part && part.transferEncoding !== null;
      },
    ),
    row(
      '258',
      equals('Content-Transfer-Encoding (SOAP)', '8bit | binary | quoted-printable | base64'),
      (each) => {
        const part = soapPart(each);
        return part?.transferEncoding ? TRANSFER_ENCODINGS.includes(part.transferEncoding) : null;
      },
    ),
  ),
  ...section(
    '5.5.2.4',
    row('259', equals('Content-Transfer-Encoding (vedlegg)', 'base64'), (each) =>
      all(each, (part) => part.transferEncoding === 'base64'),
    ),
    row(
      '260',
      equals('Content-Type (vedlegg)', 'application/pkcs7-mime; smime-type=enveloped-data'),
      (each) =>
        all(
          each,
          (part) =>
            part.mediaType?.type === 'application/pkcs7-mime' &&
            part.mediaType.parameters.get('smime-type')?.toLowerCase() === 'enveloped-data',
        ),
    ),
  ),
];
