import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { cpaText } from '../../messages/ebxml/support/cpa.ts';
import { envelopeText, signText } from '../../messages/ebxml/support/forge.ts';
import { hospital, kommune, outgoing } from '../../messages/ebxml/support/messages.ts';

const DOCUMENT = Buffer.from(
  '<MsgHead xmlns="m"><Document><RefDoc><Content><Pasientlogistikk xmlns="http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01"/></Content></RefDoc></Document></MsgHead>',
);
const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
let folder = '';
const path = (name: string) => join(folder, name);
const check = (...options: string[]) => {
  const result = spawnSync(process.execPath, [MAIN, 'ebms', 'check', ...options], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { status: result.status, out: result.stdout, err: result.stderr };
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meldingsvakt-ebms-'));
  const entity = buildMessage(
    outgoing({
      document: DOCUMENT,
      encryptTo: kommune().certificate,
      content: { ...outgoing().content, syncReply: false },
    }),
  );
  const headers = [
    'From: a@example.no',
    'To: b@example.no',
    'Message-ID: <1@example.no>',
    'Date: Fri, 20 Nov 2026 12:30:00 +0000',
    'MIME-Version: 1.0',
    'SOAPAction: "ebXML"',
    `Content-Type: ${entity.contentType}`,
  ];
  writeFileSync(
    path('good.eml'),
    Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), entity.body]),
  );
  writeFileSync(
    path('bad.eml'),
    Buffer.concat([Buffer.from(`${headers.slice(1).join('\r\n')}\r\n\r\n`), entity.body]),
  );
  writeFileSync(path('envelope.xml'), signText(envelopeText(), []));
  writeFileSync(
    path('cpa.xml'),
    cpaText({ cpaId: '90998_99387', certificates: [hospital().certificate, kommune().certificate] }),
  );
  writeFileSync(path('sender.pem'), hospital().certificate.toString());
  const { certificate, privateKey } = kommune();
  writeFileSync(path('own.pem'), `${certificate}${privateKey.export({ type: 'pkcs8', format: 'pem' })}`, {
    mode: 0o600,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ebms check', () => {
  it('says nothing more than the counts about a message without faults, and ends with 0', () => {
    const { status, out } = check('good.eml', '--cpa', 'cpa.xml', '--key', 'own.pem');
    expect(out).toMatch(/^good\.eml \(payload\): \d+ i orden, 0 feil, \d+ gjelder ikke\n$/);
    expect(status).toBe(0);
  });

  it('names each row that failed with rule number and section, and ends with 1', () => {
    const { status, out } = check('good.eml', 'bad.eml');
    expect(out).toMatch(/^ {2}5\.5\.1\.1 {2}regel 18 {2}feil: From finnes i e-posthodet$/m);
    expect(status).toBe(1);
  });

  it('shows all 139 rows when asked', () => {
    const { out } = check('--all', 'good.eml');
    expect(out.trim().split('\n')).toHaveLength(140);
  });

  it('prints one JSON object for each message and nothing else', () => {
    const { out } = check('--json', 'good.eml', 'envelope.xml', '--certificate', 'sender.pem');
    const [good, envelope] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(good).toMatchObject({
      file: 'good.eml',
      kind: 'payload',
      messageId: outgoing().header.messageId,
      failed: 0,
    });
    expect(good.rows).toHaveLength(139);
    expect(good.rows[0]).toEqual({
      row: 1,
      rule: '18',
      section: '5.5.1.1',
      result: 'passed',
      requirement: 'From finnes i e-posthodet',
    });
    expect(envelope.passed + envelope.failed + envelope.notApplicable).toBe(139);
  });

  it.each([
    ['a file that is not there', ['gone.eml'], 3, 'Kan ikke lese filen gone.eml.'],
    ['a CPA that is none', ['good.eml', '--cpa', 'sender.pem'], 2, 'CPA-filen er ikke gyldig XML.'],
    ['a certificate that is none', ['good.eml', '--certificate', 'cpa.xml'], 2, 'er ikke et sertifikat'],
    [
      'a key without certificate',
      ['good.eml', '--key', 'sender.pem'],
      2,
      'både en privat nøkkel og et sertifikat',
    ],
    ['no file', [], 2, ''],
  ])('tells %s apart from a faulty message', (_, options, status, text) => {
    const result = check(...options);
    expect(result.status).toBe(status);
    expect(result.err).toContain(text);
  });
});
