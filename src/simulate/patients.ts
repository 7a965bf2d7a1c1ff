import type { BuildPatient } from '../messages/build/head.ts';
import { syntheticFodselsnummer } from '../messages/identity/synthetic.ts';
import type { Random } from './random.ts';

/** Nobody is called this, so that nobody is mistaken for a living person. */
const givenNames = [
  'Blå',
  'Rolig',
  'Munter',
  'Taktfast',
  'Grønn',
  'Modig',
  'Søvnig',
  'Flink',
  'Rask',
  'Lun',
  'Klok',
  'Snill',
];
const familyNames = [
  'Elg',
  'Havørn',
  'Bjørkekvist',
  'Trillebår',
  'Tyttebær',
  'Fjellrype',
  'Lyktestolpe',
  'Maursluker',
  'Robåt',
  'Kantarell',
];

/** A synthetic patient: a test identity with month + 80 and right check digits, born 1940–1989. */
export function syntheticPatient(random: Random): BuildPatient {
  const sex = random.pick(['1', '2'] as const);
  const year = random.integer(1940, 1989);
  const month = String(random.integer(1, 12)).padStart(2, '0');
  const day = String(random.integer(1, 28)).padStart(2, '0');
  const birthDate = `${year}-${month}-${day}`;
  return {
    givenName: random.pick(givenNames),
    familyName: random.pick(familyNames),
    birthDate,
    sex,
    ids: [{ id: syntheticFodselsnummer(birthDate, sex, random.integer(0, 249)), type: 'FNR' }],
  };
}
