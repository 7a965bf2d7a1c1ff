import { defineFindings } from './definition.ts';

/** Findings about where a message can go. They flag, never reject: the message is kept and a person must act. */
export const flowFindings = defineFindings({
  'MV-3001': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakeren med HER-id {her} er ikke blant partnerne, så meldingen kan ikke leveres videre.',
      nn: 'Mottakaren med HER-id {her} er ikkje blant partnarane, så meldinga kan ikkje leverast vidare.',
      en: 'The receiver with HER-id {her} is not among the partners, so the message cannot be passed on.',
    },
    cause: {
      nb: 'Partneren mangler i partnerfilen, eller avsenderen har brukt feil HER-id.',
      nn: 'Partnaren manglar i partnarfila, eller avsendaren har brukt feil HER-id.',
      en: 'The partner is missing from the partner file, or the sender has used a wrong HER-id.',
    },
    remedy: {
      nb: 'Legg inn partneren med «partners import» og spill meldingen av på nytt, eller be avsenderen rette adressen.',
      nn: 'Legg inn partnaren med «partners import» og spel av meldinga på nytt, eller be avsendaren rette adressa.',
      en: 'Add the partner with “partners import” and replay the message, or ask the sender to correct the address.',
    },
    source: 'HIS 1153-1:2016 (adressering); Delavtale 4 pkt. 4.2.1',
  },
  'MV-3002': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakeren med HER-id {her} er kjent, men har ikke noe endepunkt å levere til.',
      nn: 'Mottakaren med HER-id {her} er kjend, men har ikkje noko endepunkt å levere til.',
      en: 'The receiver with HER-id {her} is known, but has no endpoint to deliver to.',
    },
    cause: {
      nb: 'Verken tjenesten eller virksomheten har et endepunkt i partnerfilen.',
      nn: 'Verken tenesta eller verksemda har eit endepunkt i partnarfila.',
      en: 'Neither the service nor the organisation has an endpoint in the partner file.',
    },
    remedy: {
      nb: 'Legg inn «endpoint» for partneren (eller protocol: none hvis den bare skal overvåkes) og spill meldingen av på nytt.',
      nn: 'Legg inn «endpoint» for partnaren (eller protocol: none om han berre skal overvakast) og spel av meldinga på nytt.',
      en: 'Add an “endpoint” for the partner (or protocol: none if it is only to be watched) and replay the message.',
    },
    source: 'HIS 1153-1:2016 (adressering); Delavtale 4 pkt. 4.2.1',
  },
  'MV-3003': {
    severity: 'warning',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen har ingen mottaker med HER-id, så den kan ikke leveres videre.',
      nn: 'Meldinga har ingen mottakar med HER-id, så ho kan ikkje leverast vidare.',
      en: 'The message has no receiver with a HER-id, so it cannot be passed on.',
    },
    cause: {
      nb: 'Receiver mangler Ident med TypeId HER.',
      nn: 'Receiver manglar Ident med TypeId HER.',
      en: 'Receiver has no Ident with TypeId HER.',
    },
    remedy: {
      nb: 'Be avsenderen rette adresseringen og sende meldingen på nytt.',
      nn: 'Be avsendaren rette adresseringa og sende meldinga på nytt.',
      en: 'Ask the sender to correct the addressing and send the message again.',
    },
    source: 'HIS 80601:2006 (Receiver); HIS 1153-2:2016',
  },
});

