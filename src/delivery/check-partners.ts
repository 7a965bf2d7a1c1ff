import { request } from 'undici';
import type { Partner, PartnerDocument, Route } from './partners.ts';

export interface CheckResult {
  partner: string;
  what: 'endpoint' | 'certificate' | 'route';
  ok: boolean;
  text: string;
}

const soon = 60 * 86_400_000;

/** Tries what can be tried before a patient depends on it: endpoints answer, certificates last, routes lead somewhere. */
export async function checkPartners(document: PartnerDocument, now: Date): Promise<CheckResult[]> {
  const endpoints = await Promise.all(document.partners.flatMap(targets).map(checkEndpoint));
  const certificates = document.partners.flatMap((partner) => checkCertificates(partner, now));
  return [...endpoints, ...certificates, ...checkRoutes(document)];
}

function targets(partner: Partner): { partner: string; url: string }[] {
  const owners = [{ name: partner.name, endpoint: partner.endpoint }, ...partner.services];
  return owners.flatMap(({ name, endpoint }) =>
    endpoint === null || endpoint.protocol === 'none' ? [] : [{ partner: name, url: endpoint.url }],
  );
}

/** Any answer at all will do: a receiver may well refuse a HEAD. Nothing is handed over. */
async function checkEndpoint({ partner, url }: { partner: string; url: string }): Promise<CheckResult> {
  try {
    const response = await request(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    await response.body.dump();
    return { partner, what: 'endpoint', ok: true, text: `endepunktet svarer (HTTP ${response.statusCode})` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'ukjent grunn';
    return { partner, what: 'endpoint', ok: false, text: `endepunktet svarer ikke (${code})` };
  }
}

function checkCertificates(partner: Partner, now: Date): CheckResult[] {
  return (partner.signing?.certificates ?? []).map(({ name, validFrom, validTo }) => {
    const left = new Date(validTo).getTime() - now.getTime();
    const days = Math.floor(left / 86_400_000);
    const early = new Date(validFrom) > now;
    const base = { partner: partner.name, what: 'certificate' as const };
    if (early) return { ...base, ok: false, text: `sertifikatet i «${name}» gjelder ikke ennå` };
    if (left < 0) return { ...base, ok: false, text: `sertifikatet i «${name}» er utløpt` };
    return { ...base, ok: left > soon, text: `sertifikatet i «${name}» gjelder i ${days} dager til` };
  });
}

function checkRoutes(document: PartnerDocument): CheckResult[] {
  const known = new Set(
    document.partners.flatMap((partner) => [partner.her, ...partner.services.map(({ her }) => her)]),
  );
  const parties = (route: Route) => [route.from, route.to, ...route.copies].filter((her) => her !== null);
  return document.routes.flatMap((route) =>
    parties(route)
      .filter((her) => !known.has(her))
      .map((her) => ({
        partner: `HER-id ${her}`,
        what: 'route' as const,
        ok: false,
        text: 'står i en rute, men er ikke blant partnerne',
      })),
  );
}
