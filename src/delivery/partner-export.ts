import type { Endpoint, PartnerDocument } from './partners.ts';

/**
 * The partners in the form of a partner file. Certificates and CPAs are named as they were when taken in; the private
 * key is never part of it, only the name of its file.
 */
export function toPartnerFile(document: PartnerDocument): object {
  return {
    partners: document.partners.map((partner) => ({
      her: partner.her,
      name: partner.name,
      kind: partner.kind,
      ...(partner.organisation !== null && { organisation: partner.organisation }),
      ...(partner.services.length > 0 && {
        services: partner.services.map(({ her, name, endpoint }) => ({ her, name, ...endpointOf(endpoint) })),
      }),
      ...endpointOf(partner.endpoint),
      ...(partner.signing !== null && {
        signing: { certificates: [...new Set(partner.signing.certificates.map(({ name }) => name))] },
      }),
      ...(partner.cpa.length > 0 && { cpa: partner.cpa.map(({ name }) => name) }),
      ...(partner.contacts.length > 0 && {
        contacts: partner.contacts.map((contact) =>
          Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== null)),
        ),
      }),
    })),
    ...(document.self !== null && {
      self: {
        her: document.self.her,
        ...(document.self.signing !== null && {
          signing: {
            certificate: document.self.signing.certificate.name,
            key: document.self.signing.keyFile,
          },
        }),
      },
    }),
    ...(document.routes.length > 0 && {
      routes: document.routes.map(({ from, to, types, mode, copies, appRec }) => ({
        ...(from !== null && { from }),
        ...(to !== null && { to }),
        ...(types.length > 0 && { types }),
        mode,
        ...(copies.length > 0 && { copies }),
        appRec,
      })),
    }),
    ...(document.agreements.length > 0 && { agreements: document.agreements }),
  };
}

function endpointOf(endpoint: Endpoint | null): { endpoint?: Endpoint } {
  return endpoint === null ? {} : { endpoint };
}
