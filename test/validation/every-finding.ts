import { nationalCheckDigits } from '../../src/messages/identity/check-digits.ts';
import { fixtures, patient } from '../fixtures/messages/build.ts';

/** A document that provokes one finding. */
export type Provocation = () => Uint8Array;

const built = fixtures();

/** A fixture with pieces replaced; every piece must be there, so that a case cannot go stale unseen. */
function edit(name: keyof typeof built & string, ...replacements: [string | RegExp, string][]): Provocation {
  return () => Buffer.from(edited(name, replacements), 'utf8');
}

function edited(name: string, replacements: readonly [string | RegExp, string][]): string {
  let text = Buffer.from(built[name]!).toString('utf8');
  for (const [from, to] of replacements) {
    const next = text.replace(from, to);
    if (next === text) throw new Error(`Nothing to replace in ${name}: ${from}`);
    text = next;
  }
  return text;
}

const raw =
  (text: string, encoding: BufferEncoding = 'utf8'): Provocation =>
  () =>
    Buffer.from(text, encoding);

/** A fixture in another encoding, with the declaration saying so. */
function latin1(name: string, ...replacements: [string | RegExp, string][]): Provocation {
  return () =>
    Buffer.from(edited(name, [['encoding="UTF-8"', 'encoding="ISO-8859-1"'], ...replacements]), 'latin1');
}

const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64');

/** Puts an attachment after the last document of a hodemelding. */
function attachment(
  content: string,
  { type = 'A', mimeType = 'application/pdf', description = 'Bilag' } = {},
): [string, string] {
  const mime = mimeType === '' ? '' : `<MimeType>${mimeType}</MimeType>`;
  const described = description === '' ? '' : `<Description>${description}</Description>`;
  const container = `<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">${content}</Base64Container>`;
  return [
    '</MsgHead>',
    `<Document><RefDoc><MsgType V="${type}"/>${mime}${described}<Content>${container}</Content></RefDoc></Document></MsgHead>`,
  ];
}

/** A signature block around something, where the schema wants one. */
function signature(content: string): [string, string] {
  const block = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>${content}</SignedInfo></Signature>`;
  return ['</MsgHead>', `${block}</MsgHead>`];
}

/** The first number with these six digits in front whose check digits are right. */
function issued(first6: string): string {
  for (let individual = 100; individual < 200; individual += 1) {
    const first9 = `${first6}${individual}`;
    const check = nationalCheckDigits(first9);
    if (check !== null) return `${first9}${check}`;
  }
  throw new Error(`No number begins with ${first6}`);
}

const UNKNOWN_EVENT =
  '<TidsfestetHendelse><Hendelsekode V="99" S="2.16.578.1.12.4.1.1.9121"/><TidspunktForHendelse V="2026-03-07"/><Anslag>false</Anslag></TidsfestetHendelse>';

const number = patient.ids[0]!.id;
const HENDELSE = '<Hendelsekode V="1" DN="Pasient innlagt" S="2.16.578.1.12.4.1.1.9121"/>';
const element = (name: string): RegExp => new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`);
const journal = (code: string): RegExp =>
  new RegExp(`<epj2:Journaltekst>\\s*<epj2:Overskriftskode V="${code}"[\\s\\S]*?</epj2:Journaltekst>`);

