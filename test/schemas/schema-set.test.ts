import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { LibraryValidator } from '../../scripts/differential/library.ts';

const folder = join(import.meta.dirname, '../../schemas');
const files = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const readme = text('README.md');

const targetOf = (name: string): string | undefined => /targetNamespace="([^"]+)"/.exec(text(name))?.[1];
const referencesOf = (name: string): string[] =>
  [...text(name).matchAll(/schemaLocation="([^"]*)"/g)].map((m) => m[1] ?? '');

/** MsgHead around a payload: only what MsgHead itself asks for. */
function msgHead(payload: string): Buffer {
  const organisation = `<Organisation><OrganisationName>Prøve</OrganisationName><Ident><Id>1</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051"/></Ident></Organisation>`;
  return Buffer.from(`<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="X"/>
    <MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2026-11-20T12:30:00+01:00</GenDate><MsgId>a</MsgId>
    <Sender>${organisation}</Sender><Receiver>${organisation}</Receiver></MsgInfo>
    <Document><RefDoc><MsgType V="XML"/><Content>${payload}</Content></RefDoc></Document></MsgHead>`);
}

const event = (elementName: string, ns: string, po: string): Buffer =>
  msgHead(`<Pasientlogistikk xmlns="${ns}" xmlns:po="${po}"><po:InformasjonOmForsendelsen>
    <po:Forsendelsesstatus V="N"/></po:InformasjonOmForsendelsen><${elementName}><po:TidsfestetHendelse>
    <po:TidspunktForHendelse V="2026-11-20T10:00:00"/><po:Anslag>false</po:Anslag></po:TidsfestetHendelse></${elementName}></Pasientlogistikk>`);

describe('the schema set', () => {
  test.each(files)('%s is well-formed and has no document type declaration', (name) => {
    const problems: string[] = [];
    new DOMParser({ onError: (_, message) => problems.push(message) }).parseFromString(
      text(name),
      'text/xml',
    );
    expect(problems).toEqual([]);
    expect(text(name)).not.toContain('<!DOCTYPE');
  });

  test.each(files)('%s refers to files beside it only, so that nothing is ever fetched', (name) => {
    for (const reference of referencesOf(name)) expect(files).toContain(reference);
  });

  test('the driver imports every namespace, each once, from the file that declares it', () => {
    const imports = [...text('driver.xsd').matchAll(/namespace="([^"]+)" schemaLocation="([^"]+)"/g)];
    const declared = files.flatMap((name) => targetOf(name) ?? []).sort();
    expect(imports.map((found) => found[1]).sort()).toEqual(declared);
    for (const [, namespace, file] of imports) expect(targetOf(file ?? '')).toBe(namespace);
  });

  test('a file without a namespace of its own is included by some file that has one', () => {
    const included = new Set(files.flatMap(referencesOf));
    for (const name of files) if (name !== 'driver.xsd') expect(included).toContain(name);
  });

  test('the README names every file and every namespace, and no file that is not there', () => {
    for (const name of files) {
      expect(readme).toContain(`\`${name}\``);
      expect(readme).toContain(targetOf(name) ?? name);
    }
    const named = [...readme.matchAll(/`([\w.-]+\.xsd)`/g)].map((found) => found[1]);
    expect(named.filter((name) => !files.includes(name ?? ''))).toEqual([]);
  });

  test('the withdrawn PLO 2.0 messages are not in it', () => {
    const namespaces = files.flatMap((name) => targetOf(name) ?? []);
    expect(namespaces.filter((ns) => ns.startsWith('http://ehelse.no/xmlstds/po/'))).toEqual([
      'http://ehelse.no/xmlstds/po/poKomponent/2017-11-30',
    ]);
  });

  test('there is no network address in it except as the name of a namespace', () => {
    for (const name of files) {
      const rest = text(name).replace(/(xmlns(:\w+)?|namespace|targetNamespace)="[^"]*"/g, '');
      expect(rest).not.toMatch(/https?:/);
    }
  });
});

