import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLoginLink, hasAnyPerson } from '../auth/login-links.ts';
import { createToken } from '../auth/tokens.ts';
import type { Config } from '../config.ts';
import type { Service } from '../serve.ts';

const day = 24 * 3_600_000;

/** The sample that the ready-made command hands in, as seen from where the service was started. */
const sample = path.relative(
  process.cwd(),
  fileURLToPath(new URL('../../docs/examples/log-innlagt.xml', import.meta.url)),
);

/**
 * What a person needs first: the address, a link that signs in the first administrator once, and a command that hands in
 * a sample. On a terminal it is shown; else it goes to a file that only the owner can read, since logs travel.
 */
export async function welcome(service: Service, address: string, config: Config): Promise<void> {
  const { db } = service.services;
  const first = !(await hasAnyPerson(db));
  if (!first) {
    if (process.stdout.isTTY) process.stdout.write(`\n  Meldingsvakt er klar: ${address}\n\n`);
    return;
  }
  const now = new Date();
  const link = await createLoginLink(db, { person: 'administrator', role: 'admin', ttlMs: day, now });
  const { token } = await createToken(db, {
    name: 'første prøve',
    scopes: ['ingest'],
    expiresAt: new Date(now.getTime() + day),
  });
  const text = `
  Meldingsvakt er klar: ${address}

  Logg inn som administrator (virker én gang, i 24 timer):
    ${new URL(link.path, address).href}

  Prøv å levere en melding (nøkkelen virker i 24 timer):
    curl -i -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/xml' \\
      --data-binary @${sample} ${address}/api/v1/messages

`;
  if (process.stdout.isTTY) process.stdout.write(text);
  else {
    // With an external database nobody else has made the folder.
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(path.join(config.dataDir, 'first-start.txt'), text, { mode: 0o600 });
  }
}