/** Why a delivery did not succeed; shown in the timeline and grouped in the list of failures. */
export const deliveryFindings = defineFindings({
  'MV-3101': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakerens system svarte ikke: ingen forbindelse.',
      nn: 'Systemet til mottakaren svarte ikkje: inga kopling.',
      en: "The receiver's system did not answer: no connection.",
    },
    cause: {
      nb: 'Tjenesten er nede, adressen er feil, eller nettet mellom partene er brutt.',
      nn: 'Tenesta er nede, adressa er feil, eller nettet mellom partane er brote.',
      en: 'The service is down, the address is wrong, or the network between the parties is broken.',
    },
    remedy: {
      nb: 'Det prøves igjen av seg selv. Varer det, ring partnerens kontaktpunkt.',
      nn: 'Det blir prøvd igjen av seg sjølv. Varer det, ring kontaktpunktet til partnaren.',
      en: "It is tried again automatically. If it lasts, call the partner's contact point.",
    },
    source: 'Delavtale 4 pkt. 4.2.1',
  },
  'MV-3102': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakerens system svarte ikke innen fristen.',
      nn: 'Systemet til mottakaren svarte ikkje innan fristen.',
      en: "The receiver's system did not answer in time.",
    },
    cause: {
      nb: 'Systemet er overbelastet eller henger. Meldingen kan ha kommet fram selv om svaret manglet.',
      nn: 'Systemet er overlasta eller heng. Meldinga kan ha kome fram sjølv om svaret mangla.',
      en: 'The system is overloaded or hanging. The message may have arrived although the answer was missing.',
    },
    remedy: {
      nb: 'Det prøves igjen av seg selv. Varer det, ring partnerens kontaktpunkt.',
      nn: 'Det blir prøvd igjen av seg sjølv. Varer det, ring kontaktpunktet til partnaren.',
      en: "It is tried again automatically. If it lasts, call the partner's contact point.",
    },
    source: 'Delavtale 4 pkt. 4.2.1',
  },
  'MV-3103': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakerens system svarte at det ikke kan ta imot nå (HTTP {status}).',
      nn: 'Systemet til mottakaren svarte at det ikkje kan ta imot no (HTTP {status}).',
      en: "The receiver's system answered that it cannot receive now (HTTP {status}).",
    },
    cause: {
      nb: 'En forbigående feil hos mottakeren (408, 425, 429 eller 5xx).',
      nn: 'Ein forbigåande feil hos mottakaren (408, 425, 429 eller 5xx).',
      en: 'A passing fault at the receiver (408, 425, 429 or 5xx).',
    },
    remedy: {
      nb: 'Det prøves igjen av seg selv. Varer det, ring partnerens kontaktpunkt.',
      nn: 'Det blir prøvd igjen av seg sjølv. Varer det, ring kontaktpunktet til partnaren.',
      en: "It is tried again automatically. If it lasts, call the partner's contact point.",
    },
    source: 'RFC 9110 15; Delavtale 4 pkt. 4.2.1',
  },
  'MV-3104': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakerens system nektet å ta imot meldingen (HTTP {status}).',
      nn: 'Systemet til mottakaren nekta å ta imot meldinga (HTTP {status}).',
      en: "The receiver's system refused the message (HTTP {status}).",
    },
    cause: {
      nb: 'Adressen er feil, tilgang mangler, eller mottakeren forstår ikke innholdet. Et nytt forsøk ville få samme svar.',
      nn: 'Adressa er feil, tilgang manglar, eller mottakaren forstår ikkje innhaldet. Eit nytt forsøk ville få same svar.',
      en: 'The address is wrong, access is missing, or the receiver does not understand the content. Another try would get the same answer.',
    },
    remedy: {
      nb: 'Finn årsaken sammen med partneren, rett den, og spill meldingen av på nytt.',
      nn: 'Finn årsaka saman med partnaren, rett henne, og spel av meldinga på nytt.',
      en: 'Find the cause together with the partner, put it right, and replay the message.',
    },
    source: 'RFC 9110 15; Delavtale 4 pkt. 4.2.1',
  },
  'MV-3105': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Leveringen ble oppgitt etter {attempts} forsøk: mottakerens system kom ikke tilbake i tide.',
      nn: 'Leveringa vart gitt opp etter {attempts} forsøk: systemet til mottakaren kom ikkje tilbake i tide.',
      en: "Delivery was given up after {attempts} attempts: the receiver's system did not come back in time.",
    },
    cause: {
      nb: 'Mottakeren har vært utilgjengelig lenger enn grensen for gjentatte forsøk.',
      nn: 'Mottakaren har vore utilgjengeleg lenger enn grensa for gjentekne forsøk.',
      en: 'The receiver has been unavailable for longer than the limit for repeated attempts.',
    },
    remedy: {
      nb: 'Varsle mottakeren på annen måte, og spill meldingen av på nytt når systemet er oppe.',
      nn: 'Varsle mottakaren på annan måte, og spel av meldinga på nytt når systemet er oppe.',
      en: 'Notify the receiver by other means, and replay the message when the system is up.',
    },
    source: 'Delavtale 4 pkt. 4.2.1; NHN EDI 2.0 (72 timer)',
  },
  'MV-3106': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Endepunktet til HER-id {her} finnes ikke lenger i partnerlisten.',
      nn: 'Endepunktet til HER-id {her} finst ikkje lenger i partnarlista.',
      en: 'The endpoint of HER-id {her} is no longer in the list of partners.',
    },
    cause: {
      nb: 'Partneren eller endepunktet er tatt ut etter at meldingen ble mottatt.',
      nn: 'Partnaren eller endepunktet er teke ut etter at meldinga vart motteken.',
      en: 'The partner or its endpoint was removed after the message was received.',
    },
    remedy: {
      nb: 'Legg inn endepunktet igjen og spill meldingen av på nytt.',
      nn: 'Legg inn endepunktet igjen og spel av meldinga på nytt.',
      en: 'Add the endpoint again and replay the message.',
    },
    source: 'HIS 1153-1:2016 (adressering); Delavtale 4 pkt. 4.2.1',
  },
  'MV-3107': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'De lagrede bytene stemmer ikke med kontrollsummen fra mottaket. Meldingen ble ikke sendt.',
      nn: 'Dei lagra bytane stemmer ikkje med kontrollsummen frå mottaket. Meldinga vart ikkje send.',
      en: 'The stored bytes do not match the checksum from intake. The message was not sent.',
    },
    cause: {
      nb: 'Innholdet er endret eller skadet i databasen.',
      nn: 'Innhaldet er endra eller skadd i databasen.',
      en: 'The content was changed or damaged in the database.',
    },
    remedy: {
      nb: 'Kontroller disk og sikkerhetskopi. Be avsenderen sende meldingen på nytt.',
      nn: 'Kontroller disk og tryggingskopi. Be avsendaren sende meldinga på nytt.',
      en: 'Check disk and backups. Ask the sender to send the message again.',
    },
    source: 'Eget krav: meldingen leveres byte for byte slik den kom',
  },
  'MV-3108': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakerens meldingssentral tok imot meldingen, men kvitterte aldri for den.',
      nn: 'Meldingssentralen til mottakaren tok imot meldinga, men kvitterte aldri for henne.',
      en: "The receiver's gateway took the message, but never acknowledged it.",
    },
    cause: {
      nb: 'Alle avtalte gjentakelser er brukt uten at en gyldig transportkvittering kom. Kvitteringen kan mangle, være signert med et ukjent sertifikat, eller være sendt til feil adresse.',
      nn: 'Alle avtalte gjentakingar er brukte utan at ei gyldig transportkvittering kom. Kvitteringa kan mangle, vere signert med eit ukjent sertifikat, eller vere send til feil adresse.',
      en: 'All agreed repetitions are used without a valid transport receipt. It may be missing, signed with an unknown certificate, or sent to a wrong address.',
    },
    remedy: {
      nb: 'Spør partneren om meldingen kom fram, og kontroller sertifikat og adresse hos begge. Spill deretter meldingen av på nytt.',
      nn: 'Spør partnaren om meldinga kom fram, og kontroller sertifikat og adresse hos begge. Spel deretter av meldinga på nytt.',
      en: 'Ask the partner whether the message arrived, and check certificate and address on both sides. Then replay the message.',
    },
    source: 'HIS 1037:2011 5.2',
  },
  'MV-3109': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Mottakerens meldingssentral nektet å ta imot meldingen (MessageError).',
      nn: 'Meldingssentralen til mottakaren nekta å ta imot meldinga (MessageError).',
      en: "The receiver's gateway refused the message (MessageError).",
    },
    cause: {
      nb: 'Avtale (CPA), adressering, signatur eller innhold stemmer ikke med det som gjelder hos mottakeren. Feilkoden står i hendelsen.',
      nn: 'Avtale (CPA), adressering, signatur eller innhald stemmer ikkje med det som gjeld hos mottakaren. Feilkoden står i hendinga.',
      en: "Agreement (CPA), addressing, signature or content is not what the receiver's side expects. The error code stands in the event.",
    },
    remedy: {
      nb: 'Finn årsaken sammen med partneren, rett den, og spill meldingen av på nytt.',
      nn: 'Finn årsaka saman med partnaren, rett henne, og spel av meldinga på nytt.',
      en: 'Find the cause together with the partner, put it right, and replay the message.',
    },
    source: 'ebMS 2.0 4.2.3; HIS 1037:2011',
  },
  'MV-3110': {
    severity: 'error',
    layer: 'rule',
    apprec: null,
    message: {
      nb: 'Meldingen kan ikke sendes som ebXML: avtale eller eget sertifikat mangler.',
      nn: 'Meldinga kan ikkje sendast som ebXML: avtale eller eige sertifikat manglar.',
      en: 'The message cannot be sent as ebXML: agreement or own certificate is missing.',
    },
    cause: {
      nb: 'Avsender eller mottaker er ikke registrert som partner, avtalen (CPA) omfatter ikke denne meldingstypen, eller self.signing mangler.',
      nn: 'Avsendar eller mottakar er ikkje registrert som partnar, avtalen (CPA) omfattar ikkje denne meldingstypen, eller self.signing manglar.',
      en: 'Sender or receiver is no registered partner, the agreement (CPA) does not cover this message type, or self.signing is missing.',
    },
    remedy: {
      nb: 'Rett partnerlisten, og spill meldingen av på nytt.',
      nn: 'Rett partnarlista, og spel av meldinga på nytt.',
      en: 'Correct the list of partners, and replay the message.',
    },
    source: 'HIS 1037:2011 5.6',
  },
});
