import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signingCertificates } from '../../../src/messages/ebxml/agreement/agreement.ts';
import { readCpaFile } from '../../../src/messages/ebxml/agreement/read-cpa.ts';
import { isEnvelopedData } from '../../../src/messages/ebxml/cms/enveloped-data.ts';
import { proveSignature } from '../../../src/messages/ebxml/dsig/prove-signature.ts';
import type { Envelope } from '../../../src/messages/ebxml/envelope.ts';
import { herIdsOf } from '../../../src/messages/ebxml/envelope.ts';
import { judge } from '../../../src/messages/ebxml/judge.ts';
import { readMshInfo } from '../../../src/messages/ebxml/msh-info.ts';
import {
  attachmentsOf,
  type Reading,
  readBareEnvelope,
  readMailMessage,
} from '../../../src/messages/ebxml/read-message.ts';
import { officialFile, present, title } from './shared.ts';

const read = (name: string): Reading => {
  const bytes = officialFile(`samples/${name}`);
  return name.endsWith('.xml') ? readBareEnvelope(bytes) : readMailMessage(bytes);
};
const agreement = (name: string) => {
  const file = readCpaFile(officialFile(`cpa/${name}`));
  if (!('agreement' in file)) throw new Error('not an agreement');
  return file.agreement;
};

/** What the header of a message says, in short. */
function says({ kind, header }: Envelope) {
  return {
    kind,
    from: [herIdsOf(header.from).join(), header.from.role],
    to: [herIdsOf(header.to).join(), header.to.role],
    cpaId: header.cpaId,
    service: header.service.value,
    action: header.action,
    messageId: header.messageId,
    at: header.timestamp?.instant,
    ref: header.refToMessageId,
  };
}

/** How a signature stands at the time when the message was made: faults that are not about whose it is. */
function faultsOf(reading: Reading): string[] {
  const { envelope, signature } = reading.xml!;
  const at = new Date(envelope.header.timestamp?.instant ?? 0);
  return proveSignature(signature, { pins: signature.certificates, now: at, timestamp: at }).faults.map(
    (each) => each.kind,
  );
}

