import type { Agreement, PartnerDocument, Route } from './partners.ts';

/**
 * What an import makes of the partners in force: each partner of the file takes the place of the one with the same
 * HER-id, each route that of the route between the same parties for the same types, each agreement that of the agreement
 * between the same parties. What the file does not name stays, so that importing one partner never loses another.
 * @param replace makes the file the whole truth instead
 */
export function mergePartners(
  current: PartnerDocument,
  incoming: PartnerDocument,
  replace: boolean,
): PartnerDocument {
  if (replace) return incoming;
  return {
    partners: mergeBy(current.partners, incoming.partners, ({ her }) => String(her)),
    self: incoming.self ?? current.self,
    routes: mergeBy(current.routes, incoming.routes, routeKey),
    agreements: mergeBy(current.agreements, incoming.agreements, agreementKey),
  };
}

function routeKey(route: Route): string {
  return [route.from, route.to, ...route.types.toSorted()].join('/');
}

function agreementKey(agreement: Agreement): string {
  return agreement.between.toSorted((a, b) => a - b).join('/');
}

function mergeBy<T>(current: readonly T[], incoming: readonly T[], key: (item: T) => string): T[] {
  const merged = new Map(current.map((item) => [key(item), item]));
  for (const item of incoming) merged.set(key(item), item);
  return [...merged.values()];
}

/** A HER-id that names more than one party: whose message is meant would be a matter of chance. */
export interface SharedHer {
  her: number;
  /** Names of the partners that have it, for the person who imports. */
  partners: string[];
}

/** HER-ids, of either level, that stand with more than one partner; merging two sound files can bring them about. */
export function sharedHerIds({ partners }: PartnerDocument): SharedHer[] {
  const owners = new Map<number, Set<string>>();
  for (const { her, name, services } of partners) {
    for (const id of [her, ...services.map((service) => service.her)]) {
      owners.set(id, (owners.get(id) ?? new Set()).add(`${name} (${her})`));
    }
  }
  return [...owners]
    .filter(([, names]) => names.size > 1)
    .map(([her, names]) => ({ her, partners: [...names] }));
}
