import type { Partner, PartnerDocument } from '../delivery/partners.ts';
import type { BuildParty } from '../messages/build/head.ts';

/** A party of the play. Everything about it is made up, and says so in its name. */
export interface SimulatedParty {
  /** HER-id of level 1. */
  her: number;
  name: string;
  kind: 'helseforetak' | 'kommune';
  services: { her: number; name: string }[];
}

/** The mark that every made-up party carries in its name. */
export const exerciseMark = '(øvelse)';

/** Real HER-ids have not come this far; each party has room for its services behind its own number. */
const firstHospital = 9_900_000;
const firstKommune = 9_950_000;
const step = 10;

const hospitalNames = [
  'Havbrisen sykehus HF',
  'Fjelltinden sykehus HF',
  'Solvidda sykehus HF',
  'Nordstjerna sykehus HF',
];
const kommuneNames = [
  'Fjordvik',
  'Storlidalen',
  'Elvestrand',
  'Skogheia',
  'Myrdalsøra',
  'Havnøya',
  'Storbrekka',
  'Lyngmoen',
  'Tindevoll',
  'Sandmoa',
  'Kvernåsen',
  'Heggvika',
];
const hospitalServices = ['Medisinsk avdeling', 'Kirurgisk avdeling', 'Ortopedisk avdeling'];
const kommuneServices = ['Sykepleietjeneste', 'Saksbehandling pleie og omsorg'];

/** Most parties of one kind that have numbers of their own. */
export const mostParties = 1_000;

/** Somebody who is no partner of anybody's. */
export const stranger: BuildParty = {
  her: 9_899_990,
  name: `Fremmed virksomhet ${exerciseMark}`,
  service: { her: 9_899_991, name: 'Postmottak' },
};

/** The hospitals and kommuner of a play, always the same for the same numbers. */
export function simulatedParties(
  hospitals: number,
  kommuner: number,
): { hospitals: SimulatedParty[]; kommuner: SimulatedParty[] } {
  return {
    hospitals: Array.from({ length: hospitals }, (_, index) =>
      party('helseforetak', firstHospital + index * step, numbered(hospitalNames, index), hospitalServices),
    ),
    kommuner: Array.from({ length: kommuner }, (_, index) =>
      party(
        'kommune',
        firstKommune + index * step,
        `${numbered(kommuneNames, index)} kommune`,
        kommuneServices,
      ),
    ),
  };
}

function party(kind: SimulatedParty['kind'], her: number, name: string, services: string[]): SimulatedParty {
  return {
    her,
    name: `${name} ${exerciseMark}`,
    kind,
    services: services.map((service, index) => ({ her: her + 1 + index, name: service })),
  };
}

function numbered(names: readonly string[], index: number): string {
  const name = names[index % names.length] ?? '';
  const round = Math.floor(index / names.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}

/** One of a party's services, as sender or receiver of a message. */
export function addressOf({ her, name, services }: SimulatedParty, service: number): BuildParty {
  const level2 = services[service % services.length];
  if (level2 === undefined) throw new RangeError('A party of the play has at least one service');
  return { her, name, service: { ...level2 } };
}

/**
 * The parties as partners of the service.
 * @param url where a party takes messages; `null` when the play is over: they are then only observed, since the port
 *   that was theirs may come to belong to somebody else
 */
export function asPartners(
  parties: readonly SimulatedParty[],
  url: ((her: number) => string) | null,
): PartnerDocument {
  const partners = parties.map(
    ({ her, name, kind, services }): Partner => ({
      her,
      name,
      kind,
      organisation: null,
      services: services.map((service) => ({ ...service, endpoint: null })),
      endpoint: url === null ? { protocol: 'none' } : { protocol: 'http', url: url(her) },
      signing: null,
      cpa: [],
      contacts: [],
    }),
  );
  return { partners, self: null, routes: [], agreements: [] };
}