describe.runIf(present)(title('the real messages'), () => {
  it('signed-message.eml: a mail with an encrypted payload, signed with three transforms', () => {
    const reading = read('signed-message.eml');
    expect(says(reading.xml!.envelope)).toEqual({
      kind: 'payload',
      from: ['431001063', 'Sykmelder'],
      to: ['79768', 'Saksbehandler'],
      cpaId: 'nav:qass:35261',
      service: 'Sykmelding',
      action: 'Registrering',
      messageId: '41724b25-d513-4958-afc1-8026cf51de61',
      at: '2023-11-17T10:08:35Z',
      ref: null,
    });
    expect(reading.xml!.envelope).toMatchObject({
      ackRequested: { signed: true },
      syncReply: false,
      header: { duplicateElimination: true },
    });
    expect(readMshInfo(reading.xml!.envelope.header.descriptions)).toEqual({
      mshSystem: 'Visma Samhandling Link',
      mshVersion: '7.2.4',
      system: 'Webservices',
      systemVersion: '0',
    });
    const [part, ...more] = attachmentsOf(reading.mime!);
    expect(more).toEqual([]);
    expect(part!.contentId).toBe('f7b65d34-bd25-4642-9d96-837aa4da321a');
    expect(part!.content).toHaveLength(9112);
    expect(isEnvelopedData(part!.content)).toBe(true);
    expect(faultsOf(reading)).toEqual([]);
    expect(reading.xml!.schemaErrors).toEqual([]);
  });

  it('signed-message-cms-payload.msg: accepted under its CPA, with the certificate that came with it', () => {
    const reading = read('signed-message-cms-payload.msg');
    const cpa = agreement('nav-qass-35065.xml');
    const pin = new X509Certificate(officialFile('samples/signed-message-cms-payload.cer')).raw;
    expect(says(reading.xml!.envelope)).toMatchObject({
      from: ['8141253', 'Behandler'],
      to: ['79768', 'KontrollUtbetaler'],
      service: 'BehandlerKrav',
      action: 'OppgjorsMelding',
      at: '2023-08-29T10:56:50.3069479Z',
    });
    const now = new Date('2023-08-29T10:56:55Z');
    const judgement = judge(reading, { now, agreement: cpa, pins: [pin] });
    expect(judgement.refusal).toBeNull();
    expect(judgement.findings.map((each) => each.code)).toEqual(['MV-2013', 'MV-2061', 'MV-2062']);
    expect(judgement.standing?.sending).toMatchObject({ role: 'Behandler', channel: { transport: 'SMTP' } });
    // The agreement itself holds a newer certificate, and by now both have run out.
    expect(signingCertificates(cpa.parties[0])).toHaveLength(1);
    const later = judge(reading, { now: new Date('2026-01-01'), agreement: cpa, pins: [pin] });
    expect(later.findings.map((each) => each.code)).toEqual(expect.arrayContaining(['MV-2032', 'MV-2123']));
  });

  it.each(['signed-acknowledgment.eml', 'acknowledgment_no_from.eml'])(
    '%s: a receipt signed with two transforms, which repeats what it received',
    (name) => {
      const reading = read(name);
      expect(says(reading.xml!.envelope)).toEqual({
        kind: 'acknowledgment',
        from: ['92239', 'Utleverer'],
        to: ['79768', 'KontrollUtbetaler'],
        cpaId: 'nav:qass:30500',
        service: 'urn:oasis:names:tc:ebxml-msg:service',
        action: 'Acknowledgment',
        messageId: 'faa9f042-cf34-40fa-bc53-610c0f6bbf26',
        at: '2023-11-21T14:45:47.2040971Z',
        ref: '20231121-154526-99398@qa.ebxml.nav.no',
      });
      expect(reading.xml!.envelope.acknowledgment).toEqual({
        timestamp: { written: '2023-11-21T14:45:26Z', instant: '2023-11-21T14:45:26Z' },
        refToMessageId: '20231121-154526-99398@qa.ebxml.nav.no',
        references: [
          {
            uri: '',
            digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha256',
            digestValue: 'mvuvZiqld9ULe9dvYyKMi9r7wVMr3gn+OIcy+iw0COA=',
          },
        ],
      });
      expect(faultsOf(reading)).toEqual([]);
    },
  );

  it('ebxml_no_cpaid.eml: a message without CPAId, whose content was cut after it was signed', () => {
    const reading = read('ebxml_no_cpaid.eml');
    expect(says(reading.xml!.envelope)).toMatchObject({
      kind: 'payload',
      cpaId: null,
      from: ['', 'Fordringshaver'],
      service: 'Inntektsforesporsel',
    });
    expect(faultsOf(reading)).toEqual(['part-changed', 'envelope-changed']);
    const judgement = judge(reading, { now: new Date('2026-02-12T12:00:38Z'), agreement: null, pins: [] });
    expect(judgement.refusal?.answer.kind).toBe('fault');
    expect(judgement.findings.map((each) => each.code)).toEqual(
      expect.arrayContaining(['MV-2024', 'MV-2027', 'MV-2112', 'MV-2113']),
    );
  });

  it('ebxml_no_service.eml: a message without Service and signature', () => {
    const reading = read('ebxml_no_service.eml');
    expect(says(reading.xml!.envelope)).toMatchObject({
      service: null,
      action: 'Foresporsel',
      cpaId: 'nav:qass:34961',
    });
    expect(faultsOf(reading)).toEqual(['missing']);
  });

  it('not_ebxml.eml: a package that can be read, with an envelope that cannot', () => {
    const reading = read('not_ebxml.eml');
    expect(reading.mime?.parts).toHaveLength(2);
    expect(reading.xml).toBeNull();
    const judgement = judge(reading, { now: new Date(0), agreement: null, pins: [] });
    expect(judgement.findings.map((each) => each.code)).toEqual(['MV-2010']);
    expect(judgement.refusal?.answer).toMatchObject({ kind: 'fault' });
  });

  it.each([
    [
      'ebms-async__signaltest__payloadmessage.xml',
      'payload',
      '7104acf8-21e9-4ee7-b894-d413a00a8881',
      '2023-08-29T10:56:50.3069479Z',
    ],
    [
      'ebms-async__signaltest__acknowledgment.xml',
      'acknowledgment',
      '7a631915-eb02-4b58-bd8c-4851d37c2590',
      '2025-01-24T10:42:58.7250721Z',
    ],
    [
      'ebms-async__signaltest__messageerror.xml',
      'message-error',
      '20140607-214220-84523@dev.ebxml.nav.no',
      '2014-06-07T19:42:20Z',
    ],
    ['his1037/ebxml-eksempel.xml', 'payload', '955536cb-fb9a-49d9-848d-2baca7b116e1', '2006-07-11T12:45:32Z'],
    [
      'his1037/Acknowledgment.xml',
      'acknowledgment',
      '2AAF1196-C3FE-472B-8A91-AD89EF7822DD',
      '2006-07-11T12:45:32Z',
    ],
    [
      'his1037/Acknowledgment-Description.xml',
      'acknowledgment',
      '2AAF1196-C3FE-472B-8A91-AD89EF7822DD',
      '2018-03-07T10:07:00.7894735Z',
    ],
  ])('%s is a %s', (name, kind, messageId, at) => {
    expect(says(read(name).xml!.envelope)).toMatchObject({ kind, messageId, at });
  });

  it('the examples whose signatures were filled with words are refused for it', () => {
    expect(faultsOf(read('ebms-async__signaltest__payloadmessage.xml'))).toEqual(
      expect.arrayContaining(['digest-not-plain', 'certificate-unreadable', 'transforms']),
    );
    expect(faultsOf(read('his1037/ebxml-eksempel.xml'))).toEqual(
      expect.arrayContaining(['signature-sha1', 'digest-sha1', 'value-wrong', 'envelope-changed']),
    );
  });

  it('the MessageError names code, severity and location', () => {
    const { errorList, header } = read('ebms-async__signaltest__messageerror.xml').xml!.envelope;
    expect(header.refToMessageId).toBe('autotest_tc_2_2_15');
    expect(errorList).toMatchObject({
      highestSeverity: 'Error',
      errors: [
        { code: 'ValueNotRecognized', severity: 'Error', location: 'xpointer(//MessageHeader/CpaId)' },
      ],
    });
  });

  it('the system information of HITS 1210 is found where it stands', () => {
    expect(
      readMshInfo(read('ebms-async__signaltest__acknowledgment.xml').xml!.envelope.header.descriptions),
    ).toMatchObject({ mshSystem: 'Medilink' });
    expect(
      readMshInfo(read('his1037/Acknowledgment-Description.xml').xml!.envelope.header.descriptions),
    ).toMatchObject({ mshSystem: 'DIPS Communicator', mshVersion: '2.54' });
    expect(
      readMshInfo([
        {
          lang: 'no',
          text: officialFile('samples/his1037/overvakning-description-example.json').toString('utf8').trim(),
        },
      ]),
    ).toMatchObject({ system: 'System X' });
  });
});

