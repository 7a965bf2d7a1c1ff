import { type Draft, MINUTE } from '../draft.ts';
import { dialogue, fromWard, type Stay } from './stay.ts';

/** The ward says that the patient is ready for discharge. */
export function ready(stay: Stay, step: number, at: number): Draft {
  return fromWard(stay, step, 'LOG_UTSKRIVNINGSKLAR', at, [
    { code: '1', at: stay.admitted },
    { code: '3', at, dateOnly: true },
  ]);
}

const heading = 'Tilbakemelding på mottak av utskrivningsklar pasient';

/** The kommune's answer (DIALOG_HELSEFAGLIG, 7322/7), within the three hours that it has. */
export function answer(stay: Stay, step: number, about: Draft, says: 'can' | 'cannot'): Draft {
  const at = about.at + stay.random.integer(12, 150) * MINUTE;
  return later(stay, step, about, at, says);
}

/** A second answer, when a place has come up after all. */
export function placeFound(stay: Stay, step: number, about: Draft, at: number): Draft {
  return later(stay, step, about, at, 'can');
}

function later(stay: Stay, step: number, about: Draft, at: number, says: 'can' | 'cannot'): Draft {
  const text =
    says === 'can'
      ? 'Kommunen kan ta imot pasienten fra i dag kl. 15.00.'
      : 'Kommunen kan ikke ta imot pasienten ennå. Tilbud ventes innen to døgn.';
  return dialogue(stay, step, 'kommune', at, about, {
    type: 'DIALOG_HELSEFAGLIG',
    topic: { code: '7', name: heading, list: 7322 },
    heading,
    text,
  });
}
