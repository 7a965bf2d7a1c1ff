import { isParty } from '../agreement/decide.ts';
import type { Inspection, Row } from './row.ts';
import { row, section, xmlRow } from './row.ts';

/** The registry itself is never asked: these rows apply only where an agreement or certificate was given instead. */
const notAsked = () => null;

const timestamp = ({ xml }: Inspection) => xml?.envelope.header.timestamp?.instant ?? null;

/** HITS 1172 5.9: what Adresseregisteret knows. */
export const registryRows: readonly Row[] = [
  ...section(
    '5.9.1',
    row(
      '29',
      [
        'Avsenderens HER-id står i Adresseregisteret',
        'HER-id til avsendaren står i Adresseregisteret',
        "The sender's HER-id is in the address registry",
      ],
      notAsked,
    ),
    row(
      '54',
      [
        'Mottakerens HER-id står i Adresseregisteret',
        'HER-id til mottakaren står i Adresseregisteret',
        "The receiver's HER-id is in the address registry",
      ],
      notAsked,
    ),
    row(
      '30',
      [
        'Avsenderens HER-id er en tjeneste eller en person',
        'HER-id til avsendaren er ei teneste eller ein person',
        "The sender's HER-id is a service or a person",
      ],
      notAsked,
    ),
    row(
      '54',
      [
        'Mottakerens HER-id er en tjeneste eller en person',
        'HER-id til mottakaren er ei teneste eller ein person',
        "The receiver's HER-id is a service or a person",
      ],
      notAsked,
    ),
  ),
  ...section(
    '5.9.2',
    xmlRow(
      '110',
      [
        'CPAId er den avtalen som er registrert',
        'CPAId er den avtalen som er registrert',
        'CPAId is the agreement that is registered',
      ],
      ({ envelope }, { agreement }) => (agreement ? agreement.cpaId === envelope.header.cpaId : null),
    ),
    xmlRow(
      '111',
      [
        'Avsenderens HER-id står i avtalen',
        'HER-id til avsendaren står i avtalen',
        "The sender's HER-id is in the agreement",
      ],
      ({ envelope }, { agreement }) =>
        agreement ? agreement.parties.some((party) => isParty(envelope.header.from, party)) : null,
    ),
    xmlRow(
      '112',
      [
        'Mottakerens HER-id står i avtalen',
        'HER-id til mottakaren står i avtalen',
        "The receiver's HER-id is in the agreement",
      ],
      ({ envelope }, { agreement }) =>
        agreement ? agreement.parties.some((party) => isParty(envelope.header.to, party)) : null,
    ),
    row(
      '113',
      [
        'Timestamp er ikke før avtalen begynner',
        'Timestamp er ikkje før avtalen begynner',
        'Timestamp is not before the agreement begins',
      ],
      (each) => {
        const start = each.agreement?.start;
        const at = timestamp(each);
        return start && at ? Date.parse(at) >= Date.parse(start) : null;
      },
    ),
    row(
      '114',
      [
        'Timestamp er ikke etter at avtalen slutter',
        'Timestamp er ikkje etter at avtalen sluttar',
        'Timestamp is not after the agreement ends',
      ],
      (each) => {
        const end = each.agreement?.end;
        const at = timestamp(each);
        return end && at ? Date.parse(at) <= Date.parse(end) : null;
      },
    ),
  ),
  ...section(
    '5.9.3',
    row(
      '261',
      [
        'From er avsenderens registrerte e-postadresse',
        'From er den registrerte e-postadressa til avsendaren',
        "From is the sender's registered mail address",
      ],
      notAsked,
    ),
    row(
      '262',
      [
        'To er mottakerens registrerte e-postadresse',
        'To er den registrerte e-postadressa til mottakaren',
        "To is the receiver's registered mail address",
      ],
      notAsked,
    ),
  ),
  ...section(
    '5.9.4',
    row(
      '79',
      [
        'Avsenderens signeringssertifikat er kjent',
        'Signeringssertifikatet til avsendaren er kjent',
        "The sender's signing certificate is known",
      ],
      ({ certificates, agreement }) => (certificates.length > 0 ? true : agreement ? false : null),
    ),
    xmlRow(
      '44',
      [
        'Signaturens sertifikat er det registrerte',
        'Sertifikatet i signaturen er det registrerte',
        'The certificate of the signature is the registered one',
      ],
      ({ signature }, { certificates }) => {
        const used = signature.certificates[0];
        return used && certificates.length > 0 ? certificates.some((each) => used.equals(each)) : null;
      },
    ),
  ),
];
