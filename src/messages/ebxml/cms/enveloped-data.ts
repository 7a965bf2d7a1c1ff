import {
  constants,
  createCipheriv,
  createDecipheriv,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type X509Certificate,
} from 'node:crypto';
import { type Asn1, Asn1Error, der, derOid, octetsOf, oidOf, readAsn1, TAG } from './asn1.ts';
import { type CertificateName, certificateName } from './certificate-parts.ts';

/** A key that messages to us may be encrypted to; old and new stand side by side while they change. */
export interface DecryptionKey {
  certificate: X509Certificate;
  privateKey: KeyObject;
}

export type CmsFaultKind = 'not-cms' | 'unsupported' | 'no-key' | 'undecryptable';

/** Why a CMS content could not be opened. Wrong key and damaged content are told alike, so that nobody learns from it. */
export class CmsFault extends Error {
  override readonly name = 'CmsFault';
  readonly kind: CmsFaultKind;

  constructor(kind: CmsFaultKind) {
    super(`CMS: ${kind}`);
    this.kind = kind;
  }
}

export interface Opened {
  content: Buffer;
  /** 3DES or a short AES key. */
  weak: boolean;
}

const ENVELOPED_DATA = '1.2.840.113549.1.7.3';
const DATA = '1.2.840.113549.1.7.1';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSA_OAEP = '1.2.840.113549.1.1.7';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

const CIPHERS: Readonly<
  Record<string, { name: string; keyLength: number; ivLength: number; weak: boolean }>
> = {
  [AES_256_CBC]: { name: 'aes-256-cbc', keyLength: 32, ivLength: 16, weak: false },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24, ivLength: 16, weak: true },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16, ivLength: 16, weak: true },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24, ivLength: 8, weak: true },
};

const OAEP_HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Encrypts to one receiver as HIS 1037 5.5 says: CMS enveloped-data, AES-256-CBC, the key by RSA (PKCS #1 1.5, the
 * way that every gateway reads).
 */
