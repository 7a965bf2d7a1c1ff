import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { toPartnerFile } from '../../src/delivery/partner-export.ts';
import { readPartnerFile } from '../../src/delivery/partner-file.ts';
import { makeIdentity } from '../messages/ebxml/support/certificates.ts';

const now = new Date('2026-11-20T12:00:00Z');
const pem = (from: string, to: string) =>
  `${makeIdentity({ from: new Date(from), to: new Date(to), bits: 1024 }).certificate.toString()}\n`;
const valid = pem('2026-01-01', '2028-01-01');
const expired = pem('2024-01-01', '2026-11-20');
const next = pem('2027-01-01', '2029-01-01');

/** The files that lie beside the partner file. */
const files: Record<string, string> = {
  'hospital.pem': valid,
  'chain.pem': `subject=/CN=x\n${valid}${next}`,
  'old.pem': expired,
  'broken.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  'own.key': 'the private key, which is nobody’s business',
  'cpa.xml': '<CollaborationProtocolAgreement/>',
};
const read = (source: string) =>
  readPartnerFile(
    source,
    (name) => {
      const text = files[name];
      if (text === undefined) throw new Error('no such file');
      return { text, path: `/partner/${name}` };
    },
    now,
  );
const problems = (source: string) =>
  read(source).problems.map(({ place, text, severity }) => `${severity}: ${place} ${text}`);

const whole = `
partners:
  - her: 8100
    name: Fjordvik sykehus (øvelse)
    kind: helseforetak
    organisation: 999999999
    services:
      - { her: 8101, name: Medisinsk avdeling }
      - { her: 8102, name: Poliklinikk, endpoint: { protocol: none } }
    endpoint: { protocol: http, url: "https://sykehus.example/inn" }
    signing: { certificates: [hospital.pem, chain.pem] }
    cpa: [cpa.xml]
    contacts: [{ role: felles kontaktpunkt, name: IKT-vakt, phone: 73000000, hours: 24/7 }]
  - { her: 8200, name: Lillevik kommune (øvelse), kind: kommune, endpoint: { protocol: ebms, url: "https://k.example/ebms" } }
self: { her: 8100, signing: { certificate: hospital.pem, key: own.key } }
routes:
  - { from: 8100, to: 8200, types: [LOG_INNLAGT], mode: observe, copies: [8101], appRec: true }
  - { to: 8100 }
agreements:
  - { between: [8100, 8200], pack: hmr-2021, options: { holidayNotice: true } }
`;

describe('a partner file', () => {
  it('is read whole, with the files that it names', () => {
    const { document, problems: found } = read(whole);
    expect(found).toEqual([]);
    expect(document.partners).toMatchObject([
      {
        her: 8100,
        kind: 'helseforetak',
        organisation: '999999999',
        services: [
          { her: 8101, endpoint: null },
          { her: 8102, endpoint: { protocol: 'none' } },
        ],
        endpoint: { protocol: 'http', url: 'https://sykehus.example/inn' },
        cpa: [{ name: 'cpa.xml', text: files['cpa.xml'] }],
        contacts: [{ role: 'felles kontaktpunkt', phone: '73000000', email: null, hours: '24/7' }],
      },
      { her: 8200, endpoint: { protocol: 'ebms' }, services: [], signing: null, cpa: [], contacts: [] },
    ]);
    expect(document.routes).toEqual([
      { from: 8100, to: 8200, types: ['LOG_INNLAGT'], mode: 'observe', copies: [8101], appRec: true },
      { from: null, to: 8100, types: [], mode: 'route', copies: [], appRec: false },
    ]);
    expect(document.agreements).toEqual([
      { between: [8100, 8200], pack: 'hmr-2021', options: { holidayNotice: true } },
    ]);
  });

  it('may be JSON as well', () => {
    const file = { partners: [{ her: 1, name: 'A' }] };
    expect(read(JSON.stringify(file))).toEqual(read(stringify(file)));
  });

  it('may be empty, and then names nobody', () => {
    expect(read('')).toEqual({
      document: { partners: [], self: null, routes: [], agreements: [] },
      problems: [],
    });
  });

  it('that was exported says the same when it is read again', () => {
    const { document } = read(whole);
    const exported = stringify(toPartnerFile(document)).replace('/partner/own.key', 'own.key');
    expect(read(exported)).toEqual({ document, problems: [] });
  });

  it('keeps the private key where it is, and remembers only its place', () => {
    const { document } = read(whole);
    expect(document.self?.signing).toMatchObject({ keyFile: '/partner/own.key' });
    expect(JSON.stringify(document)).not.toContain(files['own.key']);
  });
});

