import type { Message, Party } from '../messages/message.ts';
import type { Endpoint, Partner, PartnerDocument, Route, Service } from './partners.ts';

/** Where one receiver's copy of a message goes, and why. */
export interface Plan {
  /** RoleReceiver (8112): `PRIM` for the receiver of the head, `COP` and others for the rest. */
  role: string;
  receiverHer: number | null;
  receiverService: number | null;
  /** HER-id of the party that owns the endpoint; also names the queue in which order is kept. */
  endpointHer: number | null;
  /** What the ledger starts this delivery in. */
  state: 'pending' | 'observed' | 'unrouted' | 'held';
  /** Finding code when there is something for a person to put right. */
  reason: 'MV-3001' | 'MV-3002' | 'MV-3003' | null;
}

/** Partners and services by HER-id, and the routes, made once per version of the partner document. */
export interface Routing {
  partner(her: number | null): Partner | null;
  service(her: number | null): Service | null;
  /** The endpoint that a HER-id of either level leads to. */
  endpoint(her: number | null): Endpoint | null;
  /** The party whose endpoint a receiver's messages go to, and that endpoint; `null` where there is none. */
  target(receiver: {
    her: number | null;
    service: number | null;
  }): { her: number; endpoint: Endpoint } | null;
  /** One plan per receiver, the head's own receiver first. */
  plan(message: Message, mode: 'route' | 'observe'): Plan[];
}

/** @returns a lookup over the document; pure, holds no connection */
export function createRouting(document: PartnerDocument): Routing {
  const partners = new Map<number, Partner>();
  const services = new Map<number, { service: Service; partner: Partner }>();
  for (const partner of document.partners) {
    partners.set(partner.her, partner);
    for (const service of partner.services) services.set(service.her, { service, partner });
  }

  const partner = (her: number | null) =>
    her === null ? null : (partners.get(her) ?? services.get(her)?.partner ?? null);
  const service = (her: number | null) => (her === null ? null : (services.get(her)?.service ?? null));

  /** The owner of the endpoint for a receiver: its service if that has one of its own, else its organisation. */
  function owner(party: {
    her: number | null;
    service: number | null;
  }): { her: number; endpoint: Endpoint } | null {
    for (const her of [party.service, party.her]) {
      if (her === null) continue;
      const own = services.get(her);
      if (own?.service.endpoint) return { her, endpoint: own.service.endpoint };
      const organisation = partners.get(her) ?? own?.partner;
      if (organisation?.endpoint) return { her: organisation.her, endpoint: organisation.endpoint };
    }
    return null;
  }

  function planFor(
    party: { her: number | null; service: number | null },
    role: string,
    observe: boolean,
  ): Plan {
    const base = { role, receiverHer: party.her, receiverService: party.service };
    const target = owner(party);
    if (observe) return { ...base, endpointHer: target?.her ?? party.her, state: 'observed', reason: null };
    if (party.her === null && party.service === null)
      return { ...base, endpointHer: null, state: 'unrouted', reason: 'MV-3003' };
    if (target === null) {
      const known = partner(party.her) ?? partner(party.service);
      return {
        ...base,
        endpointHer: null,
        state: 'unrouted',
        reason: known === null ? 'MV-3001' : 'MV-3002',
      };
    }
    if (target.endpoint.protocol === 'none')
      return { ...base, endpointHer: target.her, state: 'observed', reason: null };
    return { ...base, endpointHer: target.her, state: 'pending', reason: null };
  }

  return {
    partner,
    service,
    target: owner,
    endpoint: (her) => owner({ her, service: null })?.endpoint ?? null,
    plan(message, mode) {
      const route = bestRoute(document.routes, message);
      const observe = mode === 'observe' || route?.mode === 'observe';
      const plans = [planFor(ids(message.receiver), 'PRIM', observe)];
      for (const copy of message.otherReceivers) {
        // A copy receiver without HER-id is a person on paper; there is nobody to deliver to and nobody to miss it.
        if (copy.her !== null || copy.service !== null)
          plans.push(planFor(ids(copy), copy.role ?? 'COP', observe));
      }
      for (const her of route?.copies ?? []) {
        const level2 = services.get(her);
        plans.push(
          planFor({ her: level2?.partner.her ?? her, service: level2 ? her : null }, 'COP', observe),
        );
      }
      return withoutDoubles(plans);
    },
  };
}

function ids(party: Party | null): { her: number | null; service: number | null } {
  return { her: party?.her ?? null, service: party?.service?.her ?? null };
}

/** The most telling route: one that names both parties and the type beats one that names fewer. */
export function bestRoute(routes: readonly Route[], message: Message): Route | null {
  let best: Route | null = null;
  let bestScore = -1;
  for (const route of routes) {
    const score = routeScore(route, message);
    if (score > bestScore) {
      best = route;
      bestScore = score;
    }
  }
  return best;
}

function routeScore(route: Route, message: Message): number {
  const from = partyScore(route.from, message.sender);
  const to = partyScore(route.to, message.receiver);
  if (from < 0 || to < 0) return -1;
  if (route.types.length > 0 && !route.types.includes(message.type)) return -1;
  return from + to + (route.types.length > 0 ? 1 : 0);
}

/** 0 any, 2 the organisation, 4 the service; -1 somebody else. */
function partyScore(her: number | null, party: Party | null): number {
  if (her === null) return 0;
  if (party?.service?.her === her) return 4;
  return party?.her === her ? 2 : -1;
}

/** The same receiver named twice gets one delivery: the first, which is the most binding role. */
function withoutDoubles(plans: Plan[]): Plan[] {
  const seen = new Set<string>();
  return plans.filter((plan) => {
    const key = `${plan.receiverHer}/${plan.receiverService}`;
    return !seen.has(key) && seen.add(key);
  });
}