export function encryptEnveloped(content: Uint8Array, receiver: X509Certificate): Buffer {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  const wrapped = publicEncrypt({ key: receiver.publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
  const { issuer, serial } = certificateName(receiver);
  const zero = der(TAG.integer, Buffer.from([0]));
  const recipient = der(
    TAG.sequence,
    zero,
    der(TAG.sequence, issuer, serial),
    der(TAG.sequence, derOid(RSA_ENCRYPTION), der(TAG.null)),
    der(TAG.octets, wrapped),
  );
  const body = der(
    TAG.sequence,
    derOid(DATA),
    der(TAG.sequence, derOid(AES_256_CBC), der(TAG.octets, iv)),
    der(TAG.context0Primitive, encrypted),
  );
  const enveloped = der(TAG.sequence, zero, der(TAG.set, recipient), body);
  return der(TAG.sequence, derOid(ENVELOPED_DATA), der(TAG.context0, enveloped));
}

/**
 * Opens a CMS enveloped-data with the first of our keys that it was encrypted to.
 * @throws CmsFault
 */
export function decryptEnveloped(bytes: Buffer, keys: readonly DecryptionKey[]): Opened {
  const { recipients, algorithm, encrypted } = parseEnveloped(bytes);
  const cipher = CIPHERS[algorithm.oid];
  if (!cipher || algorithm.iv.length !== cipher.ivLength) throw new CmsFault('unsupported');
  const names = keys.map((key) => ({ key, name: certificateName(key.certificate) }));
  const matches = recipients.flatMap((recipient) =>
    names.filter(({ name }) => isFor(recipient, name)).map(({ key }) => ({ recipient, key })),
  );
  if (matches.length === 0) throw new CmsFault('no-key');
  for (const { recipient, key } of matches) {
    const contentKey = unwrapKey(recipient, key.privateKey);
    const content =
      contentKey?.length === cipher.keyLength
        ? decipher(cipher.name, contentKey, algorithm.iv, encrypted)
        : null;
    if (content) return { content, weak: cipher.weak };
  }
  throw new CmsFault('undecryptable');
}

/** Whether bytes are a CMS enveloped-data at all; no key is needed to say so. */
export function isEnvelopedData(bytes: Buffer): boolean {
  try {
    return parseEnveloped(bytes).recipients.length > 0;
  } catch (error) {
    if (error instanceof CmsFault) return false;
    throw error;
  }
}

interface Enveloped {
  recipients: Recipient[];
  algorithm: { oid: string; iv: Buffer };
  encrypted: Buffer;
}

interface Recipient {
  id: Asn1;
  algorithm: Asn1;
  encryptedKey: Buffer;
}

function parseEnveloped(bytes: Buffer): Enveloped {
  try {
    const info = readAsn1(bytes);
    if (info.tag !== TAG.sequence || oidOf(info.children[0]) !== ENVELOPED_DATA)
      throw new CmsFault('not-cms');
    const fields = info.children[1]?.children[0]?.children ?? [];
    const recipients = fields.find((field) => field.tag === TAG.set);
    const body = fields.at(fields.indexOf(recipients as Asn1) + 1);
    const algorithm = body?.children[1];
    const encrypted = body?.children[2];
    if (!recipients || !algorithm || !encrypted || (encrypted.tag & 0xdf) !== TAG.context0Primitive) {
      throw new CmsFault('not-cms');
    }
    return {
      recipients: recipients.children.filter((each) => each.tag === TAG.sequence).map(readRecipient),
      algorithm: { oid: oidOf(algorithm.children[0]), iv: algorithm.children[1]?.content ?? Buffer.alloc(0) },
      encrypted: octetsOf(encrypted),
    };
  } catch (error) {
    if (error instanceof Asn1Error) throw new CmsFault('not-cms');
    throw error;
  }
}

function readRecipient(value: Asn1): Recipient {
  const [, id, algorithm, encryptedKey] = value.children;
  if (!id || !algorithm || !encryptedKey) throw new CmsFault('not-cms');
  return { id, algorithm, encryptedKey: octetsOf(encryptedKey) };
}

function isFor(recipient: Recipient, name: CertificateName): boolean {
  const { id } = recipient;
  if (id.tag === TAG.context0Primitive) return name.subjectKeyIdentifier?.equals(id.content) ?? false;
  const [issuer, serial] = id.children;
  return (
    issuer !== undefined &&
    serial !== undefined &&
    issuer.whole.equals(name.issuer) &&
    serial.whole.equals(name.serial)
  );
}

/**
 * @returns `null` when the key cannot be unwrapped. With PKCS #1 1.5 OpenSSL gives a random key instead of an error
 *   (implicit rejection), so that a wrong padding cannot be told from a wrong key.
 */
function unwrapKey(recipient: Recipient, privateKey: KeyObject): Buffer | null {
  try {
    const oid = oidOf(recipient.algorithm.children[0]);
    if (oid === RSA_ENCRYPTION) {
      return privateDecrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
        recipient.encryptedKey,
      );
    }
    if (oid !== RSA_OAEP) return null;
    const oaepHash = oaepHashOf(recipient.algorithm.children[1]);
    if (!oaepHash) return null;
    return privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash },
      recipient.encryptedKey,
    );
  } catch {
    return null;
  }
}

/** RSAES-OAEP-params: the hash is the first, context-tagged field; SHA-1 when left out (RFC 8017 A.2.1). */
function oaepHashOf(parameters: Asn1 | undefined): string | null {
  const field = parameters?.children.find((each) => each.tag === TAG.context0);
  if (!field) return 'sha1';
  return OAEP_HASHES[oidOf(field.children[0]?.children[0])] ?? null;
}

function decipher(name: string, key: Buffer, iv: Buffer, encrypted: Buffer): Buffer | null {
  try {
    const cipher = createDecipheriv(name, key, iv);
    return Buffer.concat([cipher.update(encrypted), cipher.final()]);
  } catch {
    return null;
  }
}
