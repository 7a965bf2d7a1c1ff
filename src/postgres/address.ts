import { rmSync } from 'node:fs';
import { createServer, type ListenOptions } from 'node:net';
import { join } from 'node:path';
import { DATABASE, type Layout, ROLE } from './layout.ts';
import { readSmallFile, writePrivateFile } from './private-file.ts';

/** Where the server listens. `port` is part of a socket's name too. */
export type Address =
  | { readonly kind: 'socket'; readonly directory: string; readonly port: number }
  | { readonly kind: 'tcp'; readonly port: number };

const SOCKET_PORT = 5432;
/** What `sun_path` holds, without its closing NUL: 108 bytes on Linux, 104 on the BSDs and macOS. */
const MAX_SOCKET_PATH = process.platform === 'linux' ? 107 : 103;

/**
 * Chooses the address: a Unix socket in the data directory where one can be made, else loopback TCP on a port that
 * stays the same as long as it is free. Reasons: docs/decisions/0002-embedded-postgres.md.
 * @param fresh true picks another TCP port than the last one, which somebody else has taken
 */
export async function chooseAddress(layout: Layout, fresh = false): Promise<Address> {
  const socket: Address = { kind: 'socket', directory: layout.sockets, port: SOCKET_PORT };
  if (await socketWorks(layout.sockets)) return socket;
  const last = Number(readSmallFile(layout.port) ?? '');
  if (!fresh && Number.isInteger(last) && last > 1023 && last < 65_536) return { kind: 'tcp', port: last };
  const port = await freePort();
  writePrivateFile(layout.port, `${port}\n`);
  return { kind: 'tcp', port };
}

/** @returns the libpq URL of the service's database */
export function connectionString(address: Address, password: string): string {
  const host = address.kind === 'socket' ? encodeURIComponent(address.directory) : '127.0.0.1';
  return `postgresql://${ROLE}:${encodeURIComponent(password)}@${host}:${address.port}/${DATABASE}`;
}

/** Some file systems (shared folders of virtual machines) and long paths have no room for sockets: try it. */
async function socketWorks(directory: string): Promise<boolean> {
  const longest = join(directory, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(longest) > MAX_SOCKET_PATH) return false;
  const probe = join(directory, `.try.${process.pid % 100_000}`);
  try {
    await listenOnce({ path: probe });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

async function freePort(): Promise<number> {
  const bound = await listenOnce({ host: '127.0.0.1', port: 0 });
  if (bound === null || typeof bound === 'string') throw new Error('no TCP port');
  return bound.port;
}

function listenOnce(where: ListenOptions) {
  return new Promise<ReturnType<ReturnType<typeof createServer>['address']>>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(where, () => {
      const bound = server.address();
      server.close(() => resolve(bound));
    });
  });
}
