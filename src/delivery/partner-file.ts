import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { type CertificateReader, readCertificates } from './certificates.ts';
import { attempt, type PartnerFileProblem, type ReadFile } from './partner-problems.ts';
import type { Certificate, Endpoint, Partner, PartnerDocument, Route } from './partners.ts';
import { unknownFields } from './unknown-fields.ts';

const Her = Type.Integer({ minimum: 1 });
const EndpointSchema = Type.Object({
  protocol: Type.Enum(['http', 'ebms', 'none']),
  url: Type.Optional(Type.String()),
});
const FileSchema = Type.Object({
  partners: Type.Optional(
    Type.Array(
      Type.Object({
        her: Her,
        name: Type.String({ minLength: 1 }),
        kind: Type.Optional(Type.Enum(['helseforetak', 'kommune', 'fastlege', 'annet'])),
        organisation: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
        services: Type.Optional(
          Type.Array(Type.Object({ her: Her, name: Type.String(), endpoint: Type.Optional(EndpointSchema) })),
        ),
        endpoint: Type.Optional(EndpointSchema),
        signing: Type.Optional(Type.Object({ certificates: Type.Array(Type.String()) })),
        cpa: Type.Optional(Type.Array(Type.String())),
        contacts: Type.Optional(
          Type.Array(
            Type.Object({
              role: Type.String(),
              name: Type.Optional(Type.String()),
              email: Type.Optional(Type.String()),
              phone: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
              hours: Type.Optional(Type.String()),
            }),
          ),
        ),
      }),
    ),
  ),
  self: Type.Optional(
    Type.Object({
      her: Her,
      signing: Type.Optional(Type.Object({ certificate: Type.String(), key: Type.String() })),
    }),
  ),
  routes: Type.Optional(
    Type.Array(
      Type.Object({
        from: Type.Optional(Her),
        to: Type.Optional(Her),
        types: Type.Optional(Type.Array(Type.String())),
        mode: Type.Optional(Type.Enum(['route', 'observe'])),
        copies: Type.Optional(Type.Array(Her)),
        appRec: Type.Optional(Type.Boolean()),
      }),
    ),
  ),
  agreements: Type.Optional(
    Type.Array(
      Type.Object({
        between: Type.Tuple([Her, Her], { maxItems: 2 }),
        pack: Type.String(),
        options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      }),
    ),
  ),
});
type File = Static<typeof FileSchema>;
type FilePartner = NonNullable<File['partners']>[number];

const fileCheck = Compile(FileSchema);

export interface PartnerFile {
  document: PartnerDocument;
  problems: PartnerFileProblem[];
}

/**
 * Reads a partner file (YAML or JSON) with the certificates and CPAs that it names. All faults are collected; the
 * document is only fit for use when none of them is an error.
 * @param now the instant against which certificates are judged
 */
export function readPartnerFile(source: string, read: ReadFile, now: Date): PartnerFile {
  const problems: PartnerFileProblem[] = [];
  const empty: PartnerDocument = { partners: [], self: null, routes: [], agreements: [] };
  let value: unknown;
  try {
    value = parseYaml(source, { logLevel: 'error' }) ?? {};
  } catch (error) {
    const where =
      error instanceof YAMLParseError && error.linePos ? `linje ${error.linePos[0].line}` : 'filen';
    return {
      document: empty,
      problems: [{ place: where, text: 'er ikke gyldig YAML eller JSON', severity: 'error' }],
    };
  }
  if (!fileCheck.Check(value)) {
    const errors = fileCheck.Errors(value);
    const telling = errors.filter(isTelling);
    // A file of the wrong form never passes for an empty one.
    return { document: empty, problems: (telling.length > 0 ? telling : errors).map(shapeProblem) };
  }
  problems.push(...unknownFields(FileSchema, value));
  const certificates = readCertificates(read, now, problems);
  const document: PartnerDocument = {
    partners: (value.partners ?? []).map((partner, index) =>
      toPartner(partner, `partners[${index}]`, certificates, read, problems),
    ),
    self:
      value.self === undefined
        ? null
        : { her: value.self.her, signing: toSelfSigning(value.self.signing, certificates, read, problems) },
    routes: (value.routes ?? []).map(toRoute),
    agreements: (value.agreements ?? []).map(({ between, pack, options }) => ({
      between,
      pack,
      options: options ?? {},
    })),
  };
  problems.push(...doubles(document));
  return { document, problems };
}

