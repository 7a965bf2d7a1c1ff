import { X509Certificate } from 'node:crypto';
import { attempt, type PartnerFileProblem, type ReadFile } from './partner-problems.ts';
import type { Certificate } from './partners.ts';

/** Gives the certificates of a named file; faults are noted at `place`. */
export type CertificateReader = (name: string, place: string) => Certificate[];

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** An expired certificate is taken in with a warning: it may be needed to verify what was signed while it was valid. */
export function readCertificates(
  read: ReadFile,
  now: Date,
  problems: PartnerFileProblem[],
): CertificateReader {
  return (name, place) => {
    const text = attempt(() => read(name).text, place, name, problems);
    if (text === null) return [];
    const blocks = text.match(block) ?? [];
    if (blocks.length === 0) {
      problems.push({
        place,
        text: `«${name}» inneholder ikke noe sertifikat i PEM-format`,
        severity: 'error',
      });
    }
    return blocks.flatMap((pem) => {
      try {
        const certificate = toCertificate(name, pem);
        if (new Date(certificate.validTo) < now) {
          problems.push({ place, text: `sertifikatet i «${name}» er utløpt`, severity: 'warning' });
        }
        return [certificate];
      } catch {
        problems.push({ place, text: `sertifikatet i «${name}» kan ikke leses`, severity: 'error' });
        return [];
      }
    });
  };
}

function toCertificate(name: string, pem: string): Certificate {
  const certificate = new X509Certificate(pem);
  return {
    name,
    text: pem,
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    fingerprint: certificate.fingerprint256,
  };
}
