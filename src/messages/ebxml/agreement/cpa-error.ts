import type { Text } from '../../../validation/catalogue/definition.ts';

export type CpaErrorKind = keyof typeof CPA_ERRORS;

/** Takes note of something wrong that does not make an agreement useless. */
export type Remark = (kind: CpaErrorKind) => void;

/** What can be wrong with a CPA file, for the person who imports it. */
export const CPA_ERRORS = {
  'not-xml': {
    nb: 'CPA-filen er ikke gyldig XML.',
    nn: 'CPA-fila er ikkje gyldig XML.',
    en: 'The CPA file is not well-formed XML.',
  },
  'not-cpa': {
    nb: 'Filen er verken en CPA eller en CPP etter versjon 2.0.',
    nn: 'Fila er verken ein CPA eller ein CPP etter versjon 2.0.',
    en: 'The file is neither a CPA nor a CPP of version 2.0.',
  },
  'no-id': {
    nb: 'Avtalen mangler cpaid (eller cppid).',
    nn: 'Avtalen manglar cpaid (eller cppid).',
    en: 'The agreement has no cpaid (or cppid).',
  },
  parties: {
    nb: 'En CPA skal ha nøyaktig to parter (PartyInfo), en CPP minst én.',
    nn: 'Ein CPA skal ha nøyaktig to partar (PartyInfo), ein CPP minst éin.',
    en: 'A CPA must have exactly two parties (PartyInfo), a CPP at least one.',
  },
  'party-id': {
    nb: 'En part i avtalen mangler PartyId.',
    nn: 'Ein part i avtalen manglar PartyId.',
    en: 'A party of the agreement has no PartyId.',
  },
  role: {
    nb: 'En CollaborationRole mangler rolle, tjeneste (Service) eller handling (action).',
    nn: 'Ein CollaborationRole manglar rolle, teneste (Service) eller handling (action).',
    en: 'A CollaborationRole lacks its role, service or action.',
  },
  reference: {
    nb: 'Avtalen viser til en kanal, transport eller dokumentutveksling som ikke står i den.',
    nn: 'Avtalen viser til ein kanal, transport eller dokumentutveksling som ikkje står i han.',
    en: 'The agreement refers to a channel, transport or document exchange that it does not contain.',
  },
  certificate: {
    nb: 'Et sertifikat i avtalen kan ikke leses.',
    nn: 'Eit sertifikat i avtalen kan ikkje lesast.',
    en: 'A certificate in the agreement cannot be read.',
  },
  time: {
    nb: 'Start eller slutt på avtalen er ikke et gyldig tidspunkt.',
    nn: 'Start eller slutt på avtalen er ikkje eit gyldig tidspunkt.',
    en: 'The start or end of the agreement is not a valid time.',
  },
  number: {
    nb: 'Retries, RetryInterval eller PersistDuration er ikke et gyldig tall eller en gyldig varighet.',
    nn: 'Retries, RetryInterval eller PersistDuration er ikkje eit gyldig tal eller ei gyldig lengd.',
    en: 'Retries, RetryInterval or PersistDuration is not a valid number or duration.',
  },
} as const satisfies Record<string, Text>;

/** Thrown when an agreement cannot be used; `kind` leads to the text in the reader's language. */
export class CpaError extends Error {
  override readonly name = 'CpaError';
  readonly kind: CpaErrorKind;

  constructor(kind: CpaErrorKind) {
    super(CPA_ERRORS[kind].nb);
    this.kind = kind;
  }
}