/** How each finding of MV-10xx–MV-19xx comes about: the rules, read as examples. */
export const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  'MV-1001': raw('  \n'),
  'MV-1002': raw('<a b=1>x</a>\n<!-- -->'),
  'MV-1003': raw('<a></b>'),
  'MV-1004': edit('log-innlagt', [/<\/MsgInfo>[\s\S]*$/, '']),
  'MV-1005': raw('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'),
  'MV-1006': edit('log-innlagt', ['<MsgId>', '<MsgId>\0']),
  'MV-1007': () => Buffer.concat([Buffer.from('<a>'), Buffer.from([0xe6]), Buffer.from('</a>')]),
  'MV-1008': raw('<?xml version="1.0" encoding="UTF-7"?><a/>'),
  'MV-1009': () => Buffer.alloc(64 * 1024 * 1024 + 1, 0x61),
  'MV-1010': raw('<a>'.repeat(3000)),
  'MV-1011': raw(`<${'a'.repeat(200_000)}/>`),
  'MV-1012': raw('<a>A & B</a>'),
  'MV-1013': raw('<p:a/>'),
  'MV-1014': raw('<a b="1" b="2"/>'),
  'MV-1016': raw('%PDF-1.7'),
  'MV-1017': edit('log-innlagt', ['</MsgHead>', '</MsgHead><MsgHead/>']),
  'MV-1018': raw('\n<?xml version="1.0"?><a/>'),

  'MV-1101': edit('log-innlagt', ['<MIGversion>', '<Ekstra/><MIGversion>']),
  'MV-1102': edit('log-innlagt', [element('Patient'), ''], [element('Receiver'), '']),
  'MV-1103': edit('log-innlagt', [/<GenDate>[^<]*/, '<GenDate>2. mars']),
  'MV-1104': edit('log-innlagt', ['<MsgId>', '<MsgId kilde="x">']),
  'MV-1105': edit('log-innlagt', signature('<CanonicalizationMethod/>')),
  'MV-1106': edit('log-innlagt', ['<RefDoc>', '<OidRef>ikke en oid</OidRef><RefDoc>']),
  'MV-1107': edit('log-innlagt', ['<MsgInfo>', '<MsgInfo>løs tekst']),
  'MV-1108': edit('log-innlagt', ['<MsgId>', '<MsgId><b/>']),
  'MV-1109': edit(
    'log-innlagt',
    signature('<CanonicalizationMethod Algorithm="urn:x"><ukjent xmlns="urn:x"/></CanonicalizationMethod>'),
  ),
  'MV-1110': edit('log-innlagt', ['v1.2 2006-05-24', 'v1.1']),
  'MV-1111': raw('<purchaseOrder xmlns="urn:example"/>'),
  'MV-1112': edit('log-innlagt', [
    'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01',
    'http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30',
  ]),
  'MV-1113': raw('<Dialogmelding xmlns="http://www.kith.no/xmlstds/dialog/2013-01-23"/>'),
  'MV-1114': edit('log-innlagt', ['/po/Pasientlogistikk/2012-04-01', '/po/Pasientlogistikk/2007-01-01']),
  'MV-1118': edit('log-innlagt', [
    '<MsgInfo>',
    `<MsgInfo ${Array.from({ length: 300 }, (_, index) => `a${index}="x"`).join(' ')}>`,
  ]),
  'MV-1120': edit('log-avmelding', [element('TidsfestetHendelse'), UNKNOWN_EVENT.repeat(600)]),

  'MV-1201': edit('log-innlagt', [/<Type V="LOG_INNLAGT"[^>]*>/, '<Type/>']),
  'MV-1202': edit('log-innlagt', ['V="LOG_INNLAGT"', 'V="INNLEGGELSESRAPPORT"']),
  'MV-1203': edit('log-innlagt', [/<MsgId>[^<]*/, '<MsgId>2026-00017']),
  'MV-1204': edit('log-innlagt', ['V="LOG_INNLAGT"', 'V="LOG_DOD"']),
  'MV-1206': edit('log-innlagt', [/<GenDate>[^<]*/, '<GenDate>2030-01-01T00:00:00']),
  'MV-1207': edit('epikrise', [/<GenDate V="[^"]*"\/>/, '<GenDate/>']),
  'MV-1208': edit('log-innlagt', [element('Content'), '']),
  'MV-1209': edit('log-innlagt', ['<MsgType V="XML"', '<MsgType V="Xml"']),
  'MV-1210': edit('log-innlagt', [/(<Document>[\s\S]*<\/Document>)/, '$1$1']),
  'MV-1211': edit('log-innlagt', [
    /<Id>8140001<\/Id>\s*<TypeId V="HER" DN="HER-id"/,
    '<Id>8140001</Id><TypeId V="LOK" DN="Lokal identifikator uten nærmere angivelse"',
  ]),
  'MV-1212': edit('log-innlagt', ['<OrganisationName>Fjordheim sykehus HF<', '<OrganisationName><']),
  'MV-1213': edit('apprec-ok', [element('Dept'), '']),
  'MV-1214': edit('log-innlagt', ['<OrganisationName>Sykepleietjenesten<', '<OrganisationName><']),
  'MV-1216': edit('log-innlagt', ['<Id>8140010</Id>', '<Id>8140001</Id>']),
  'MV-1217': edit('log-innlagt', ['<Id>8140020</Id>', '<Id>HER 8140020</Id>']),
  'MV-1218': edit('dialog-svar', [element('ConversationRef'), '']),
  'MV-1219': edit('helseopplysninger-oppdatert', [element('ConversationRef'), '']),
  'MV-1220': edit('dialog-svar', [/<RefToParent>[^<]*/, '<RefToParent>ukjent']),
  'MV-1221': edit('dialog-svar', [/<RefToParent>[^<]*/, '<RefToParent>5f3b6f1c-9d1e-4d46-8a51-00000000000d']),
  'MV-1223': edit('log-innlagt', ['<Forsendelsesstatus V="N" DN="Ny"/>', '<Forsendelsesstatus V="H"/>']),
  'MV-1225': edit('log-innlagt', ['<Sender>', '<ProcessingStatus V="T"/><Sender>']),
  'MV-1226': edit('epikrise', [/<GenDate V="[^"]*"/, '<GenDate V="2026-03-10"']),

  'MV-1301': edit('log-innlagt', [element('Patient'), '<Patient><FamilyName>Østgård</FamilyName></Patient>']),
  'MV-1302': edit('log-innlagt', ['<GivenName>Kåre</GivenName>', '']),
  'MV-1303': edit('log-innlagt', [/(<Patient>[\s\S]*?)<Ident>[\s\S]*?<\/Ident>/, '$1']),
  'MV-1304': edit('log-innlagt', ['<DateOfBirth>1951-05-17', '<DateOfBirth>1951-05-18']),
  'MV-1305': edit('log-innlagt', ['<Sex V="1" DN="Mann"/>', '<Sex V="2" DN="Kvinne"/>']),
  'MV-1306': edit('log-innlagt', ['<DateOfBirth>1951-05-17', '<DateOfBirth>2031-05-17']),

  'MV-1401': edit('log-innlagt', [HENDELSE, '']),
  'MV-1402': edit('log-innlagt', [/<TidspunktForHendelse [^>]*>/, '<TidspunktForHendelse/>']),
  'MV-1403': edit('log-innlagt', [element('TilknyttetEnhet'), ''], [element('AnsvarForRapport'), '']),
  'MV-1404': edit(
    'log-innlagt',
    [/<fk1:FamilyName>.*?<\/fk1:FamilyName>/, ''],
    [/<fk1:GivenName>.*?<\/fk1:GivenName>/, ''],
  ),
  'MV-1405': edit('log-innlagt', [/<fk1:RoleToPatient [^>]*>/, '']),
  'MV-1406': edit('log-innlagt', [/<fk1:TypeHealthcareProfessional [^>]*>/, '']),
  'MV-1407': edit('log-innlagt', [element('fk1:TeleCom'), '']),
  'MV-1408': edit('log-innlagt', [/<fk1:OrganisationName>[^<]*/, '<fk1:OrganisationName> ']),
  'MV-1410': edit('log-innlagt', [
    '<Hendelsekode V="1" DN="Pasient innlagt"',
    '<Hendelsekode V="2" DN="Pasient utskrevet"',
  ]),
  'MV-1411': edit('log-innlagt', ['V="2026-03-02T08:40:00"/>', 'V="2026-03-02"/>']),
  'MV-1412': edit('log-utskrivningsklar', ['V="1" DN="Pasient innlagt"', 'V="2" DN="Pasient utskrevet"']),
  'MV-1413': edit('log-utskrivningsklar', [
    'V="3" DN="Pasient utskrivningsklar"',
    'V="2" DN="Pasient utskrevet"',
  ]),
  'MV-1414': edit('log-utskrivningsklar', [
    /(<TidsfestetHendelse>\s*<Hendelsekode V="3"[\s\S]*?<\/TidsfestetHendelse>)/,
    '$1$1',
  ]),
  'MV-1415': edit('log-avmelding', [
    'V="4" DN="Avmelding av utskrivningsklar pasient"',
    'V="3" DN="Pasient utskrivningsklar"',
  ]),
  'MV-1416': edit('log-utskrevet', ['V="2" DN="Pasient utskrevet"', 'V="1" DN="Pasient innlagt"']),
  'MV-1417': edit('log-utskrevet', [/<UtTil [^>]*>/, '<UtTil/>']),
  'MV-1418': edit('log-dod', ['V="13" DN="Pasienten er død"', 'V="2" DN="Pasient utskrevet"']),
  'MV-1419': edit('log-utskrivningsklar', [element('AnsvarForRapport'), '']),
  'MV-1420': edit('log-innlagt', ['V="2026-03-02T08:40:00"/>', 'V="2029-03-02T08:40:00"/>']),
  'MV-1421': edit('log-utskrivningsklar', ['V="2026-03-06"/>', 'V="2026-02-06"/>']),
  'MV-1430': edit('utskrivningsrapport', [/<TypeInnhold V[^>]*>/, '<TypeInnhold/>']),
  'MV-1431': edit('helseopplysninger-varsel', [journal('2'), '']),
  'MV-1433': edit('helseopplysninger-varsel', [
    'V="3" DN="Pasient utskrivningsklar"',
    'V="1" DN="Pasient innlagt"',
  ]),
  'MV-1440': edit('innleggelsesrapport', [/<epj3:Legemiddelinfo[\s\S]*<\/epj3:Legemiddelinfo>/, '']),
  'MV-1441': edit('utskrivningsrapport', [journal('OP'), '']),
  'MV-1442': edit('helseopplysninger-til-lege', [element('MedisinskfagligeOpplysninger'), '']),
  'MV-1443': edit('medisinske-opplysninger', [journal('FU'), '']),
  'MV-1444': edit('orientering-om-tjenestetilbud', [/<Startdato>[^<]*<\/Startdato>/, '']),
  'MV-1446': edit('innleggelsesrapport', [/<epj2:Notat>[^<]*/, '<epj2:Notat> ']),
  'MV-1447': edit('helseopplysninger-oppdatert', [element('ConversationRef'), '']),
  'MV-1450': edit('dialog-foresporsel', [/<Foresporsel>[\s\S]*<\/Foresporsel>/, '']),
  'MV-1451': edit('dialog-svar', [element('Notat'), '']),
  'MV-1452': edit('dialog-avvik', [/<TekstNotatInnhold>[^<]*/, '<TekstNotatInnhold>']),
  'MV-1453': edit('dialog-svar-utskrivningsklar', [/<Tema>[^<]*<\/Tema>/, '']),
  'MV-1454': edit('dialog-svar-utskrivningsklar', [element('RollerRelatertNotat'), '']),
  'MV-1456': edit(
    'dialog-svar-utskrivningsklar',
    [element('ConversationRef'), ''],
    [/V="7" DN="Tilbakemelding på mottak av utskrivningsklar pasient"/, 'V="6" DN="Henvendelse om pasient"'],
  ),
  'MV-1457': edit('dialog-foresporsel', [/<Sporsmal>[^<]*<\/Sporsmal>/, '']),
  'MV-1460': edit('epikrise', ['<Type V="EPIKRISE" DN="Epikrise"/>', '']),
  'MV-1461': edit('epikrise', [/<ServProvId>[^<]*<\/ServProvId>/, '']),
  'MV-1462': edit('epikrise', [/<ApprDate [^>]*>/, '']),
  'MV-1463': edit('epikrise', [/<StartDateTime V="[^"]*"\/>/, '<StartDateTime/>']),
  'MV-1464': edit('epikrise', [element('RelServProvider'), '']),
  'MV-1466': edit('epikrise', [/<InfItem>[\s\S]*<\/InfItem>/, '']),
  'MV-1467': edit('epikrise', [
    /<Heading V="VU"[^>]*>/,
    '<Heading V="OP" DN="Planer for videre oppfølging"/>',
  ]),

  'MV-1501': edit('log-innlagt', ['<Sex V="1" DN="Mann"/>', '<Sex/>']),
  'MV-1502': edit('log-utskrevet', [/<UtTil V="11"/, '<UtTil V="12"']),
  'MV-1503': edit('log-innlagt', ['S="2.16.578.1.12.4.1.1.9121"', 'S="2.16.578.1.12.4.1.1.9131"']),
  'MV-1504': edit('log-innlagt', [' S="2.16.578.1.12.4.1.1.9121"', '']),
  'MV-1505': edit('log-innlagt', ['DN="Pasient innlagt"', 'DN="Innlagt på sykehus"']),
  'MV-1506': edit('epikrise', ['S="2.16.578.1.12.4.1.1.7110"', 'S="7110"']),

  'MV-1601': edit('log-innlagt', [number, `${number.slice(0, 10)}${(Number(number[10]) + 1) % 10}`]),
  'MV-1602': edit('log-innlagt', [number, number.slice(0, 9)]),
  'MV-1603': edit('log-innlagt', [number, issued('310280')]),
  'MV-1604': edit('log-innlagt', [number, issued('570551')]),
  'MV-1605': edit('log-innlagt', ['<Sex V="1" DN="Mann"/>', '<Sex V="1" DN="Mann" />']),
  'MV-1606': edit('apprec-1.0-ok', [
    /<Id>8140001<\/Id>\s*<TypeId V="HER" DN="HER-id"\/>/,
    '<Id>999888777</Id><TypeId V="ENH"/>',
  ]),
  'MV-1607': edit('log-innlagt', ['<fk1:Id>9876543</fk1:Id>', '<fk1:Id>ukjent</fk1:Id>']),
  'MV-1608': edit('log-innlagt', [/V="FNR" DN="Fødselsnummer"/, 'V="DUF" DN="DUF-nummer"']),

  'MV-1701': edit('innleggelsesrapport', ['påkledning', 'pÃ¥kledning']),
  'MV-1702': edit('innleggelsesrapport', ['påkledning', 'p\uFFFDkledning']),
  'MV-1703': edit('innleggelsesrapport', ['påkledning', 'pÃƒÂ¥kledning']),
  'MV-1704': latin1('innleggelsesrapport', ['påkledning', 'p\u0086kledning']),
  'MV-1705': edit('log-innlagt', [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '\uFEFF<?xml version="1.0" encoding="ISO-8859-1"?>',
  ]),

  'MV-1801': edit('dialog-svar-utskrivningsklar', attachment(base64('%PDF-1.7 x'), { type: 'REF' })),
  'MV-1802': edit('dialog-svar-utskrivningsklar', attachment(base64('%PDF-1.7 x'), { mimeType: '' })),
  'MV-1803': edit('dialog-svar-utskrivningsklar', attachment(base64('%PDF-1.7 x'), { description: '' })),
  'MV-1804': edit('dialog-svar-utskrivningsklar', attachment('')),
  'MV-1805': edit('dialog-svar-utskrivningsklar', attachment(base64('Hei, dette er ikke en PDF.'))),
  'MV-1806': edit('dialog-svar-utskrivningsklar', attachment(base64('Hei'), { mimeType: 'text/plain' })),
  'MV-1807': edit('log-innlagt', ['</MsgHead>', `<!--${'x'.repeat(11 * 1024 * 1024)}--></MsgHead>`]),
  'MV-1808': edit('dialog-svar-utskrivningsklar', attachment(base64(base64(`%PDF-1.7 ${'x'.repeat(200)}`)))),
  'MV-1809': edit('dialog-svar-utskrivningsklar', attachment(base64('MZ\u0090\0program'))),
  'MV-1811': edit('log-innlagt', [
    '</MsgHead>',
    '<Document><RefDoc><MsgType V="REF"/><FileReference>urn:x</FileReference></RefDoc></Document></MsgHead>',
  ]),

  'MV-1901': edit('apprec-ok', [/<Id>5f3b6f1c-9d1e-4d46-8a51-000000000012</, '<Id>17<']),
  'MV-1902': edit('apprec-ok', ['<Status V="1" DN="OK"/>', '<Status V="OK"/>']),
  'MV-1903': edit('apprec-avvist', [/<Error [^>]*>/, '']),
  'MV-1904': edit('apprec-avvist', ['<Status V="2" DN="Avvist"/>', '<Status V="1" DN="OK"/>']),
  'MV-1906': edit('apprec-ok', ['<Id>5f3b6f1c-9d1e-4d46-8a51-000000000001</Id>', '<Id/>']),
  'MV-1907': edit('apprec-ok', ['<Id>5f3b6f1c-9d1e-4d46-8a51-000000000001</Id>', '<Id>42</Id>']),
  'MV-1908': edit('apprec-avvist', [/<Error V="E36"[^>]*>/, '<Error V="E31" S="2.16.578.1.12.4.1.1.8221"/>']),
  'MV-1909': edit('apprec-avvist', [/<Error V="E36"[^>]*>/, '<Error V="X99" S="2.16.578.1.12.4.1.1.8221"/>']),
  'MV-1910': edit('apprec-ok', [/<MsgType V="APPREC"[^>]*>/, '<MsgType V="EPIKRISE"/>']),
  'MV-1911': edit('apprec-ok', [/<MsgType V="LOG_INNLAGT"[^>]*>/, '<MsgType/>']),
};
