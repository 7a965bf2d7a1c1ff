import type { Text } from '../validation/catalogue/definition.ts';

/** One way in which a request can fail; the code is stable, the texts may be improved. */
export interface ProblemDefinition {
  status: number;
  title: Text;
  /** What the caller can do. */
  detail: Text;
}

/** Every problem that the HTTP interface answers with. `docs/findings.md` lists them. */
export const problems = {
  'MV-4000': {
    status: 400,
    title: {
      nb: 'Forespørselen er ikke forstått',
      nn: 'Førespurnaden er ikkje forstått',
      en: 'The request was not understood',
    },
    detail: {
      nb: 'Et felt i adressen eller innholdet har feil form: {place}.',
      nn: 'Eit felt i adressa eller innhaldet har feil form: {place}.',
      en: 'A field of the address or the body has a wrong form: {place}.',
    },
  },
  'MV-4001': {
    status: 400,
    title: { nb: 'Meldingen er tom', nn: 'Meldinga er tom', en: 'The message is empty' },
    detail: {
      nb: 'Forespørselen hadde ikke noe innhold, så det er ingenting å ta vare på. Send meldingen på nytt.',
      nn: 'Førespurnaden hadde ikkje noko innhald, så det er ingenting å ta vare på. Send meldinga på nytt.',
      en: 'The request had no body, so there is nothing to keep. Send the message again.',
    },
  },
  'MV-4002': {
    status: 415,
    title: {
      nb: 'Innholdstypen støttes ikke',
      nn: 'Innhaldstypen er ikkje støtta',
      en: 'The content type is not supported',
    },
    detail: {
      nb: 'Send meldingen som application/xml eller text/xml, uten Content-Encoding.',
      nn: 'Send meldinga som application/xml eller text/xml, utan Content-Encoding.',
      en: 'Send the message as application/xml or text/xml, without Content-Encoding.',
    },
  },
  'MV-4003': {
    status: 413,
    title: { nb: 'Meldingen er for stor', nn: 'Meldinga er for stor', en: 'The message is too large' },
    detail: {
      nb: 'Den største meldingen som tas imot er {limit} MB. Meldingen er ikke lagret.',
      nn: 'Den største meldinga som blir teken imot er {limit} MB. Meldinga er ikkje lagra.',
      en: 'The largest message taken in is {limit} MB. The message was not stored.',
    },
  },
  'MV-4004': {
    status: 404,
    title: { nb: 'Finnes ikke', nn: 'Finst ikkje', en: 'Not found' },
    detail: {
      nb: 'Det er ingenting på denne adressen, eller id-en er ukjent.',
      nn: 'Det er ingenting på denne adressa, eller id-en er ukjend.',
      en: 'There is nothing at this address, or the id is unknown.',
    },
  },
  'MV-4005': {
    status: 401,
    title: { nb: 'Mangler gyldig nøkkel', nn: 'Manglar gyldig nøkkel', en: 'No valid token' },
    detail: {
      nb: 'Send en nøkkel som «Authorization: Bearer …». Den lages med «meldingsvakt token create».',
      nn: 'Send ein nøkkel som «Authorization: Bearer …». Han blir laga med «meldingsvakt token create».',
      en: 'Send a token as “Authorization: Bearer …”. It is made with “meldingsvakt token create”.',
    },
  },
  'MV-4006': {
    status: 403,
    title: {
      nb: 'Nøkkelen gir ikke denne tilgangen',
      nn: 'Nøkkelen gjev ikkje denne tilgangen',
      en: 'The token does not give this access',
    },
    detail: {
      nb: 'Dette krever tilgangen «{scope}».',
      nn: 'Dette krev tilgangen «{scope}».',
      en: 'This takes the scope “{scope}”.',
    },
  },
  'MV-4007': {
    status: 400,
    title: { nb: 'Formålet mangler', nn: 'Føremålet manglar', en: 'The purpose is missing' },
    detail: {
      nb: 'Innholdet i en melding vises bare når formålet er oppgitt (?purpose=…). Oppslaget logges.',
      nn: 'Innhaldet i ei melding blir berre vist når føremålet er oppgjeve (?purpose=…). Oppslaget blir logga.',
      en: 'The content of a message is only shown when a purpose is given (?purpose=…). The access is logged.',
    },
  },
  'MV-4009': {
    status: 409,
    title: {
      nb: 'MsgId er brukt av en annen melding',
      nn: 'MsgId er brukt av ei anna melding',
      en: 'The MsgId is used by another message',
    },
    detail: {
      nb: 'En annen melding fra samme avsender har allerede denne MsgId-en. Denne er ikke lagret. En ny melding må ha en ny MsgId.',
      nn: 'Ei anna melding frå same avsendar har alt denne MsgId-en. Denne er ikkje lagra. Ei ny melding må ha ein ny MsgId.',
      en: 'Another message of the same sender has this MsgId already. This one was not stored. A new message must have a new MsgId.',
    },
  },
  'MV-4010': {
    status: 422,
    title: { nb: 'Meldingen er avvist', nn: 'Meldinga er avvist', en: 'The message was rejected' },
    detail: {
      nb: 'Meldingen bryter standarden slik at mottakeren kan avvise den. Den er lagret, men blir ikke levert. Funnene sier hva som må rettes.',
      nn: 'Meldinga bryt standarden slik at mottakaren kan avvise henne. Ho er lagra, men blir ikkje levert. Funna seier kva som må rettast.',
      en: 'The message breaks the standard so that its receiver may reject it. It is stored, but not delivered. The findings say what to correct.',
    },
  },
  'MV-4011': {
    status: 503,
    title: {
      nb: 'Lagringen er utilgjengelig',
      nn: 'Lagringa er utilgjengeleg',
      en: 'The storage is unavailable',
    },
    detail: {
      nb: 'Databasen svarer ikke nå, så ingenting kan tas imot. Send de samme bytene igjen om litt.',
      nn: 'Databasen svarer ikkje no, så ingenting kan takast imot. Send dei same bytane igjen om litt.',
      en: 'The database does not answer now, so nothing can be taken in. Send the same bytes again shortly.',
    },
  },
  'MV-4012': {
    status: 503,
    title: {
      nb: 'Tjenesten har for mye å gjøre',
      nn: 'Tenesta har for mykje å gjere',
      en: 'The service is overloaded',
    },
    detail: {
      nb: 'For mange meldinger er under behandling samtidig. Send de samme bytene igjen om litt.',
      nn: 'For mange meldingar er under handsaming samstundes. Send dei same bytane igjen om litt.',
      en: 'Too many messages are in hand at once. Send the same bytes again shortly.',
    },
  },
  'MV-4013': {
    status: 429,
    title: { nb: 'For mange forespørsler', nn: 'For mange førespurnader', en: 'Too many requests' },
    detail: {
      nb: 'Vent så lenge som Retry-After sier, og prøv igjen.',
      nn: 'Vent så lenge som Retry-After seier, og prøv igjen.',
      en: 'Wait as long as Retry-After says, and try again.',
    },
  },
  'MV-4014': {
    status: 400,
    title: {
      nb: 'Forespørselen ble avbrutt',
      nn: 'Førespurnaden vart avbroten',
      en: 'The request was cut off',
    },
    detail: {
      nb: 'Innholdet kom ikke helt fram. Ingenting er lagret. Send meldingen på nytt.',
      nn: 'Innhaldet kom ikkje heilt fram. Ingenting er lagra. Send meldinga på nytt.',
      en: 'The body did not arrive whole. Nothing was stored. Send the message again.',
    },
  },
  'MV-4030': {
    status: 409,
    title: {
      nb: 'Handlingen passer ikke for meldingen',
      nn: 'Handlinga passar ikkje for meldinga',
      en: 'The action does not fit the message',
    },
    detail: {
      nb: 'Ingenting er endret. For hver mottaker står det hvorfor.',
      nn: 'Ingenting er endra. For kvar mottakar står det kvifor.',
      en: 'Nothing was changed. For each receiver it says why.',
    },
  },
  'MV-4031': {
    status: 400,
    title: {
      nb: 'Utvalget er tomt',
      nn: 'Utvalet er tomt',
      en: 'Nothing was selected',
    },
    detail: {
      nb: 'Si hvilke meldinger som skal sendes på nytt: from, to, type, partner, state, verdict, failure eller ids.',
      nn: 'Sei kva meldingar som skal sendast på nytt: from, to, type, partner, state, verdict, failure eller ids.',
      en: 'Say which messages are to be sent again: from, to, type, partner, state, verdict, failure or ids.',
    },
  },
  'MV-4032': {
    status: 409,
    title: {
      nb: 'Avspillingen er avsluttet',
      nn: 'Avspelinga er avslutta',
      en: 'The replay has ended',
    },
    detail: {
      nb: 'En avspilling som er ferdig eller avlyst, kan ikke endres. Lag en ny.',
      nn: 'Ei avspeling som er ferdig eller avlyst, kan ikkje endrast. Lag ei ny.',
      en: 'A replay that is done or cancelled cannot be changed. Make a new one.',
    },
  },
  'MV-4099': {
    status: 500,
    title: { nb: 'Uventet feil', nn: 'Uventa feil', en: 'Unexpected error' },
    detail: {
      nb: 'Noe gikk galt hos oss. Ingenting er bekreftet; send de samme bytene igjen. Oppgi {request} hvis det fortsetter.',
      nn: 'Noko gjekk gale hos oss. Ingenting er stadfesta; send dei same bytane igjen. Oppgje {request} om det held fram.',
      en: 'Something went wrong on our side. Nothing was confirmed; send the same bytes again. Quote {request} if it goes on.',
    },
  },
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof problems;

export type Language = 'nb' | 'nn' | 'en';

/** The best of our three languages for an `Accept-Language` header; bokmål when nothing fits. */
export function languageOf(header: string | undefined): Language {
  for (const part of header?.split(',') ?? []) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'nn' || tag === 'en') return tag;
    if (tag === 'nb' || tag === 'no') return 'nb';
  }
  return 'nb';
}
