import { defineFindings } from './definition.ts';

/** Why a message is not sent again. A person may override some of these with «force»; the rest stand. */
export const replayFindings = defineFindings({
  'MV-3201': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen blir bare overvåket, og leveres aldri herfra.',
      nn: 'Meldinga blir berre overvaka, og blir aldri levert herifrå.',
      en: 'The message is only watched, and is never delivered from here.',
    },
    cause: {
      nb: 'Avsenderens egen sentral leverer (mode: observe), eller endepunktet har protocol: none.',
      nn: 'Sentralen til avsendaren leverer sjølv (mode: observe), eller endepunktet har protocol: none.',
      en: "The sender's own gateway delivers (mode: observe), or the endpoint has protocol: none.",
    },
    remedy: {
      nb: 'Be avsenderen sende meldingen på nytt fra sitt system.',
      nn: 'Be avsendaren sende meldinga på nytt frå sitt system.',
      en: 'Ask the sender to send the message again from their system.',
    },
    source: 'Eget krav: en overvåket melding leveres aldri',
  },
  'MV-3202': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen er avvist av kontrollen, og leveres ikke.',
      nn: 'Meldinga er avvist av kontrollen, og blir ikkje levert.',
      en: 'The message was rejected by validation, and is not delivered.',
    },
    cause: {
      nb: 'Meldingen bryter standarden slik at mottakeren ville ha avvist den.',
      nn: 'Meldinga bryt standarden slik at mottakaren ville ha avvist henne.',
      en: 'The message breaks the standard so that its receiver would have rejected it.',
    },
    remedy: {
      nb: 'Be avsenderen rette meldingen og sende den som en ny melding.',
      nn: 'Be avsendaren rette meldinga og sende henne som ei ny melding.',
      en: 'Ask the sender to correct the message and send it as a new one.',
    },
    source: 'HIS 80415:2012',
  },
  'MV-3203': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakeren har alt kvittert positivt for meldingen.',
      nn: 'Mottakaren har alt kvittert positivt for meldinga.',
      en: 'The receiver has already given a positive receipt for the message.',
    },
    cause: {
      nb: 'En positiv applikasjonskvittering er endelig: meldingen er framme og lesbar.',
      nn: 'Ei positiv applikasjonskvittering er endeleg: meldinga er framme og kan lesast.',
      en: 'A positive application receipt is final: the message has arrived and can be read.',
    },
    remedy: {
      nb: 'Send den bare på nytt (med «force») når mottakeren ber om det.',
      nn: 'Send henne berre på nytt (med «force») når mottakaren ber om det.',
      en: 'Send it again (with “force”) only when the receiver asks for it.',
    },
    source: 'HIS 80415:2012',
  },
  'MV-3204': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'En person har avsluttet meldingen.',
      nn: 'Ein person har avslutta meldinga.',
      en: 'A person has closed the message.',
    },
    cause: {
      nb: 'Den ble stoppet, eller saken ble løst på annen måte.',
      nn: 'Ho vart stoppa, eller saka vart løyst på annan måte.',
      en: 'It was stopped, or the matter was solved in another way.',
    },
    remedy: {
      nb: 'Se i historikken hvem som avsluttet den. Bruk «force» hvis den likevel skal sendes.',
      nn: 'Sjå i historikken kven som avslutta henne. Bruk «force» om ho likevel skal sendast.',
      en: 'See in the history who closed it. Use “force” if it is to be sent all the same.',
    },
    source: 'Delavtale 4 pkt. 4.2.1',
  },
  'MV-3205': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen er alt på vei til mottakeren.',
      nn: 'Meldinga er alt på veg til mottakaren.',
      en: 'The message is already on its way to the receiver.',
    },
    cause: {
      nb: 'Leveringen er ikke ferdig; den prøves av seg selv.',
      nn: 'Leveringa er ikkje ferdig; ho blir prøvd av seg sjølv.',
      en: 'Its delivery is not finished; it is tried automatically.',
    },
    remedy: {
      nb: 'Vent, eller be om et forsøk med en gang på meldingens side.',
      nn: 'Vent, eller be om eit forsøk med ein gong på sida til meldinga.',
      en: "Wait, or ask for an attempt at once on the message's page.",
    },
    source: 'Eget krav: to leveringer av samme melding går aldri samtidig',
  },
  'MV-3206': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakeren har ikke noe endepunkt som det kan leveres til herfra.',
      nn: 'Mottakaren har ikkje noko endepunkt som det kan leverast til herifrå.',
      en: 'The receiver has no endpoint that can be delivered to from here.',
    },
    cause: {
      nb: 'Partneren eller endepunktet mangler i partnerfilen.',
      nn: 'Partnaren eller endepunktet manglar i partnarfila.',
      en: 'The partner or its endpoint is missing from the partner file.',
    },
    remedy: {
      nb: 'Legg inn endepunktet med «partners import», og spill av på nytt.',
      nn: 'Legg inn endepunktet med «partners import», og spel av på nytt.',
      en: 'Add the endpoint with “partners import”, and replay again.',
    },
    source: 'HIS 1153-1:2016 (adressering); Delavtale 4 pkt. 4.2.1',
  },
  'MV-3207': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen er eldre enn {hours} timer, så avsenderen skal alt ha håndtert den manuelt.',
      nn: 'Meldinga er eldre enn {hours} timar, så avsendaren skal alt ha handtert henne manuelt.',
      en: 'The message is older than {hours} hours, so the sender should have handled it manually already.',
    },
    cause: {
      nb: 'En melding uten kvittering etter 96 timer regnes som ikke levert, og frister som den bærer, er passert.',
      nn: 'Ei melding utan kvittering etter 96 timar blir rekna som ikkje levert, og fristar som ho ber, er passerte.',
      en: 'A message without a receipt after 96 hours counts as not delivered, and deadlines that it carries have passed.',
    },
    remedy: {
      nb: 'Avklar med mottakeren om den fortsatt trengs, og bruk «force».',
      nn: 'Avklar med mottakaren om ho framleis trengst, og bruk «force».',
      en: 'Find out with the receiver whether it is still needed, and use “force”.',
    },
    source: 'Referansearkitektur for meldings- og dokumentutveksling (96 timer)',
  },
  'MV-3208': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Partneren har varslet nedetid; det sendes når den er over.',
      nn: 'Partnaren har varsla nedetid; det blir sendt når ho er over.',
      en: 'The partner has announced downtime; it is sent when that is over.',
    },
    cause: {
      nb: 'En varslet endring gjelder for mottakeren nå. Forretningsfrister løper likevel.',
      nn: 'Ei varsla endring gjeld for mottakaren no. Forretningsfristar går likevel.',
      en: 'An announced change is in force for the receiver now. Business deadlines run all the same.',
    },
    remedy: {
      nb: 'Vent, eller avlys den varslede endringen hvis systemet er oppe.',
      nn: 'Vent, eller avlys den varsla endringa om systemet er oppe.',
      en: 'Wait, or cancel the announced change if the system is up.',
    },
    source: 'Delavtale 4 pkt. 4.2.1 (varslede endringer)',
  },
  'MV-3209': {
    severity: 'info',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen er alt levert til mottakerens system.',
      nn: 'Meldinga er alt levert til systemet til mottakaren.',
      en: "The message has already been delivered to the receiver's system.",
    },
    cause: {
      nb: 'Det er ikke noe igjen å stoppe.',
      nn: 'Det er ikkje noko att å stoppe.',
      en: 'There is nothing left to stop.',
    },
    remedy: {
      nb: 'Er saken løst på annen måte, merk den som løst. Kontakt ellers mottakeren.',
      nn: 'Er saka løyst på annan måte, merk henne som løyst. Kontakt elles mottakaren.',
      en: 'If the matter was solved in another way, mark it as solved. Otherwise contact the receiver.',
    },
    source: 'HIS 1037:2011',
  },
});