describe.runIf(present)(title('the real agreements'), () => {
  it.each([
    ['nav-qass-31162.xml', 'nav:qass:31162', ['8090595', '79768'], 14_400],
    ['nav-qass-35065.xml', 'nav:qass:35065', ['8141253', '79768'], 43_200],
  ])('%s', (name, cpaId, hers, interval) => {
    const cpa = agreement(name);
    expect(cpa.cpaId).toBe(cpaId);
    expect(cpa.parties.map((party) => party.ids.find((id) => id.type === 'HER')?.value)).toEqual(hers);
    for (const party of cpa.parties) {
      expect(party.certificates).toHaveLength(2);
      expect(signingCertificates(party)).toHaveLength(1);
      expect(party.signalChannel).toMatchObject({
        transport: 'SMTP',
        retries: 4,
        retryIntervalSeconds: interval,
        ackRequested: 'always',
      });
      expect(
        party.bindings
          .filter((each) => each.channel.transport === 'HTTP')
          .map((each) => each.channel.syncReplyMode),
      ).toEqual(['signalsAndResponse', 'signalsAndResponse', 'signalsAndResponse']);
    }
    const [one, other] = cpa.parties;
    const sent = one.bindings
      .filter((each) => each.direction === 'send')
      .map((each) => `${each.service} ${each.action}`);
    const received = other.bindings
      .filter((each) => each.direction === 'receive')
      .map((each) => `${each.service} ${each.action}`);
    expect(sent.sort()).toEqual(received.sort());
  });
});
