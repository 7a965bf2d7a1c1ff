import type { Text } from '../validation/catalogue/definition.ts';

/**
 * Everything that can happen to a message. The ledger is a list of these; state is computed from it.
 * `data` of an event holds ids, codes, counts and times: never content, never anything about the patient.
 */
export const eventCatalogue = {
  'message.received': {
    nb: 'Meldingen er mottatt og lagret',
    nn: 'Meldinga er motteken og lagra',
    en: 'The message was received and stored',
  },
  'message.rejected': {
    nb: 'Meldingen er avvist av kontrollen, men beholdt',
    nn: 'Meldinga er avvist av kontrollen, men teken vare på',
    en: 'The message was rejected by validation, but kept',
  },
  'message.repeated': {
    nb: 'Samme melding kom en gang til og ble ikke behandlet på nytt',
    nn: 'Same melding kom ein gong til og vart ikkje handsama på nytt',
    en: 'The same message came once more and was not processed again',
  },
  'message.conflict': {
    nb: 'En annen melding kom med samme MsgId og ble nektet',
    nn: 'Ei anna melding kom med same MsgId og vart nekta',
    en: 'Another message came with the same MsgId and was refused',
  },
  'delivery.attempt-failed': {
    nb: 'Et forsøk på å levere mislyktes; det prøves igjen',
    nn: 'Eit forsøk på å levere var mislukka; det blir prøvd igjen',
    en: 'An attempt to deliver failed; it will be tried again',
  },
  'delivery.handed-over': {
    nb: 'Overtatt av mottakerens meldingssentral; transportkvitteringen er ventet',
    nn: 'Overteken av meldingssentralen til mottakaren; transportkvitteringa er venta',
    en: "Taken over by the receiver's gateway; its transport receipt is awaited",
  },
  'delivery.delivered': {
    nb: 'Levert til mottakerens system',
    nn: 'Levert til systemet til mottakaren',
    en: "Delivered to the receiver's system",
  },
  'delivery.failed': {
    nb: 'Levering er oppgitt; noen må se på den',
    nn: 'Leveringa er gitt opp; nokon må sjå på henne',
    en: 'Delivery was given up; somebody must look at it',
  },
  'delivery.hastened': {
    nb: 'Noen ba om et nytt forsøk med en gang',
    nn: 'Nokon bad om eit nytt forsøk med ein gong',
    en: 'Somebody asked for a new attempt at once',
  },
  'delivery.replayed': {
    nb: 'Satt til levering på nytt',
    nn: 'Sett til levering på nytt',
    en: 'Set to be delivered again',
  },
  'delivery.rerouted': {
    nb: 'Satt til levering på nytt, til et annet endepunkt',
    nn: 'Sett til levering på nytt, til eit anna endepunkt',
    en: 'Set to be delivered again, to another endpoint',
  },
  'delivery.closed': {
    nb: 'Avsluttet av en person; det leveres ikke mer',
    nn: 'Avslutta av ein person; det blir ikkje levert meir',
    en: 'Closed by a person; nothing more is delivered',
  },
  'apprec.received': {
    nb: 'Applikasjonskvittering mottatt',
    nn: 'Applikasjonskvittering motteken',
    en: 'Application receipt received',
  },
  'apprec.repeated': {
    nb: 'Enda en lik applikasjonskvittering mottatt',
    nn: 'Endå ei lik applikasjonskvittering motteken',
    en: 'Another, equal application receipt received',
  },
  'apprec.contradicting': {
    nb: 'Applikasjonskvittering som motsier en tidligere; den første gjelder',
    nn: 'Applikasjonskvittering som motseier ei tidlegare; den første gjeld',
    en: 'Application receipt that contradicts an earlier one; the first one stands',
  },
  'apprec.foreign': {
    nb: 'Applikasjonskvittering fra en som ikke var mottaker; den teller ikke',
    nn: 'Applikasjonskvittering frå nokon som ikkje var mottakar; ho tel ikkje',
    en: 'Application receipt from somebody who was not a receiver; it does not count',
  },
  'content.read': {
    nb: 'Innholdet ble lest av en person eller et system',
    nn: 'Innhaldet vart lese av ein person eller eit system',
    en: 'The content was read by a person or a system',
  },
} as const satisfies Record<string, Text>;

export type EventType = keyof typeof eventCatalogue;
