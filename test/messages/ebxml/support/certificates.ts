import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { der, derOid, TAG } from '../../../../src/messages/ebxml/cms/asn1.ts';

/** A key with its self-signed certificate, made for the test run and never stored. */
export interface Identity {
  certificate: X509Certificate;
  privateKey: KeyObject;
}

export interface IdentitySettings {
  name?: string;
  serial?: number;
  from?: Date;
  to?: Date;
  bits?: number;
  keys?: { publicKey: KeyObject; privateKey: KeyObject };
}

const UTC_TIME = 0x17;
const UTF8_STRING = 0x0c;
const BIT_STRING = 0x03;

/** Makes a self-signed X.509 v3 certificate with a fresh RSA key. */
export function makeIdentity(settings: IdentitySettings = {}): Identity {
  const { publicKey, privateKey } =
    settings.keys ?? generateKeyPairSync('rsa', { modulusLength: settings.bits ?? 2048 });
  const name = der(
    TAG.sequence,
    der(
      TAG.set,
      der(
        TAG.sequence,
        derOid('2.5.4.3'),
        der(UTF8_STRING, Buffer.from(settings.name ?? 'Eksempelvirksomhet')),
      ),
    ),
  );
  const algorithm = der(TAG.sequence, derOid('1.2.840.113549.1.1.11'), der(TAG.null));
  const body = der(
    TAG.sequence,
    der(TAG.context0, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.from([0x40, (settings.serial ?? 1) & 0xff])),
    algorithm,
    name,
    der(
      TAG.sequence,
      time(settings.from ?? new Date('2026-01-01')),
      time(settings.to ?? new Date('2028-01-01')),
    ),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, privateKey);
  const bits = der(BIT_STRING, Buffer.from([0]), signature);
  return { certificate: new X509Certificate(der(TAG.sequence, body, algorithm, bits)), privateKey };
}

function time(instant: Date): Buffer {
  const digits = instant.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(UTC_TIME, Buffer.from(`${digits}Z`));
}
