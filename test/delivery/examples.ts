import type { Endpoint, Partner, PartnerDocument, Route, Service } from '../../src/delivery/partners.ts';
import type { CopyReceiver, Message, Party } from '../../src/messages/message.ts';
import { emptyMessage } from '../../src/messages/read/empty.ts';

/** An endpoint that takes KITH XML; the name tells whose it is. */
export const http = (name: string): Endpoint => ({ protocol: 'http', url: `https://${name}.example/inn` });

export const service = (her: number, endpoint: Endpoint | null = null): Service => ({
  her,
  name: `Tjeneste ${her}`,
  endpoint,
});

export function partner(her: number, changes: Partial<Partner> = {}): Partner {
  return {
    her,
    name: `Virksomhet ${her}`,
    kind: 'annet',
    organisation: null,
    services: [],
    endpoint: http(`v${her}`),
    signing: null,
    cpa: [],
    contacts: [],
    ...changes,
  };
}

export function route(changes: Partial<Route> = {}): Route {
  return { from: null, to: null, types: [], mode: 'route', copies: [], appRec: false, ...changes };
}

export function document(changes: Partial<PartnerDocument> = {}): PartnerDocument {
  return { partners: [], self: null, routes: [], agreements: [], ...changes };
}

/** A party by its HER-ids: the organisation, and the service under it. */
export function party(her: number | null, serviceHer: number | null = null): Party {
  return {
    her,
    name: null,
    service: serviceHer === null ? null : { her: serviceHer, name: null, kind: 'service' },
    organisation: null,
  };
}

export const copyTo = (
  her: number | null,
  serviceHer: number | null = null,
  role: string | null = 'COP',
): CopyReceiver => ({ ...party(her, serviceHer), role });

export function message(changes: Partial<Message> = {}): Message {
  return { ...emptyMessage('msghead', 'LOG_INNLAGT', '1.6'), ...changes };
}
