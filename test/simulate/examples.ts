import { appRecFor } from '../../src/messages/build/apprec.ts';
import { buildDialog } from '../../src/messages/build/dialog.ts';
import type { BuildHead } from '../../src/messages/build/head.ts';
import { buildPasientlogistikk } from '../../src/messages/build/pasientlogistikk.ts';
import { addressOf, simulatedParties } from '../../src/simulate/parties.ts';
import { syntheticPatient } from '../../src/simulate/patients.ts';
import { createRandom } from '../../src/simulate/random.ts';
import type { Validator } from '../../src/validation/validation.ts';

/** One message of the folder of examples: they tell of one stay, from admission to discharge. */
export interface Example {
  file: string;
  type: string;
  bytes: Uint8Array;
}

const { hospitals, kommuner } = simulatedParties(1, 1);
const hospital = addressOf(hospitals[0]!, 0);
const nursing = addressOf(kommuner[0]!, 0);
const office = addressOf(kommuner[0]!, 1);
const random = createRandom('docs/examples');
const patient = syntheticPatient(random);

/** The examples as they are to lie in docs/examples. The validator is needed to answer the first with a receipt. */
export function examples(validator: Validator): Example[] {
  const out = (genDate: string, receiver = office): BuildHead => ({
    msgId: random.uuid(),
    genDate,
    sender: hospital,
    receiver,
    patient,
  });
  const back = (genDate: string, parent: string): BuildHead => ({
    msgId: random.uuid(),
    genDate,
    sender: office,
    receiver: hospital,
    patient,
    conversation: { parent, conversation: parent },
  });
  const admitted = '2025-11-16T21:40:00';
  const innlagt = buildPasientlogistikk({
    ...out('2025-11-16T21:55:00', nursing),
    type: 'LOG_INNLAGT',
    events: [{ code: '1', at: admitted }],
  });
  const ready = out('2025-11-21T10:15:00');
  const asked = back('2025-11-17T09:05:00', random.uuid());
  const discharged = '2025-11-24T12:00:00';
  return [
    { file: 'log-innlagt.xml', type: 'LOG_INNLAGT', bytes: innlagt },
    {
      file: 'apprec.xml',
      type: 'APPREC',
      bytes: appRecFor(validator.validate(innlagt, { now: new Date('2025-12-01T12:00:00Z') }).message!, {
        id: random.uuid(),
        genDate: '2025-11-16T21:56:10',
        status: '1',
      }),
    },
    {
      file: 'dialog-foresporsel.xml',
      type: 'DIALOG_FORESPORSEL',
      bytes: buildDialog({
        ...asked,
        type: 'DIALOG_FORESPORSEL',
        topic: { code: '1', name: 'Helseopplysninger', list: 9152 },
        text: 'Når ventes pasienten å være utskrivningsklar?',
      }),
    },
    {
      file: 'dialog-svar.xml',
      type: 'DIALOG_SVAR',
      bytes: buildDialog({
        ...out('2025-11-17T13:30:00'),
        conversation: { parent: asked.msgId, conversation: asked.conversation!.conversation },
        type: 'DIALOG_SVAR',
        topic: { code: '5', name: 'Svar på forespørsel', list: 9069 },
        text: 'Trolig mot slutten av uken.',
      }),
    },
    {
      file: 'log-utskrivningsklar.xml',
      type: 'LOG_UTSKRIVNINGSKLAR',
      bytes: buildPasientlogistikk({
        ...ready,
        type: 'LOG_UTSKRIVNINGSKLAR',
        events: [
          { code: '1', at: admitted },
          { code: '3', at: '2025-11-21' },
        ],
      }),
    },
    {
      file: 'dialog-helsefaglig-tilbakemelding.xml',
      type: 'DIALOG_HELSEFAGLIG',
      bytes: buildDialog({
        ...back('2025-11-21T12:40:00', ready.msgId),
        type: 'DIALOG_HELSEFAGLIG',
        topic: { code: '7', name: 'Tilbakemelding på mottak av utskrivningsklar pasient', list: 7322 },
        heading: 'Tilbakemelding på mottak av utskrivningsklar pasient',
        author: { familyName: 'Vaktsen', givenName: 'Vigdis', hpr: 9_876_543, phone: '73000000' },
        text: 'Kommunen kan ta imot pasienten fra 24.11.2025 kl. 12.00.',
      }),
    },
    {
      file: 'log-avmelding.xml',
      type: 'LOG_AVMELDING',
      bytes: buildPasientlogistikk({
        ...out('2025-11-21T16:20:00'),
        type: 'LOG_AVMELDING',
        events: [{ code: '4', at: '2025-11-21T16:10:00' }],
      }),
    },
    {
      file: 'log-utskrevet.xml',
      type: 'LOG_UTSKREVET',
      bytes: buildPasientlogistikk({
        ...out('2025-11-24T12:10:00'),
        type: 'LOG_UTSKREVET',
        events: [{ code: '2', at: discharged }],
      }),
    },
    {
      file: 'log-dod.xml',
      type: 'LOG_DOD',
      bytes: buildPasientlogistikk({
        ...out('2025-11-25T04:30:00'),
        type: 'LOG_DOD',
        events: [{ code: '13', at: '2025-11-25T03:50:00' }],
      }),
    },
    {
      file: 'dialog-avvik.xml',
      type: 'DIALOG_AVVIK',
      bytes: buildDialog({
        ...back('2025-11-25T09:00:00', ready.msgId),
        type: 'DIALOG_AVVIK',
        topic: { code: '1', name: 'Feil adressat', list: 8117 },
        heading: 'Melding om utskrivningsklar pasient',
        text: 'Pasienten bor ikke i vår kommune.',
      }),
    },
  ];
}
