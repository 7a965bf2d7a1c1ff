import { describe, expect, it } from 'vitest';
import {
  type Agreement,
  encryptionCertificates,
  signingCertificates,
} from '../../../src/messages/ebxml/agreement/agreement.ts';
import { CPA_ERRORS, CpaError } from '../../../src/messages/ebxml/agreement/cpa-error.ts';
import { readDuration } from '../../../src/messages/ebxml/agreement/duration.ts';
import { DEFAULT_PROCESSES, processFor } from '../../../src/messages/ebxml/agreement/processes.ts';
import { readCpaFile } from '../../../src/messages/ebxml/agreement/read-cpa.ts';
import {
  defaultCpaId,
  isDefaultCpaId,
  synthesiseAgreement,
} from '../../../src/messages/ebxml/agreement/synthesise.ts';
import type { OutgoingMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { buildMessage } from '../../../src/messages/ebxml/send/build-message.ts';
import { type CpaSettings, cpaText, cppText } from './support/cpa.ts';
import { swap } from './support/forge.ts';
import { answerOf, codes, hospital, judged, kommune, outgoing, receive } from './support/messages.ts';

const read = (text: string) => readCpaFile(Buffer.from(text));
function cpa(settings: CpaSettings = {}): Agreement {
  const file = read(cpaText(settings));
  if (!('agreement' in file)) throw new Error('no agreement');
  return file.agreement;
}

describe('a CPA file', () => {
  it('says who, until when, what may be sent, and how', () => {
    const agreement = cpa({ certificates: [hospital().certificate, kommune().certificate] });
    expect(agreement).toMatchObject({
      cpaId: 'avtale:1',
      source: 'cpa',
      status: 'agreed',
      start: '2026-01-01T00:00:00Z',
      end: '2027-01-01T00:00:00Z',
    });
    const [sykehus, other] = agreement.parties;
    expect(sykehus.ids).toEqual([
      { type: 'HER', value: '90998' },
      { type: 'ENH', value: '900000008' },
    ]);
    expect(sykehus.bindings).toHaveLength(1);
    expect(sykehus.bindings[0]).toMatchObject({
      direction: 'send',
      service: 'Innleggelse',
      action: 'Melding',
      role: 'Avsender',
      nonRepudiation: true,
      channel: {
        syncReplyMode: 'mshSignalsOnly',
        ackRequested: 'always',
        transport: 'HTTP',
        endpoints: [{ uri: 'http://sykehus.example/ebms', type: 'allPurpose' }],
        retries: 3,
        retryIntervalSeconds: 14_400,
        persistSeconds: 172_800,
        messageOrder: false,
      },
    });
    expect(signingCertificates(sykehus)).toEqual([hospital().certificate.raw]);
    expect(encryptionCertificates(other)).toEqual([kommune().certificate.raw]);
  });

  it('takes from HIS 1037 what it leaves out', () => {
    const text = cpaText().replace(/<c:ebXMLSenderBinding>.*?<\/c:ebXMLSenderBinding>/g, '');
    const file = read(text);
    expect('agreement' in file && file.agreement.parties[0].bindings[0]?.channel).toMatchObject({
      retries: 5,
      retryIntervalSeconds: 43_200,
      persistSeconds: 259_200,
    });
  });

  it('may be a profile of one party', () => {
    const file = read(cppText());
    expect('profile' in file && file.profile).toMatchObject({
      cppId: 'profil:1',
      parties: [{ name: 'sykehus' }],
    });
  });

  it.each<[keyof typeof CPA_ERRORS, string]>([
    ['not-xml', '<a'],
    ['not-cpa', '<a/>'],
    ['not-cpa', swap(cpaText(), 'cpp-cpa-2_0.xsd', 'cpp-cpa-3_0.xsd')],
    ['not-cpa', cpaText().replaceAll('CollaborationProtocolAgreement', 'Other')],
    ['no-id', swap(cpaText(), ' c:cpaid="avtale:1"', '')],
    ['parties', cpaText().replace(/<c:PartyInfo.*?<\/c:PartyInfo>/, '')],
    ['party-id', cpaText().replace(/<c:PartyId.*?<\/c:PartyId><c:PartyId.*?<\/c:PartyId>/, '')],
    ['role', swap(cpaText(), '<c:Role c:name="Avsender"/>', '')],
    ['role', swap(cpaText(), ' c:action="Melding"', '')],
    ['reference', swap(cpaText(), '<c:ChannelId>sykehus-channel', '<c:ChannelId>other')],
    ['time', cpaText({ start: 'yesterday' })],
    ['number', cpaText({ retries: '-1' })],
    ['number', cpaText({ retryInterval: 'PT0S' })],
    ['number', cpaText({ persistDuration: 'soon' })],
  ])('that is unusable says why: %s', (kind, text) => {
    expect(() => read(text)).toThrow(new CpaError(kind));
  });

  it('is usable also where a transport or certificate in it is not, and says so', () => {
    const certificates = [hospital().certificate, kommune().certificate] as const;
    const file = read(
      swap(
        swap(cpaText({ certificates }), 'c:transportId="sykehus-transport" ', ''),
        /<ds:X509Certificate>....../,
        '<ds:X509Certificate>AAAAAA',
      ),
    );
    expect('agreement' in file && file.agreement).toMatchObject({
      remarks: ['reference', 'certificate'],
      parties: [{ certificates: [], bindings: [{ channel: { transport: null, endpoints: [] } }] }, {}],
    });
    expect(cpa({ certificates }).remarks).toEqual([]);
  });

  it('has a text for every trouble, in three languages', () => {
    for (const text of Object.values(CPA_ERRORS))
      for (const language of ['nb', 'nn', 'en'] as const) expect(text[language]).toMatch(/\.$/);
  });
});

describe('a duration', () => {
  it.each([
    ['PT240M', 14_400],
    ['P2D', 172_800],
    ['P1DT2H3M4.5S', 93_784.5],
    ['P1Y2M', 36_720_000],
  ])('%s is %d seconds', (written, seconds) => expect(readDuration(written)).toBe(seconds));
  it.each(['', 'P', 'PT', '-P1D', '1D', 'P1S', null])('%s is none', (written) =>
    expect(readDuration(written)).toBeNull(),
  );
});

/** A message as the CPA of these tests wants it. */
function underCpa(
  changes: Partial<OutgoingMessage['content']> = {},
  header: Partial<OutgoingMessage['header']> = {},
  signer: OutgoingMessage['signer'] = hospital(),
) {
  const base = outgoing();
  return receive(
    buildMessage({
      ...base,
      header: {
        ...base.header,
        cpaId: 'avtale:1',
        from: { ids: [{ type: 'HER', value: '90998' }], role: 'Avsender' },
        to: { ids: [{ type: 'HER', value: '99387' }], role: 'Mottaker' },
        ...header,
      },
      content: { ...base.content, service: 'Innleggelse', action: 'Melding', ...changes },
      signer,
    }),
  );
}

describe('under a CPA', () => {
  it('its own names for Service, Action and Role are right, and only they', () => {
    expect(answerOf(judged(underCpa(), { agreement: cpa() }))).toBe('accepted');
    expect(
      answerOf(judged(underCpa({ service: 'S-LOG_INNLAGT', action: 'LOG_INNLAGT' }), { agreement: cpa() })),
    ).toBe('ValueNotRecognized');
    expect(answerOf(judged(underCpa({ action: 'Annet' }), { agreement: cpa() }))).toBe('ValueNotRecognized');
    expect(
      answerOf(
        judged(underCpa({}, { from: { ids: [{ type: 'HER', value: '90998' }], role: 'Mottaker' } }), {
          agreement: cpa(),
        }),
      ),
    ).toBe('Inconsistent');
  });

  it('a party may send only what it can send: the other way round is not agreed', () => {
    const back = underCpa(
      {},
      {
        from: { ids: [{ type: 'HER', value: '99387' }], role: 'Mottaker' },
        to: { ids: [{ type: 'HER', value: '90998' }], role: 'Avsender' },
      },
      kommune(),
    );
    expect(answerOf(judged(back, { agreement: cpa(), pins: [kommune().certificate.raw] }))).toBe(
      'ValueNotRecognized',
    );
  });

  it('roles are compared without regard to capitals, as HIS 1037 itself writes them', () => {
    expect(
      answerOf(
        judged(underCpa({}, { from: { ids: [{ type: 'HER', value: '90998' }], role: 'AVSENDER' } }), {
          agreement: cpa(),
        }),
      ),
    ).toBe('accepted');
  });

  it('a party is known by any agreed id, and by none that contradicts the agreement', () => {
    const from = (...ids: { type: string | null; value: string }[]) =>
      answerOf(judged(underCpa({}, { from: { ids, role: 'Avsender' } }), { agreement: cpa() }));
    expect(from({ type: 'ENH', value: '900000008' })).toBe('accepted');
    expect(from({ type: 'HER', value: '90998' }, { type: 'DN', value: 'CN=x' })).toBe('accepted');
    expect(from({ type: 'HER', value: '90998' }, { type: 'ENH', value: '911111111' })).toBe('Inconsistent');
    expect(from({ type: 'urn:other', value: '90998' })).toBe('Inconsistent');
    expect(from({ type: null, value: '90998' })).toBe('Inconsistent');
  });

  it.each<[string, CpaSettings, Partial<OutgoingMessage['content']>, string]>([
    ['never an AckRequested', { ackRequested: 'never' }, {}, 'Inconsistent'],
    [
      'never an AckRequested',
      { ackRequested: 'never', ackSignatureRequested: 'never' },
      { ackRequested: null },
      'accepted',
    ],
    ['AckRequested as the message likes', { ackRequested: 'perMessage' }, { ackRequested: null }, 'accepted'],
    [
      'never a signed receipt',
      { ackSignatureRequested: 'never' },
      { ackRequested: { signed: true } },
      'Inconsistent',
    ],
    [
      'never a signed receipt',
      { ackSignatureRequested: 'never' },
      { ackRequested: { signed: false } },
      'accepted',
    ],
    [
      'a signed receipt as the message likes',
      { ackSignatureRequested: 'perMessage' },
      { ackRequested: { signed: false } },
      'accepted',
    ],
    ['never DuplicateElimination', { duplicateElimination: 'never' }, {}, 'Inconsistent'],
    [
      'DuplicateElimination as the message likes',
      { duplicateElimination: 'perMessage' },
      { duplicateElimination: false },
      'accepted',
    ],
    [
      'an answer in the same connection',
      { syncReplyMode: 'mshSignalsOnly' },
      { syncReply: false },
      'Inconsistent',
    ],
    ['an answer by itself', { syncReplyMode: 'none' }, { syncReply: false }, 'accepted'],
    ['an answer by itself, but the sender waits', { syncReplyMode: 'none' }, { syncReply: true }, 'accepted'],
  ])('it decides about %s', (_, settings, content, expected) => {
    expect(answerOf(judged(underCpa(content), { agreement: cpa(settings) }))).toBe(expected);
  });

  it('unsigned messages are accepted only where it says that they may be', () => {
    const unsigned = underCpa({}, {}, null);
    expect(answerOf(judged(unsigned, { agreement: cpa({ nonRepudiation: 'false' }) }))).toBe('accepted');
    expect(answerOf(judged(unsigned, { agreement: cpa({ nonRepudiation: 'true' }) }))).toBe(
      'SecurityFailure',
    );
    expect(answerOf(judged(unsigned, { agreement: cpa({ nonRepudiation: null }) }))).toBe('SecurityFailure');
  });

  it('a signature that need not be there must still be true', () => {
    const agreement = cpa({ nonRepudiation: 'false' });
    expect(answerOf(judged(underCpa({}, {}, kommune()), { agreement }))).toBe('SecurityFailure');
    expect(answerOf(judged(underCpa(), { agreement }))).toBe('accepted');
  });

  it('it is in force from its start to its end', () => {
    expect(codes(judged(underCpa(), { agreement: cpa({ end: '2026-06-01T00:00:00Z' }) }))).toContain(
      'MV-2032',
    );
    expect(codes(judged(underCpa(), { agreement: cpa({ start: '2026-12-01T00:00:00Z' }) }))).toContain(
      'MV-2032',
    );
  });
});

describe('without a CPA', () => {
  const one = { name: 'a', her: 99387 };
  const other = { name: 'b', her: 59 };

  it('the CPAId has the lowest HER-id first, as a number', () => {
    expect(defaultCpaId(99387, 59)).toBe('59_99387');
    expect(isDefaultCpaId('59_99387_12', 99387, 59)).toBe(true);
    for (const id of ['99387_59', '59_99387_', '59_99387_a', '59_993871'])
      expect(isDefaultCpaId(id, 99387, 59)).toBe(false);
  });

  it('there is no agreement for the CPAId of somebody else', () => {
    expect(synthesiseAgreement('1_2', one, other)).toBeNull();
  });

  it('the partner file may say how often to try', () => {
    const agreement = synthesiseAgreement(
      '59_99387',
      one,
      { ...other, endpoint: 'http://b.example' },
      undefined,
      { retries: 2 },
    );
    expect(agreement?.parties[1].signalChannel).toMatchObject({
      retries: 2,
      retryIntervalSeconds: 43_200,
      endpoints: [{ uri: 'http://b.example' }],
    });
  });

  it('Service, Action and Role are configuration', () => {
    const rules = {
      types: ['SKJEMA'],
      patterns: [{ service: 'urn:{type}', action: '{type}', senderRole: 'fra', receiverRole: 'til' }],
    };
    expect(processFor('SKJEMA', rules)).toEqual({
      service: 'urn:SKJEMA',
      action: 'SKJEMA',
      senderRole: 'fra',
      receiverRole: 'til',
    });
    expect(processFor('SKJEMA')).toBeNull();
    expect(processFor('EPIKRISE')).toEqual({
      service: 'S-EPIKRISE',
      action: 'EPIKRISE',
      senderRole: 'EPIKRISEsender',
      receiverRole: 'EPIKRISEreceiver',
    });
    expect(DEFAULT_PROCESSES.types).toEqual(
      expect.arrayContaining(['LOG_INNLAGT', 'HELSEOPPL_SOKNAD', 'DIALOG_AVVIK']),
    );
  });
});
