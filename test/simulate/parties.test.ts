import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRouting } from '../../src/delivery/routing.ts';
import { nationalCheckDigits } from '../../src/messages/identity/check-digits.ts';
import { readNationalNumber } from '../../src/messages/identity/national-number.ts';
import {
  asPartners,
  exerciseMark,
  mostParties,
  simulatedParties,
  stranger,
} from '../../src/simulate/parties.ts';
import { syntheticPatient } from '../../src/simulate/patients.ts';
import { createRandom } from '../../src/simulate/random.ts';

test('every party and service has a HER-id of its own, and a name that says that it is made up', () => {
  const { hospitals, kommuner } = simulatedParties(mostParties, mostParties);
  const all = [...hospitals, ...kommuner];
  const hers = [
    ...all.flatMap(({ her, services }) => [her, ...services.map((service) => service.her)]),
    stranger.her,
  ];
  expect(new Set(hers).size).toBe(hers.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.filter(({ name }) => !name.endsWith(exerciseMark))).toEqual([]);
});

test('while the play lasts messages go to the endpoints of the parties; after it they are only observed', () => {
  const { kommuner } = simulatedParties(1, 2);
  const url = (her: number) => `http://127.0.0.1:1/${her}`;
  const [first] = kommuner;
  const during = createRouting(asPartners(kommuner, url));
  expect(during.endpoint(first!.services[1]!.her)).toEqual({ protocol: 'http', url: url(first!.her) });
  const after = createRouting(asPartners(kommuner, null));
  expect(after.endpoint(first!.her)).toEqual({ protocol: 'none' });
  expect(after.partner(first!.her)?.name).toBe(first!.name);
});

test('a patient is a test identity (month + 80) that agrees with its birth date and sex', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const { ids, birthDate, sex } = syntheticPatient(createRandom(seed));
      const id = ids?.[0]?.id ?? '';
      expect(nationalCheckDigits(id.slice(0, 9))).toBe(id.slice(9));
      expect(readNationalNumber(id)).toMatchObject({ population: 'tenor', birthDate, sex });
    }),
  );
});
