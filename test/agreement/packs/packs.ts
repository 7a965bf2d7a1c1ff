/** A small pack that is right, as a negotiator would write it; tests change a line of it. */
export const PACK = `id: prove-1
title: { nb: Prøve, nn: Prøve, en: Trial }
family: prove
validFrom: "2024-01-01"
window:
  from: "07:30"
  to: "15:30"
  weekdays: { standard: [1, 2, 3, 4, 5], heldogns: [1, 2, 3, 4, 5, 6], uendret_hjemmetjeneste: [1, 2, 3, 4, 5, 6, 7] }
  source: Avtalen pkt. 1
holidayNotice: { default: true, holidays: [paskedag_2], source: Avtalen pkt. 2 }
answerDays: notice-days
evidence: [apprec, sent]
clockSkew: 2 min
prices: { "2024": 5745 }
terms:
  uten_tjenester: { nb: uten tjenester, nn: utan tenester, en: without services }
rules:
  R-SVAR:
    title: { nb: Svar, nn: Svar, en: Answer }
    says: { nb: Kommunen svarer., nn: Kommunen svarar., en: The municipality answers. }
    nature: deadline
    clock: C-0815
    limit: 2 h
    days: answer
    start: [{ message: utskrivningsklar, moment: mottak }]
    end: [{ message: svar, moment: mottak }]
    exempt: [uten_tjenester]
    responsible: K
    breach: { severity: deviation }
    adjustable: true
    source: Avtalen pkt. 3
    basis: avtale
`;

/** The pack with one piece of text put in another's place; both must be what they claim. */
export function changed(from: string, to: string, pack = PACK): string {
  if (!pack.includes(from)) throw new Error(`the pack has no «${from}»`);
  return pack.replace(from, to);
}
