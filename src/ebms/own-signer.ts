import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Self } from '../delivery/partners.ts';
import type { Signer } from '../messages/ebxml/dsig/sign.ts';

/** Our own key cannot be used. Nothing can be acknowledged then; the sender comes again when it has been put right. */
export class OwnKeyError extends Error {
  override readonly name = 'OwnKeyError';
}

/**
 * Our certificate with its key, read from the disk when the partners have changed.
 * @returns `null` where the partners name no certificate of our own
 * @throws OwnKeyError when the file cannot be read, or does not belong to the certificate
 */
export function createOwnSigner(): (self: Self | null) => Promise<Signer | null> {
  let known: { self: Self; signer: Signer } | null = null;
  return async (self) => {
    if (self?.signing == null) return null;
    if (known?.self !== self) known = { self, signer: await load(self.signing) };
    return known.signer;
  };
}

async function load({ certificate, keyFile }: NonNullable<Self['signing']>): Promise<Signer> {
  let signer: Signer;
  try {
    signer = {
      certificate: new X509Certificate(certificate.text),
      privateKey: createPrivateKey(await readFile(keyFile)),
    };
  } catch {
    throw new OwnKeyError('Our signing key cannot be read');
  }
  if (!signer.certificate.checkPrivateKey(signer.privateKey))
    throw new OwnKeyError('Our signing key does not belong to our certificate');
  return signer;
}
