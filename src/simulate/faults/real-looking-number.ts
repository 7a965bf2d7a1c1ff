import { fine } from '../draft.ts';
import { change, type Fault } from './fault.ts';

const name = 'feil-fodselsnummer';

/** Taking 80 from the month without reckoning anew always leaves wrong check digits, so that it is nobody's number. */
function withoutTestMonth(id: string): string {
  return `${id.slice(0, 2)}${String(Number(id.slice(2, 4)) - 80).padStart(2, '0')}${id.slice(4)}`;
}

export const realLookingNumber: Fault = {
  name,
  code: 'F09',
  about: 'fødselsnummeret er skrevet uten tillegget i måneden, så kontrollsifrene er gale',
  fits: ({ patient }) => patient?.ids?.some(({ type }) => type === 'FNR') ?? false,
  strike: (stay, victim) =>
    change(stay, victim, name, {
      patient: victim.patient && {
        ...victim.patient,
        ids: (victim.patient.ids ?? []).map(({ id, type }) => ({ id: withoutTestMonth(id), type })),
      },
      expected: { ...fine, verdict: 'flagged' },
    }),
};
