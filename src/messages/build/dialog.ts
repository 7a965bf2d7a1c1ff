import { NAMESPACES } from '../standards.ts';
import { type BuildAttachment, type BuildHead, buildMsgHead, ident } from './head.ts';
import { coded, el, leaf, type Node } from './xml.ts';

export interface BuildDialog extends BuildHead {
  type: 'DIALOG_FORESPORSEL' | 'DIALOG_SVAR' | 'DIALOG_AVVIK' | 'DIALOG_HELSEFAGLIG';
  /** Topic (TemaKodet) or kind of question (TypeForesp), with its list: 8117, 7322, 9069, 9152 … */
  topic: { code: string; name: string; list: number };
  /** What the note says, or what is asked. */
  text: string;
  /** Tema in plain words; in DIALOG_AVVIK the place to say which message is meant. */
  heading?: string;
  author?: { familyName: string; givenName: string; hpr: number; phone?: string };
  attachments?: BuildAttachment[];
}

/**
 * A dialogmelding: 1.0 for question, answer and deviation (HIS 1152, 1151), 1.1 for helsefaglig dialog (HIS 1077).
 * @returns UTF-8 bytes
 */
export function buildDialog(input: BuildDialog): Uint8Array {
  const namespace =
    input.type === 'DIALOG_HELSEFAGLIG'
      ? 'http://www.kith.no/xmlstds/dialog/2013-01-23'
      : 'http://www.kith.no/xmlstds/dialog/2006-10-11';
  const { code, name, list } = input.topic;
  const author = input.author && authorNode(input.author);
  const body =
    input.type === 'DIALOG_FORESPORSEL'
      ? el('Foresporsel', {}, coded('TypeForesp', code, name, list), leaf('Sporsmal', input.text), author)
      : el(
          'Notat',
          {},
          coded('TemaKodet', code, name, list),
          leaf('Tema', input.heading),
          leaf('TekstNotatInnhold', input.text),
          author,
        );
  const payload = el('Dialogmelding', { xmlns: namespace, 'xmlns:fk1': NAMESPACES.felleskomponent }, body);
  return buildMsgHead(input.type, input, payload, input.attachments);
}

function authorNode({ familyName, givenName, hpr, phone }: NonNullable<BuildDialog['author']>): Node {
  return el(
    'RollerRelatertNotat',
    {},
    coded('RoleToPatient', '9', 'Primærkontakt', 9034),
    el(
      'HealthcareProfessional',
      {},
      coded('TypeHealthcareProfessional', 'SP', 'Sykepleier'),
      leaf('FamilyName', familyName),
      leaf('GivenName', givenName),
      el('Ident', {}, ...ident(hpr, 'HPR', 8116, 'fk1:').content),
      phone ? el('TeleCom', {}, el('fk1:TeleAddress', { V: `tel:${phone}` })) : null,
    ),
  );
}