describe('a fault in a partner file is named with its place', () => {
  it.each([
    ['partners: [', 'linje 1 er ikke gyldig YAML eller JSON'],
    ['partners: []\npartners: []', 'linje 2 er ikke gyldig YAML eller JSON'],
    ['partners: *who', 'filen er ikke gyldig YAML eller JSON'],
    ['just a text', 'filen må være av typen gruppe'],
    ['partners: {}', 'partners må være av typen liste'],
    ['partners: [{}]', 'partners[0] mangler her og name'],
    ['partners: [{ her: 1 }]', 'partners[0] mangler name'],
    ['partners: [{ her: 1, name: "" }]', 'partners[0].name kan ikke være tom'],
    ['partners: [{ her: 0, name: A }]', 'partners[0].her må være et positivt heltall'],
    ['partners: [{ her: "59", name: A }]', 'partners[0].her må være av typen heltall'],
    ['partners: [{ her: 1.5, name: A }]', 'partners[0].her må være av typen heltall'],
    [
      'partners: [{ her: 1, name: A, kind: sykehus }]',
      'partners[0].kind må være en av: helseforetak, kommune, fastlege, annet',
    ],
    [
      'partners: [{ her: 1, name: A, endpoint: { protocol: ftp } }]',
      'partners[0].endpoint.protocol må være en av: http, ebms, none',
    ],
    ['partners: [{ her: 1, name: A, services: [{ her: 2 }] }]', 'partners[0].services[0] mangler name'],
    ['partners: [{ her: 1, name: A, contacts: [{ name: B }] }]', 'partners[0].contacts[0] mangler role'],
    ['self: {}', 'self mangler her'],
    ['routes: [{ mode: watch }]', 'routes[0].mode må være en av: route, observe'],
    ['routes: [{ copies: [a] }]', 'routes[0].copies[0] må være av typen heltall'],
    ['routes: [{ appRec: ja }]', 'routes[0].appRec må være av typen true eller false'],
    ['agreements: [{ between: [1], pack: hmr-2021 }]', 'agreements[0].between må ha 2 ledd'],
    ['agreements: [{ between: [1, 2, 3], pack: hmr-2021 }]', 'agreements[0].between må ha 2 ledd'],
    ['agreements: [{ between: [1, 2] }]', 'agreements[0] mangler pack'],
  ])('%s', (source, fault) => {
    const { document } = read(source);
    expect(problems(source)).toEqual([`error: ${fault}`]);
    expect(document.partners).toEqual([]);
  });

  it('and all of them at once', () => {
    expect(problems('partners: [{ her: 1, name: 5 }, { her: a, name: B }]\nroutes: [{ to: none }]')).toEqual([
      'error: partners[0].name må være av typen tekst',
      'error: partners[1].her må være av typen heltall',
      'error: routes[0].to må være av typen heltall',
    ]);
  });

  it('whatever is wrong: a file that does not have the form of one is never taken for an empty one', () => {
    for (const source of ['- 1', '5', '"x"', 'partners: 1', 'self: []', 'routes: x', 'agreements: [[]]']) {
      expect(problems(source).filter((line) => line.startsWith('error'))).not.toEqual([]);
    }
  });
});

describe('a HER-id', () => {
  const twice = (text: string) => problems(`partners:\n${text}`);

  it('names one party: the same one twice is a fault, within a level and between them', () => {
    expect(twice('  - { her: 1, name: A }\n  - { her: 1, name: B }')).toEqual([
      'error: partners[1] HER-id 1 står alt i partners[0]',
    ]);
    expect(twice('  - { her: 1, name: A, services: [{ her: 1, name: B }] }')).toEqual([
      'error: partners[0].services[0] HER-id 1 står alt i partners[0]',
    ]);
    expect(
      twice(
        '  - { her: 1, name: A, services: [{ her: 3, name: C }] }\n  - { her: 2, name: B, services: [{ her: 3, name: C }] }',
      ),
    ).toEqual(['error: partners[1].services[0] HER-id 3 står alt i partners[0].services[0]']);
  });
});

