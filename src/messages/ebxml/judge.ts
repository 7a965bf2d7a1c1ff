import type { X509Certificate } from 'node:crypto';
import type { Finding } from '../../validation/finding.ts';
import { placer } from '../../validation/places.ts';
import type { Agreement } from './agreement/agreement.ts';
import { mustBeSigned, type Standing, standingOf } from './agreement/decide.ts';
import { type AgreementContext, agreementRules, lifetimeRules } from './checks/agreement-rules.ts';
import type { Answer } from './checks/answer.ts';
import { contentRules } from './checks/content-rules.ts';
import { headerRules } from './checks/header-rules.ts';
import { packageRules } from './checks/package-rules.ts';
import { applyRules, type Breach } from './checks/rule.ts';
import { coverageBreaches, signatureBreaches } from './checks/signature-rules.ts';
import { structureRules } from './checks/structure-rules.ts';
import { proveSignature } from './dsig/prove-signature.ts';
import { ebxmlFinding } from './findings.ts';
import type { EnvelopeReading, Reading } from './read-message.ts';
import type { OutgoingError } from './write-envelope.ts';

export interface JudgeSettings {
  now: Date;
  /** The agreement that the CPAId names: an imported CPA or one synthesised; `null` when it is not known. */
  agreement: Agreement | null;
  /** DER of the certificates that the sender may sign with. */
  pins: readonly Uint8Array[];
  allowSha1?: boolean;
}

/** What a message is worth. */
export interface Judgement {
  /** Every finding, in the order of the checks. */
  findings: Finding[];
  /** `null`: accept it, once revocation has been asked about and it is no duplicate. */
  refusal: Refusal | null;
  /** Where the message stands under its agreement. */
  standing: Standing | null;
  /** The proved certificate of the sender, for the question about revocation; `null` when unsigned or refused. */
  certificate: X509Certificate | null;
}

export interface Refusal {
  /** `silent`: a signal is wrong, and signals get no answer, or two gateways would answer each other for ever. */
  answer: Answer | { kind: 'silent' };
  /** The findings of the stage that refuses. */
  because: Finding[];
  /** The same, as a MessageError says them. */
  errors: OutgoingError[];
  /** Only because of its age: if the message was received in time before, its stored receipt is the answer. */
  unlessDuplicate: boolean;
}

/**
 * Judges a message that was read: which findings it has, and what its sender is to be told when it is refused.
 * The checks go from the outside inwards (package, envelope, header, agreement, content, signature, age), and the
 * first stage that refuses decides the answer; later stages still add their findings as far as they can be reached.
 */
export function judge(reading: Reading, settings: JudgeSettings): Judgement {
  const stages: Breach[][] = [applyRules(packageRules, reading)];
  const { xml } = reading;
  if (!xml) return judgement(reading, stages, null, null);
  stages.push(applyRules(structureRules, xml), applyRules(headerRules, xml));
  let standing: Standing | null = null;
  let late: Breach[] = [];
  if (settings.agreement) {
    standing = standingOf(xml.envelope, settings.agreement);
    const context: AgreementContext = {
      reading: xml,
      agreement: settings.agreement,
      standing,
      now: settings.now,
    };
    stages.push(applyRules(agreementRules, context));
    late = applyRules(lifetimeRules, context);
  } else if (xml.envelope.header.cpaId !== null) {
    stages.push([unknownAgreement]);
  }
  stages.push(applyRules(contentRules, { reading, xml }));
  const proof = prove(xml, settings, standing);
  stages.push(proof.breaches, late);
  return judgement(reading, stages, standing, proof.certificate);
}

const unknownAgreement: Breach = {
  code: 'MV-2031',
  answer: { kind: 'error', errorCode: 'ValueNotRecognized', location: '//eb:MessageHeader/eb:CPAId' },
};

function prove(
  xml: EnvelopeReading,
  settings: JudgeSettings,
  standing: Standing | null,
): { breaches: Breach[]; certificate: X509Certificate | null } {
  const signed = xml.shape.count.Signature > 0;
  if (!signed && !mustBeSigned(settings.agreement, standing)) return { breaches: [], certificate: null };
  if (!signed) return { breaches: signatureBreaches(xml, [{ kind: 'missing' }]), certificate: null };
  const instant = xml.envelope.header.timestamp?.instant;
  const proof = proveSignature(xml.signature, {
    pins: settings.pins,
    now: settings.now,
    timestamp: instant ? new Date(instant) : null,
    allowSha1: settings.allowSha1 ?? false,
  });
  const breaches = [...signatureBreaches(xml, proof.faults), ...coverageBreaches(xml)];
  return { breaches, certificate: proof.certificate };
}

function judgement(
  reading: Reading,
  stages: readonly Breach[][],
  standing: Standing | null,
  certificate: X509Certificate | null,
): Judgement {
  const place = reading.xml ? placer(reading.xml.source) : () => ({});
  const found = stages.flatMap((breaches, stage) =>
    breaches.map((breach) => ({
      stage,
      answer: breach.answer ?? null,
      finding: ebxmlFinding(
        breach.code,
        breach.target ? place(breach.target) : brokenAt(reading, breach),
        breach.parameters,
      ),
    })),
  );
  const refusing = found.filter((each) => each.answer !== null);
  // A fault anywhere says that the header cannot be trusted, so no MessageError may be built from it.
  const deciding = refusing.find((each) => each.answer?.kind === 'fault') ?? refusing[0];
  const because = refusing.filter((each) => each.stage === deciding?.stage);
  return {
    findings: found.map((each) => each.finding),
    refusal: deciding?.answer
      ? {
          answer: isAnswered(reading) ? deciding.answer : { kind: 'silent' },
          because: because.map((each) => each.finding),
          errors: because.flatMap((each) => errorOf(each.answer, each.finding)),
          unlessDuplicate: deciding.finding.code === 'MV-2045',
        }
      : null,
    standing,
    certificate: deciding ? null : certificate,
  };
}

function errorOf(answer: Answer | null, finding: Finding): OutgoingError[] {
  if (answer?.kind !== 'error') return [];
  const { errorCode, location } = answer;
  return [{ errorCode, location, severity: 'Error', description: finding.message }];
}

/** Errors in these get no answer (ebMS 2.0 4.2.4: never an error about an error). */
const NEVER_ANSWERED: readonly string[] = ['message-error', 'acknowledgment', 'pong', 'status-response'];

function isAnswered(reading: Reading): boolean {
  return !NEVER_ANSWERED.includes(reading.xml?.envelope.kind ?? '');
}

function brokenAt(reading: Reading, breach: Breach): { line?: number | null; column?: number | null } {
  const [broken] = reading.broken;
  return breach.code === 'MV-2010' && broken ? { line: broken.line, column: broken.column } : {};
}
