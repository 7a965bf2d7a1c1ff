import { defineFindings } from '../../../validation/catalogue/definition.ts';
import { entry } from './entry.ts';

/** MV-2031 to MV-2048: what the agreement between the parties says. */
export const agreementFindings = defineFindings({
  'MV-2031': entry({
    message: ['CPAId er ikke kjent her.', 'CPAId er ikkje kjend her.', 'The CPAId is not known here.'],
    cause: [
      'Avtalen er ikke lagt inn, partene er ikke blant partnerne, eller CPAId er ikke laget av de to HER-idene.',
      'Avtalen er ikkje lagd inn, partane er ikkje blant partnarane, eller CPAId er ikkje laga av dei to HER-idane.',
      'The agreement was not imported, the parties are not among the partners, or the CPAId is not made of the two HER-ids.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 3.1.2; HIS 1037:2011 6.2.1',
  }),
  'MV-2032': entry({
    message: [
      'Avtalen (CPA) gjelder ikke nå.',
      'Avtalen (CPA) gjeld ikkje no.',
      'The agreement (CPA) is not in force now.',
    ],
    cause: [
      'Avtalen har ikke begynt å gjelde, eller den har gått ut.',
      'Avtalen har ikkje begynt å gjelde, eller han har gått ut.',
      'The agreement has not begun, or it has ended.',
    ],
    remedy: 'agree',
    source: 'ebCPPA 2.0 9.4; HITS 1172 regel 113 og 114',
  }),
  'MV-2033': entry({
    message: [
      'Avsenderen i konvolutten er ikke part i avtalen.',
      'Avsendaren i konvolutten er ikkje part i avtalen.',
      'The sender in the envelope is no party to the agreement.',
    ],
    cause: [
      'PartyId eller dens type står ikke i avtalen, eller flere PartyId motsier hverandre.',
      'PartyId eller typen står ikkje i avtalen, eller fleire PartyId seier imot kvarandre.',
      'The PartyId or its type is not in the agreement, or several PartyIds contradict each other.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 3.1.1; HITS 1172 regel 111',
  }),
  'MV-2034': entry({
    message: [
      'Mottakeren i konvolutten er ikke den andre parten i avtalen.',
      'Mottakaren i konvolutten er ikkje den andre parten i avtalen.',
      'The receiver in the envelope is not the other party to the agreement.',
    ],
    cause: [
      'PartyId eller dens type står ikke i avtalen, eller flere PartyId motsier hverandre.',
      'PartyId eller typen står ikkje i avtalen, eller fleire PartyId seier imot kvarandre.',
      'The PartyId or its type is not in the agreement, or several PartyIds contradict each other.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 3.1.1; HITS 1172 regel 112',
  }),
  'MV-2035': entry({
    message: ['Service er ikke avtalt.', 'Service er ikkje avtalt.', 'The Service has not been agreed.'],
    cause: [
      'Avsenderen kan ikke sende noe under denne tjenesten etter avtalen.',
      'Avsendaren kan ikkje sende noko under denne tenesta etter avtalen.',
      'By the agreement the sender may send nothing under this service.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 3.1.4; HIS 1037:2011 5.3',
  }),
  'MV-2036': entry({
    message: [
      'Action er ikke avtalt for denne tjenesten.',
      'Action er ikkje avtalt for denne tenesta.',
      'The Action has not been agreed for this service.',
    ],
    cause: [
      'Avsenderen kan ikke sende denne handlingen etter avtalen, eller signalet finnes ikke.',
      'Avsendaren kan ikkje sende denne handlinga etter avtalen, eller signalet finst ikkje.',
      'By the agreement the sender may not send this action, or there is no such signal.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 3.1.5; HIS 1037:2011 5.3',
  }),
  'MV-2037': entry({
    message: [
      'Rollen (Role) mangler eller er en annen enn avtalt.',
      'Rolla (Role) manglar eller er ei anna enn avtalt.',
      'The Role is missing or differs from what was agreed.',
    ],
    cause: [
      'Rollene for avsender og mottaker passer ikke til Service og Action i avtalen.',
      'Rollene for avsendar og mottakar passar ikkje til Service og Action i avtalen.',
      'The roles of sender and receiver do not fit Service and Action in the agreement.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 3.1.1.2; HITS 1171 5.2.1.3',
  }),
  'MV-2038': entry({
    message: [
      'DuplicateElimination er ikke som avtalt.',
      'DuplicateElimination er ikkje som avtalt.',
      'DuplicateElimination is not as agreed.',
    ],
    cause: [
      'Elementet mangler der det er påkrevd, eller står der avtalen ikke vil ha det.',
      'Elementet manglar der det er påkravd, eller står der avtalen ikkje vil ha det.',
      'The element is missing where it is required, or stands where the agreement does not want it.',
    ],
    source: 'ebMS 2.0 6.4.1; HIS 1037:2011 6.2.1; HITS 1172 regel 74',
  }),
  'MV-2039': entry({
    message: [
      'AckRequested er ikke som avtalt.',
      'AckRequested er ikkje som avtalt.',
      'AckRequested is not as agreed.',
    ],
    cause: [
      'Elementet mangler der det er påkrevd, eller står der avtalen ikke vil ha det.',
      'Elementet manglar der det er påkravd, eller står der avtalen ikkje vil ha det.',
      'The element is missing where it is required, or stands where the agreement does not want it.',
    ],
    source: 'ebMS 2.0 6.3.1; HIS 1037:2011 6.2.2; HITS 1172 regel 75',
  }),
  'MV-2040': entry({
    message: [
      'Attributtet signed på AckRequested er ikke som avtalt.',
      'Attributtet signed på AckRequested er ikkje som avtalt.',
      'The signed attribute of AckRequested is not as agreed.',
    ],
    cause: [
      'Avsenderen ber om en usignert kvittering der den skal være signert, eller omvendt.',
      'Avsendaren ber om ei usignert kvittering der ho skal vere signert, eller omvendt.',
      'The sender asks for an unsigned receipt where it must be signed, or the other way round.',
    ],
    source: 'ebMS 2.0 6.3.1.1; HIS 1037:2011 6.2.2; HITS 1172 regel 94',
  }),
  'MV-2041': entry({
    message: [
      'Kvittering er bestilt fra en annen enn mottakerens meldingssentral.',
      'Kvittering er tinga frå ein annan enn meldingssentralen til mottakaren.',
      "A receipt was requested from someone other than the receiver's gateway.",
    ],
    cause: [
      'AckRequested har actor nextMSH eller en ukjent rolle. Bare toPartyMSH støttes.',
      'AckRequested har actor nextMSH eller ei ukjend rolle. Berre toPartyMSH er støtta.',
      'AckRequested has actor nextMSH or an unknown role. Only toPartyMSH is supported.',
    ],
    source: 'ebMS 2.0 6.3.1.2, 6.3.1.4',
  }),
  'MV-2042': entry({
    message: [
      'Rekkefølge på meldinger (MessageOrder) støttes ikke.',
      'Rekkjefølgje på meldingar (MessageOrder) er ikkje støtta.',
      'Message ordering (MessageOrder) is not supported.',
    ],
    cause: [
      'Den norske profilen bruker ikke MessageOrder.',
      'Den norske profilen bruker ikkje MessageOrder.',
      'The Norwegian profile does not use MessageOrder.',
    ],
    source: 'ebMS 2.0 9.1; HIS 1037:2011 6.2',
  }),
  'MV-2043': entry({
    message: [
      'Avtalen krever svar i samme forbindelse, men SyncReply mangler.',
      'Avtalen krev svar i same kopling, men SyncReply manglar.',
      'The agreement demands an answer in the same connection, but SyncReply is missing.',
    ],
    cause: [
      'Verdien syncReplyMode i avtalen og konvolutten stemmer ikke overens.',
      'Verdien syncReplyMode i avtalen og konvolutten stemmer ikkje overeins.',
      'The syncReplyMode of the agreement and the envelope disagree.',
    ],
    remedy: 'agree',
    source: 'ebMS 2.0 4.3; ebCPPA 2.0 8.4.23.1',
  }),
  'MV-2044': entry({
    severity: 'info',
    message: [
      'Avsenderen ber om svar i samme forbindelse, selv om avtalen ikke sier det.',
      'Avsendaren ber om svar i same kopling, sjølv om avtalen ikkje seier det.',
      'The sender asks for an answer in the same connection, although the agreement does not say so.',
    ],
    cause: [
      'SyncReply står i konvolutten, men syncReplyMode er none.',
      'SyncReply står i konvolutten, men syncReplyMode er none.',
      'SyncReply stands in the envelope, but syncReplyMode is none.',
    ],
    remedy: 'none',
    source: 'ebMS 2.0 4.3',
  }),
  'MV-2045': entry({
    message: [
      'Meldingen kom etter at levetiden (TimeToLive) var ute.',
      'Meldinga kom etter at levetida (TimeToLive) var ute.',
      'The message arrived after its TimeToLive had passed.',
    ],
    cause: [
      'Meldingen har vært forsinket underveis, eller en klokke går feil.',
      'Meldinga har vore forseinka undervegs, eller ei klokke går feil.',
      'The message was delayed on its way, or a clock is wrong.',
    ],
    remedy: 'resend',
    source: 'ebMS 2.0 3.1.6.4',
  }),
  'MV-2046': entry({
    severity: 'warning',
    message: [
      'Avsenderen i konvolutten er en annen enn avsenderen i meldingen.',
      'Avsendaren i konvolutten er ein annan enn avsendaren i meldinga.',
      'The sender in the envelope differs from the sender in the message.',
    ],
    cause: [
      'Noen sender på vegne av en annen, eller adressene er satt opp feil.',
      'Nokon sender på vegner av ein annan, eller adressene er sette opp feil.',
      'Someone sends on behalf of another, or the addresses are set up wrongly.',
    ],
    remedy: 'investigate',
    source: 'HIS 1153-1:2016 4.2',
  }),
  'MV-2047': entry({
    severity: 'warning',
    message: [
      'Meldingens type ({type}) passer ikke til Action i konvolutten.',
      'Typen til meldinga ({type}) passar ikkje til Action i konvolutten.',
      'The type of the message ({type}) does not fit the Action in the envelope.',
    ],
    cause: [
      'Konvolutten er fylt ut for en annen meldingstype enn den som ligger i den.',
      'Konvolutten er fylt ut for ein annan meldingstype enn den som ligg i han.',
      'The envelope was filled in for another type of message than the one inside.',
    ],
    remedy: 'tell',
    source: 'HIS 1037:2011 5.3; HITS 1172 regel 269',
  }),
  'MV-2048': entry({
    severity: 'warning',
    message: [
      'Mottakeren i konvolutten er en annen enn mottakeren i meldingen.',
      'Mottakaren i konvolutten er ein annan enn mottakaren i meldinga.',
      'The receiver in the envelope differs from the receiver in the message.',
    ],
    cause: [
      'Adressene er satt opp feil hos avsenderen.',
      'Adressene er sette opp feil hos avsendaren.',
      'The addresses are set up wrongly at the sender.',
    ],
    remedy: 'tell',
    source: 'HIS 1153-1:2016 4.2',
  }),
});
