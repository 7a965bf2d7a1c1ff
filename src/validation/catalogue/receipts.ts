import { defineFindings } from './definition.ts';

/** What is wrong with the receipt of a message that was delivered; shown in the list of failures. */
export const receiptFindings = defineFindings({
  'MV-3301': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Ingen applikasjonskvittering etter 30 minutter.',
      nn: 'Inga applikasjonskvittering etter 30 minutt.',
      en: 'No application receipt after 30 minutes.',
    },
    cause: {
      nb: 'Mottakerens fagsystem har ikke lest inn meldingen, eller kvitteringen kom ikke tilbake.',
      nn: 'Fagsystemet til mottakaren har ikkje lese inn meldinga, eller kvitteringa kom ikkje tilbake.',
      en: "The receiver's application has not read the message, or the receipt did not come back.",
    },
    remedy: {
      nb: 'Følg med. Gjelder det flere meldinger til samme mottaker, ring kontaktpunktet.',
      nn: 'Følg med. Gjeld det fleire meldingar til same mottakar, ring kontaktpunktet.',
      en: 'Keep watching. If several messages to one receiver are affected, call the contact point.',
    },
    source: 'HIS 80415:2012; Delavtale 4 pkt. 4.2.1 (grensen er vår egen)',
  },
  'MV-3302': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Ingen applikasjonskvittering, og halve fristen som meldingen bærer (høyst 4 timer) er gått.',
      nn: 'Inga applikasjonskvittering, og halve fristen som meldinga ber (høgst 4 timar) er gått.',
      en: 'No application receipt, and half of the deadline that the message carries (at most 4 hours) has passed.',
    },
    cause: {
      nb: 'Mottakeren har trolig ikke sett meldingen.',
      nn: 'Mottakaren har truleg ikkje sett meldinga.',
      en: 'The receiver has probably not seen the message.',
    },
    remedy: {
      nb: 'Ring mottakerens kontaktpunkt. Mangler meldingen der, spill den av på nytt.',
      nn: 'Ring kontaktpunktet til mottakaren. Manglar meldinga der, spel henne av på nytt.',
      en: "Call the receiver's contact point. If the message is missing there, replay it.",
    },
    source: 'HIS 80415:2012; Delavtale 4 pkt. 4.2.1 (grensen er vår egen)',
  },
  'MV-3303': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Ingen applikasjonskvittering etter 96 timer; meldingen regnes som ikke levert.',
      nn: 'Inga applikasjonskvittering etter 96 timar; meldinga blir rekna som ikkje levert.',
      en: 'No application receipt after 96 hours; the message counts as not delivered.',
    },
    cause: {
      nb: 'Mottakeren har aldri kvittert. En sen kvittering blir likevel godtatt.',
      nn: 'Mottakaren har aldri kvittert. Ei sein kvittering blir likevel godteken.',
      en: 'The receiver never gave a receipt. A late one is accepted all the same.',
    },
    remedy: {
      nb: 'Håndter saken manuelt: varsle mottakeren på annen måte, og avslutt meldingen her med begrunnelse.',
      nn: 'Handter saka manuelt: varsle mottakaren på annan måte, og avslutt meldinga her med grunngjeving.',
      en: 'Handle the matter manually: notify the receiver by other means, and close the message here with a reason.',
    },
    source: 'Referansearkitektur for meldings- og dokumentutveksling (96 timer)',
  },
  'MV-3304': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakeren har avvist meldingen med en negativ applikasjonskvittering.',
      nn: 'Mottakaren har avvist meldinga med ei negativ applikasjonskvittering.',
      en: 'The receiver has rejected the message with a negative application receipt.',
    },
    cause: {
      nb: 'Fagsystemet kunne ikke behandle meldingen. Feilkoden i kvitteringen sier hvorfor. Meldingen regnes som ikke levert.',
      nn: 'Fagsystemet kunne ikkje handsame meldinga. Feilkoden i kvitteringa seier kvifor. Meldinga blir rekna som ikkje levert.',
      en: 'The application could not process the message. The error code in the receipt says why. The message counts as not delivered.',
    },
    remedy: {
      nb: 'Avsenderens kontaktpunkt retter årsaken og sender en ny melding. Var feilen hos mottakeren, spill den av på nytt.',
      nn: 'Kontaktpunktet til avsendaren rettar årsaka og sender ei ny melding. Var feilen hos mottakaren, spel henne av på nytt.',
      en: "The sender's contact point corrects the cause and sends a new message. If the fault was at the receiver, replay it.",
    },
    source: 'HIS 80415:2012',
  },
  'MV-3305': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Applikasjonskvittering for en melding som er ukjent her.',
      nn: 'Applikasjonskvittering for ei melding som er ukjend her.',
      en: 'Application receipt for a message that is unknown here.',
    },
    cause: {
      nb: 'Meldingen gikk utenom Meldingsvakt, eller OriginalMsgId er feil.',
      nn: 'Meldinga gjekk utanom Meldingsvakt, eller OriginalMsgId er feil.',
      en: 'The message went past Meldingsvakt, or OriginalMsgId is wrong.',
    },
    remedy: {
      nb: 'Be kvitteringens avsender kontrollere OriginalMsgId. Kommer meldingen senere, knyttes kvitteringen til den av seg selv.',
      nn: 'Be avsendaren av kvitteringa kontrollere OriginalMsgId. Kjem meldinga seinare, blir kvitteringa knytt til henne av seg sjølv.',
      en: 'Ask the sender of the receipt to check OriginalMsgId. If the message comes later, the receipt is linked to it by itself.',
    },
    source: 'HIS 80415:2012 (OriginalMsgId)',
  },
  'MV-3306': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Applikasjonskvittering som motsier en tidligere; den første gjelder.',
      nn: 'Applikasjonskvittering som motseier ei tidlegare; den første gjeld.',
      en: 'Application receipt that contradicts an earlier one; the first one stands.',
    },
    cause: {
      nb: 'To systemer hos mottakeren kvitterer for samme melding, eller status er utenfor kodeverket 8258.',
      nn: 'To system hos mottakaren kvitterer for same melding, eller status er utanfor kodeverket 8258.',
      en: 'Two systems at the receiver answer for the same message, or the status is outside code list 8258.',
    },
    remedy: {
      nb: 'Avklar med mottakeren om meldingen er lest, og be dem rette oppsettet.',
      nn: 'Avklar med mottakaren om meldinga er lesen, og be dei rette oppsettet.',
      en: 'Find out with the receiver whether the message was read, and ask them to correct their set-up.',
    },
    source: 'HIS 80415:2012',
  },
  'MV-3307': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Applikasjonskvittering fra en som ikke var mottaker av meldingen; den teller ikke.',
      nn: 'Applikasjonskvittering frå nokon som ikkje var mottakar av meldinga; ho tel ikkje.',
      en: 'Application receipt from somebody who was not a receiver of the message; it does not count.',
    },
    cause: {
      nb: 'Kvitteringen har feil HER-id som avsender, eller meldingen ble videresendt.',
      nn: 'Kvitteringa har feil HER-id som avsendar, eller meldinga vart vidaresend.',
      en: 'The receipt has a wrong HER-id as sender, or the message was forwarded.',
    },
    remedy: {
      nb: 'Be kvitteringens avsender rette HER-id-en sin.',
      nn: 'Be avsendaren av kvitteringa rette HER-id-en sin.',
      en: 'Ask the sender of the receipt to correct their HER-id.',
    },
    source: 'HIS 80415:2012',
  },
});