function toPartner(
  partner: FilePartner,
  place: string,
  certificates: CertificateReader,
  read: ReadFile,
  problems: PartnerFileProblem[],
): Partner {
  return {
    her: partner.her,
    name: partner.name,
    kind: partner.kind ?? 'annet',
    organisation: partner.organisation === undefined ? null : String(partner.organisation),
    services: (partner.services ?? []).map((service, index) => ({
      her: service.her,
      name: service.name,
      endpoint: toEndpoint(service.endpoint, `${place}.services[${index}].endpoint`, problems),
    })),
    endpoint: toEndpoint(partner.endpoint, `${place}.endpoint`, problems),
    signing:
      partner.signing === undefined
        ? null
        : {
            certificates: partner.signing.certificates.flatMap((name) =>
              certificates(name, `${place}.signing.certificates`),
            ),
          },
    cpa: (partner.cpa ?? []).flatMap((name) => {
      const text = attempt(() => read(name).text, `${place}.cpa`, name, problems);
      return text === null ? [] : [{ name, text }];
    }),
    contacts: (partner.contacts ?? []).map((contact) => ({
      role: contact.role,
      name: contact.name ?? null,
      email: contact.email ?? null,
      phone: contact.phone === undefined ? null : String(contact.phone),
      hours: contact.hours ?? null,
    })),
  };
}

function toSelfSigning(
  signing: { certificate: string; key: string } | undefined,
  certificates: CertificateReader,
  read: ReadFile,
  problems: PartnerFileProblem[],
): { certificate: Certificate; keyFile: string } | null {
  if (signing === undefined) return null;
  const certificate = certificates(signing.certificate, 'self.signing.certificate')[0];
  // The private key stays where it is; only its place is remembered.
  const keyFile = attempt(() => read(signing.key).path, 'self.signing.key', signing.key, problems);
  return certificate === undefined || keyFile === null ? null : { certificate, keyFile };
}

function toEndpoint(
  endpoint: Static<typeof EndpointSchema> | undefined,
  place: string,
  problems: PartnerFileProblem[],
): Endpoint | null {
  if (endpoint === undefined) return null;
  if (endpoint.protocol === 'none') return { protocol: 'none' };
  const url = endpoint.url !== undefined && URL.canParse(endpoint.url) ? new URL(endpoint.url) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    problems.push({
      place: `${place}.url`,
      text: 'må være en adresse som begynner med http:// eller https://',
      severity: 'error',
    });
    return null;
  }
  if (url.username !== '' || url.password !== '') {
    problems.push({
      place: `${place}.url`,
      text: 'kan ikke holde brukernavn eller passord',
      severity: 'error',
    });
    return null;
  }
  return { protocol: endpoint.protocol === 'ebms' ? 'ebms' : 'http', url: url.href };
}

function toRoute(route: NonNullable<File['routes']>[number]): Route {
  return {
    from: route.from ?? null,
    to: route.to ?? null,
    types: route.types ?? [],
    mode: route.mode ?? 'route',
    copies: route.copies ?? [],
    appRec: route.appRec ?? false,
  };
}

/** One HER-id names one party; the same id twice would make the address a matter of chance. */
function doubles(document: PartnerDocument): PartnerFileProblem[] {
  const seen = new Map<number, string>();
  const problems: PartnerFileProblem[] = [];
  const note = (her: number, place: string) => {
    const earlier = seen.get(her);
    if (earlier === undefined) seen.set(her, place);
    else problems.push({ place, text: `HER-id ${her} står alt i ${earlier}`, severity: 'error' });
  };
  document.partners.forEach((partner, index) => {
    note(partner.her, `partners[${index}]`);
    partner.services.forEach((service, at) => {
      note(service.her, `partners[${index}].services[${at}]`);
    });
  });
  return problems;
}

interface ShapeError {
  keyword: string;
  instancePath: string;
  params: object;
}

/** The alternatives of a union are noise beside the union itself. */
function isTelling(error: ShapeError): boolean {
  return error.keyword !== 'const' && error.keyword !== 'boolean';
}

const shapes: Record<string, (params: Record<string, unknown>) => string> = {
  required: ({ requiredProperties }) => `mangler ${listed(requiredProperties, ' og ')}`,
  enum: ({ allowedValues }) => `må være en av: ${listed(allowedValues, ', ')}`,
  minimum: () => 'må være et positivt heltall',
  minItems: ({ limit }) => `må ha ${String(limit)} ledd`,
  maxItems: ({ limit }) => `må ha ${String(limit)} ledd`,
  minLength: () => 'kan ikke være tom',
  type: (params) => `må være av typen ${types[String(params.type)] ?? String(params.type)}`,
};
const types: Record<string, string> = {
  integer: 'heltall',
  string: 'tekst',
  array: 'liste',
  object: 'gruppe',
  boolean: 'true eller false',
};

function listed(items: unknown, between: string): string {
  return Array.isArray(items) ? items.join(between) : String(items);
}

function shapeProblem(error: ShapeError): PartnerFileProblem {
  const place =
    error.instancePath
      .slice(1)
      .replace(/\/(\d+)/g, '[$1]')
      .replaceAll('/', '.') || 'filen';
  const text = shapes[error.keyword]?.(error.params as Record<string, unknown>) ?? 'har feil form';
  return { place, text, severity: 'error' };
}
