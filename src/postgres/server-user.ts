import { lstatSync, readFileSync } from 'node:fs';
import { postgresError } from './error.ts';

/** The operating-system user that the database server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  /** For texts only. */
  readonly name: string;
  /** True when this process is root and the server is started as somebody else. */
  readonly dropped: boolean;
}

/** In this order: the user that PostgreSQL packages make, then the one that every Unix has. */
const UNPRIVILEGED = ['postgres', 'nobody'];

/**
 * Who runs the server: ourselves, or, since PostgreSQL refuses to run as root, an unprivileged user: the one that the
 * cluster belongs to already, else the one that the data directory belongs to (root in somebody's checkout, or on a
 * container's volume), else `postgres` or `nobody`.
 * @param cluster path of the cluster, which need not exist
 * @throws EmbeddedPostgresError PG-NO-USER, PG-OWNER
 */
export function chooseServerUser(cluster: string, dataDir: string): ServerUser {
  const uid = process.geteuid?.() ?? 0;
  const owner = ownerOf(cluster);
  if (uid !== 0) {
    const name = userName(uid);
    if (owner && owner.uid !== uid) {
      throw postgresError('PG-OWNER', { path: cluster, owner: userName(owner.uid), user: name });
    }
    return { uid, gid: process.getegid?.() ?? 0, name, dropped: false };
  }
  if (owner && owner.uid !== 0) return { ...owner, name: userName(owner.uid), dropped: true };
  const users = readUsers();
  const keeper = ownerOf(dataDir);
  // initdb refuses to run as a number without a name.
  const named = users.find((user) => user.uid !== 0 && user.uid === keeper?.uid);
  if (named) return { ...named, dropped: true };
  for (const name of UNPRIVILEGED) {
    const found = users.find((user) => user.name === name && user.uid > 0);
    if (found) return { ...found, dropped: true };
  }
  throw postgresError('PG-NO-USER', {});
}

/** The part of the options of a child process that makes it run as the user (and with none of root's groups). */
export function asUser(user: ServerUser): { uid?: number; gid?: number } {
  return user.dropped ? { uid: user.uid, gid: user.gid } : {};
}

function ownerOf(path: string): { uid: number; gid: number } | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat ? { uid: stat.uid, gid: stat.gid } : null;
}

/** The name of a user, for texts; a container may run as a number that has none. */
export function userName(uid: number): string {
  return readUsers().find((user) => user.uid === uid)?.name ?? `uid ${uid}`;
}

function readUsers(): { name: string; uid: number; gid: number }[] {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
