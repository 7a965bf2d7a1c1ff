import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Asn1Error, der, derOid, oidOf, readAsn1, TAG } from '../../../src/messages/ebxml/cms/asn1.ts';
import {
  CmsFault,
  decryptEnveloped,
  encryptEnveloped,
  isEnvelopedData,
} from '../../../src/messages/ebxml/cms/enveloped-data.ts';
import { innerPart, openPayload, sealPayload } from '../../../src/messages/ebxml/payload.ts';
import { readEntityFile } from '../../../src/messages/mime/read.ts';
import { type Identity, makeIdentity } from './support/certificates.ts';

const receiver = makeIdentity({ name: 'Mottaker', serial: 7 });
const other = makeIdentity({ name: 'En annen', serial: 8 });
const TEXT = Buffer.from('<MsgHead>æøå</MsgHead>\r\n');

const fault = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof CmsFault) return error.kind;
    throw error;
  }
  return 'opened';
};

describe('what is encrypted', () => {
  it('comes out byte for byte, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const opened = decryptEnveloped(encryptEnveloped(bytes, receiver.certificate), [receiver]);
        expect(opened.content.equals(bytes)).toBe(true);
        expect(opened.weak).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('is never the same twice', () => {
    const one = encryptEnveloped(TEXT, receiver.certificate);
    expect(one.equals(encryptEnveloped(TEXT, receiver.certificate))).toBe(false);
  });

  it('opens with the old key or the new one, while both are in use', () => {
    for (const used of [receiver, other]) {
      expect(decryptEnveloped(encryptEnveloped(TEXT, used.certificate), [other, receiver]).content).toEqual(
        TEXT,
      );
    }
  });

  it("does not open with somebody else's key", () => {
    const sealed = encryptEnveloped(TEXT, receiver.certificate);
    expect(fault(() => decryptEnveloped(sealed, [other]))).toBe('no-key');
    expect(fault(() => decryptEnveloped(sealed, []))).toBe('no-key');
    const disguised = { certificate: receiver.certificate, privateKey: other.privateKey };
    expect(fault(() => decryptEnveloped(sealed, [disguised]))).toBe('undecryptable');
  });

  it('is told from what is not encrypted', () => {
    expect(isEnvelopedData(encryptEnveloped(TEXT, receiver.certificate))).toBe(true);
    for (const bytes of [TEXT, Buffer.alloc(0), receiver.certificate.raw]) {
      expect(isEnvelopedData(bytes)).toBe(false);
      expect(fault(() => decryptEnveloped(bytes, [receiver]))).toBe('not-cms');
    }
  });

  it('that was damaged is refused or at least changed, and never crashes the reader', () => {
    const sealed = encryptEnveloped(TEXT, receiver.certificate);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const damaged = Buffer.from(sealed);
        damaged[at] = damaged[at]! ^ mask;
        expect(fault(() => decryptEnveloped(damaged, [receiver]))).toMatch(
          /^(opened|not-cms|no-key|unsupported|undecryptable)$/,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sealed payload', () => {
  const partWith = (content: Buffer, type: string) =>
    readEntityFile(Buffer.concat([Buffer.from(`Content-Type: ${type}\r\nContent-ID: <a>\r\n\r\n`), content]))
      .root;
  const CMS = 'application/pkcs7-mime; smime-type=enveloped-data';

  it('is a MIME part inside, and opens to the document', () => {
    const part = partWith(sealPayload(TEXT, receiver.certificate), CMS);
    expect(openPayload(part, [receiver])).toEqual({
      contentId: 'a',
      mediaType: 'application/xml',
      bytes: TEXT,
      encrypted: true,
      weak: false,
    });
  });

  it('opens also when the bare XML was encrypted', () => {
    const part = partWith(encryptEnveloped(TEXT, receiver.certificate), CMS);
    expect(openPayload(part, [receiver])).toMatchObject({ mediaType: null, bytes: TEXT });
  });

  it('is left alone when it says that it is not encrypted', () => {
    expect(openPayload(partWith(TEXT, 'application/xml'), [])).toMatchObject({
      bytes: TEXT,
      encrypted: false,
    });
  });

  it('may start with a byte order mark', () => {
    expect(innerPart(Buffer.from('\ufeff<a/>'))).toBeNull();
    expect(innerPart(Buffer.from('Content-Type: text/xml\r\n\r\n<a/>'))?.content.toString()).toBe('<a/>');
    expect(innerPart(Buffer.from('no header, no tag'))).toBeNull();
  });
});

describe('ASN.1', () => {
  it('is read back as it was written', () => {
    const arcs = fc.tuple(fc.nat(1), fc.nat(39), fc.array(fc.nat(2 ** 31), { maxLength: 6 }));
    fc.assert(
      fc.property(arcs, ([top, second, rest]) => {
        const dotted = [top, second, ...rest].join('.');
        expect(oidOf(readAsn1(derOid(dotted)))).toBe(dotted);
      }),
    );
    for (const length of [0, 127, 128, 255, 256, 70_000]) {
      expect(readAsn1(der(TAG.octets, Buffer.alloc(length))).content).toHaveLength(length);
    }
  });

  it('is read or refused with its own error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readAsn1(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(Asn1Error);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('that nests without end is refused', () => {
    expect(() => readAsn1(Buffer.alloc(5000, 0x30))).toThrow(Asn1Error);
    expect(() => readAsn1(Buffer.from('3080'.repeat(1000), 'hex'))).toThrow(Asn1Error);
  });
});

const here = spawnSync('openssl', ['version']).status === 0;

describe(here ? 'openssl' : 'openssl (skipped: not on this machine)', () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  const openssl = (...options: string[]) => {
    const result = spawnSync('openssl', options, { encoding: 'utf8' });
    expect(`${result.status} ${result.stderr}`).toMatch(/^0 /);
  };
  const store = (name: string, { certificate, privateKey }: Identity) => {
    writeFileSync(path(`${name}.pem`), certificate.toString());
    writeFileSync(path(`${name}.key`), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'meldingsvakt-cms-'));
    store('receiver', receiver);
    writeFileSync(path('text'), TEXT);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.runIf(here)('opens what we encrypt', () => {
    writeFileSync(path('ours'), encryptEnveloped(TEXT, receiver.certificate));
    openssl(
      'cms',
      '-decrypt',
      '-binary',
      '-inform',
      'DER',
      '-in',
      path('ours'),
      '-out',
      path('out'),
      '-recip',
      path('receiver.pem'),
      '-inkey',
      path('receiver.key'),
    );
    expect(readFileSync(path('out'))).toEqual(TEXT);
  });

  it.runIf(here).each([
    ['in one piece', ['-aes-256-cbc'], false],
    ['as a stream, with indefinite lengths', ['-aes-256-cbc', '-stream'], false],
    ['with OAEP', ['-aes-256-cbc', '-keyopt', 'rsa_padding_mode:oaep'], false],
    [
      'with OAEP and SHA-256',
      ['-aes-256-cbc', '-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'],
      false,
    ],
    ['with AES-128, which is remarked on', ['-aes-128-cbc'], true],
    ['with 3DES, which is remarked on', ['-des3'], true],
  ])('encrypts what we open: %s', (_, options, weak) => {
    const [cipher, ...rest] = options;
    openssl(
      'cms',
      '-encrypt',
      '-binary',
      cipher!,
      '-outform',
      'DER',
      '-in',
      path('text'),
      '-out',
      path('theirs'),
      '-recip',
      path('receiver.pem'),
      ...rest,
    );
    expect(decryptEnveloped(readFileSync(path('theirs')), [receiver])).toEqual({ content: TEXT, weak });
  });

  it.runIf(here)('encrypts to several receivers, and to one named by its key identifier', () => {
    const config = 'basicConstraints=CA:FALSE\nsubjectKeyIdentifier=hash\n';
    writeFileSync(path('extensions'), config);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(path('named.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      path('named.key'),
      '-subj',
      '/CN=Navngitt',
      '-days',
      '30',
      '-addext',
      'subjectKeyIdentifier=hash',
      '-out',
      path('named.pem'),
    );
    openssl(
      'cms',
      '-encrypt',
      '-binary',
      '-aes-256-cbc',
      '-keyid',
      '-outform',
      'DER',
      '-in',
      path('text'),
      '-out',
      path('theirs'),
      '-recip',
      path('named.pem'),
    );
    const named = {
      certificate: new X509Certificate(readFileSync(path('named.pem'))),
      privateKey: createPrivateKey(readFileSync(path('named.key'))),
    };
    expect(decryptEnveloped(readFileSync(path('theirs')), [receiver, named]).content).toEqual(TEXT);
    openssl(
      'cms',
      '-encrypt',
      '-binary',
      '-aes-256-cbc',
      '-outform',
      'DER',
      '-in',
      path('text'),
      '-out',
      path('theirs'),
      path('named.pem'),
      path('receiver.pem'),
    );
    expect(decryptEnveloped(readFileSync(path('theirs')), [receiver]).content).toEqual(TEXT);
  });

  it.runIf(here)('what it encrypts with a cipher that we do not know is refused as such', () => {
    openssl(
      'cms',
      '-encrypt',
      '-binary',
      '-camellia256',
      '-outform',
      'DER',
      '-in',
      path('text'),
      '-out',
      path('theirs'),
      '-recip',
      path('receiver.pem'),
    );
    expect(fault(() => decryptEnveloped(readFileSync(path('theirs')), [receiver]))).toBe('unsupported');
  });
});