describe('an endpoint', () => {
  const at = (endpoint: string) => problems(`partners: [{ her: 1, name: A, endpoint: ${endpoint} }]`);
  const address =
    'error: partners[0].endpoint.url må være en adresse som begynner med http:// eller https://';

  it('must have an address that can be posted to', () => {
    for (const url of ['ftp://a.example', 'a.example', '/inn', '""']) {
      expect(at(`{ protocol: http, url: ${url} }`)).toEqual([address]);
    }
    expect(at('{ protocol: http }')).toEqual([address]);
    expect(at('{ protocol: ebms }')).toEqual([address]);
  });

  it('never holds a user name or a password, which would reach logs and exports', () => {
    for (const url of ['https://u:p@a.example/', 'https://u@a.example/']) {
      expect(at(`{ protocol: http, url: "${url}" }`)).toEqual([
        'error: partners[0].endpoint.url kan ikke holde brukernavn eller passord',
      ]);
    }
  });

  it('of a service is checked as well', () => {
    expect(
      problems(
        'partners: [{ her: 1, name: A, services: [{ her: 2, name: B, endpoint: { protocol: http } }] }]',
      ),
    ).toEqual([address.replace('partners[0]', 'partners[0].services[0]')]);
  });
});

describe('a certificate', () => {
  const signed = (name: string) => `partners: [{ her: 1, name: A, signing: { certificates: [${name}] } }]`;
  const certificates = (name: string) => read(signed(name)).document.partners[0]?.signing?.certificates;

  it('is taken in with its validity and its fingerprint', () => {
    expect(certificates('hospital.pem')).toEqual([
      {
        name: 'hospital.pem',
        text: valid.trim(),
        validFrom: '2026-01-01T00:00:00.000Z',
        validTo: '2028-01-01T00:00:00.000Z',
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      },
    ]);
  });

  it('may lie with others in one file, with text between them', () => {
    expect(certificates('chain.pem')?.map(({ validFrom }) => validFrom.slice(0, 4))).toEqual([
      '2026',
      '2027',
    ]);
  });

  it('that has expired is taken in with a warning: it proves what was signed before', () => {
    expect(problems(signed('old.pem'))).toEqual([
      'warning: partners[0].signing.certificates sertifikatet i «old.pem» er utløpt',
    ]);
    expect(certificates('old.pem')).toHaveLength(1);
  });

  it.each([
    ['broken.pem', 'sertifikatet i «broken.pem» kan ikke leses'],
    ['own.key', '«own.key» inneholder ikke noe sertifikat i PEM-format'],
    ['missing.pem', 'filen «missing.pem» kan ikke leses'],
  ])('%s is a fault', (name, fault) => {
    expect(problems(signed(name))).toEqual([`error: partners[0].signing.certificates ${fault}`]);
  });

  it('of our own needs its key', () => {
    expect(problems('self: { her: 1, signing: { certificate: hospital.pem, key: missing.key } }')).toEqual([
      'error: self.signing.key filen «missing.key» kan ikke leses',
    ]);
  });

  it('and a CPA that cannot be read are faults of the partner that names them', () => {
    expect(problems('partners: [{ her: 1, name: A, cpa: [missing.xml] }]')).toEqual([
      'error: partners[0].cpa filen «missing.xml» kan ikke leses',
    ]);
  });
});

describe('a field that nobody knows', () => {
  it('is a warning at its place, for it is most likely misspelt', () => {
    const source = `
parters: []
partners: [{ her: 1, name: A, endpiont: {}, services: [{ her: 2, name: B, url: x }] }]
routes: [{ to: 1, mod: observe }]
`;
    expect(problems(source)).toEqual(
      ['parters', 'partners[0].endpiont', 'partners[0].services[0].url', 'routes[0].mod'].map(
        (place) => `warning: ${place} er et ukjent felt og brukes ikke`,
      ),
    );
    expect(read(source).document.partners).toHaveLength(1);
  });

  it('is none in the options of an agreement, which belong to its pack', () => {
    expect(problems('agreements: [{ between: [1, 2], pack: hmr-2021, options: { anything: 1 } }]')).toEqual(
      [],
    );
  });
});
