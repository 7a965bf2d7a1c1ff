import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Identity } from '../../messages/ebxml/support/certificates.ts';

/** Keys on the disk for as long as the tests need them. */
export async function keyFolder(): Promise<{
  write(name: string, identity: Identity): Promise<string>;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'meldingsvakt-keys-'));
  return {
    async write(name, { privateKey }) {
      const file = path.join(folder, name);
      await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      return file;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