describe('the compiled set', () => {
  const validator = new LibraryValidator(folder, 'driver.xsd');
  const p16 = 'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01';
  const po16 = 'http://www.kith.no/xmlstds/po/poKomponent/2012-04-01';
  const p15 = p16.replace('2012-04-01', '2009-06-30');
  const po15 = po16.replace('2012-04-01', '2009-06-30');

  test('accepts a payload inside MsgHead, where only known namespaces may stand', () => {
    expect(validator.verdict(event('MeldingInnlagtPasient', p16, po16))).toBe('valid');
    expect(validator.verdict(msgHead('<Noe xmlns="urn:example:other"/>'))).toBe('invalid');
  });

  test('keeps the versions apart: components of one do not fit in a payload of another', () => {
    expect(validator.verdict(event('MeldingInnlagtPasient', p15, po15))).toBe('valid');
    expect(validator.verdict(event('MeldingInnlagtPasient', p16, po15))).toBe('invalid');
    expect(validator.verdict(event('MeldingInnlagtPasient', p15, po16))).toBe('invalid');
  });

  test('lets a diagnosis leave out Hoveddiagnose in version 1.6 but not in 1.5', () => {
    const diagnosis = (po: string): Buffer => Buffer.from(`<MedisinskDiagnose xmlns="${po}"/>`);
    expect(validator.verdict(diagnosis(po16))).toBe('valid');
    expect(validator.verdict(diagnosis(po15))).toBe('invalid');
  });

  test('knows the element Formål by its Norwegian name', () => {
    const request = (name: string): Buffer =>
      Buffer.from(`<Foresporsel xmlns="${po16}"><TypeForesp V="1"/><${name} V="1"/></Foresporsel>`);
    expect(validator.verdict(request('Formål'))).toBe('valid');
    expect(validator.verdict(request('Formal'))).toBe('invalid');
  });

  test('asks for the attributes of a record component in their namespace', () => {
    const note = (prefix: string): Buffer =>
      Buffer.from(`<GenereltJournalnotat xmlns="http://www.kith.no/xmlstds/epj/epj2/2008-02-20"
        xmlns:m1="http://www.kith.no/xmlstds/epj/meta/2008-02-20" ${prefix}basiskomponenttype="EPJ dokument"
        ${prefix}komponenttype="2.16.578.1.12.4.1.6.13.11009.0" komponentID="1"><Journaltekst><Notat>n</Notat></Journaltekst></GenereltJournalnotat>`);
    expect(validator.verdict(note('m1:'))).toBe('valid');
    expect(validator.verdict(note(''))).toBe('invalid');
  });

  test.each([
    ['2.16.578.1.12.4.1.1.9121', 'valid'],
    ['0', 'valid'],
    ['2..16', 'invalid'],
    ['2.16.', 'invalid'],
    ['.2', 'invalid'],
    ['', 'invalid'],
  ])('takes %j as an object identifier: %s', (oid, verdict) => {
    const diagnosis = `<Diagnosekode V="A01" S="${oid}"/>`;
    const xml = `<MedisinskDiagnose xmlns="${po16}">${diagnosis}</MedisinskDiagnose>`;
    expect(validator.verdict(Buffer.from(xml))).toBe(verdict);
  });

  test('takes a MsgHead that is signed with XML signature, and one with a file in base64', () => {
    const file = '<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">QUJD</Base64Container>';
    const signature = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
      <CanonicalizationMethod Algorithm="urn:c"/><SignatureMethod Algorithm="urn:s"/><Reference URI="">
      <DigestMethod Algorithm="urn:d"/><DigestValue>QUJD</DigestValue></Reference></SignedInfo>
      <SignatureValue>QUJD</SignatureValue><KeyInfo><X509Data><X509Certificate>QUJD</X509Certificate></X509Data></KeyInfo></Signature>`;
    const signed = msgHead(file).toString().replace('</MsgHead>', `${signature}</MsgHead>`);
    expect(validator.verdict(msgHead(file))).toBe('valid');
    expect(validator.verdict(Buffer.from(signed))).toBe('valid');
    expect(validator.verdict(Buffer.from(signed.replace('<DigestValue>QUJD', '<DigestValue>QUJ')))).toBe(
      'invalid',
    );
  });
});
