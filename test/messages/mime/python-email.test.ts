import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEntityFile } from '../../../src/messages/mime/read.ts';

const SCRIPT = `
import sys, json, hashlib
from email import message_from_bytes
for line in sys.stdin:
    message = message_from_bytes(bytes.fromhex(line.strip()))
    parts = message.get_payload() if message.is_multipart() else [message]
    print(json.dumps([[part.get_content_type(), part.get('Content-ID'),
        hashlib.sha256(part.get_payload(decode=True) or b'').hexdigest()] for part in parts]))
`;

const python = spawnSync('python3', ['-c', 'import email'], { encoding: 'utf8' });
const here = python.status === 0;

/** Mails with every kind of part, written plainly so that both readers must come to the same bytes. */
const mail = fc
  .array(
    fc.record({
      encoding: fc.constantFrom('base64', 'quoted-printable', '8bit', '7bit'),
      folded: fc.boolean(),
      words: fc.array(fc.constantFrom('<a/>', 'æøå', 'line', '=', 'x y', '\r\n', '--', 'Ünïcode'), {
        minLength: 1,
        maxLength: 20,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => {
    const lines = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\tboundary="=_b"',
      '',
      'preamble',
    ];
    for (const [index, part] of parts.entries()) {
      const bytes = Buffer.from(part.words.join(''));
      lines.push('--=_b', `Content-Type:${part.folded ? '\r\n ' : ' '}text/xml; charset=utf-8`);
      lines.push(
        `Content-ID: <p${index}>`,
        `Content-Transfer-Encoding: ${part.encoding}`,
        '',
        encode(part.encoding, bytes),
      );
    }
    lines.push('--=_b--', 'epilogue');
    return Buffer.from(lines.join('\r\n'), 'latin1');
  });

function encode(encoding: string, bytes: Buffer): string {
  if (encoding === 'base64') return bytes.toString('base64').replace(/.{20}/g, '$&\r\n');
  if (encoding === 'quoted-printable') {
    return [...bytes]
      .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join('')
      .replace(/(?:=..){20}/g, '$&=\r\n');
  }
  return bytes.toString('latin1');
}

describe(
  here ? "Python's email package" : "Python's email package (skipped: no python3 on this machine)",
  () => {
    it.runIf(here)('finds the same parts, names and bytes', () => {
      const mails = fc.sample(mail, { numRuns: 200, seed: 42 });
      const input = mails.map((bytes) => bytes.toString('hex')).join('\n');
      const result = spawnSync('python3', ['-c', SCRIPT], { input, encoding: 'utf8' });
      expect(result.stderr).toBe('');
      const theirs = result.stdout.trim().split('\n');
      expect(theirs).toHaveLength(mails.length);
      for (const [index, bytes] of mails.entries()) {
        const ours = readEntityFile(bytes).parts.map((part) => [
          part.mediaType?.type,
          part.headers.get('Content-ID'),
          createHash('sha256').update(part.content).digest('hex'),
        ]);
        expect(ours).toEqual(JSON.parse(theirs[index]!));
      }
    });
  },
);
