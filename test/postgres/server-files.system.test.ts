import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findServerPackage, provideServerFiles } from '../../src/postgres/server-files.ts';
import { chooseServerUser } from '../../src/postgres/server-user.ts';
import { makeDataDir, removeDataDir, withDataDir as withDirectory } from '../helpers/data-dir.ts';
import { actor } from './actors.ts';

const withDataDir = (body: (directory: string) => Promise<void>) => withDirectory(body, 'programs');
const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;
const user = chooseServerUser('/nowhere', '/nowhere');
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** The package as npm unpacks it, without its symbolic links; copied once, then linked file by file. */
let pristine: string;

beforeAll(() => {
  pristine = makeDataDir('programs');
  const { native } = findServerPackage();
  execFileSync('cp', ['-r', native, join(pristine, 'native')]);
  execFileSync('find', [join(pristine, 'native'), '-type', 'l', '-delete']);
});

afterAll(() => removeDataDir(pristine));

function unpack(into: string): { native: string; version: string } {
  mkdirSync(into, { recursive: true });
  const native = join(into, 'native');
  execFileSync('cp', ['-rl', join(pristine, 'native'), native]);
  return { native, version: findServerPackage().version };
}

function works(postgres: string): boolean {
  const who = user.dropped ? { uid: user.uid, gid: user.gid } : {};
  return spawnSync(postgres, ['--version'], { ...who, cwd: '/', env: {} }).status === 0;
}

describe('the server’s programs', () => {
  it('are run where npm put them, after the links that its install script would have made', () =>
    withDataDir(async (directory) => {
      const source = unpack(directory);
      expect(works(join(source.native, 'bin', 'postgres'))).toBe(false);
      const files = await provideServerFiles(user, source, []);
      expect(files).toEqual({
        major: '18',
        initdb: join(source.native, 'bin', 'initdb'),
        postgres: join(source.native, 'bin', 'postgres'),
      });
      const link = join(source.native, 'lib', 'libpq.so.5');
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(await provideServerFiles(user, source, [])).toEqual(files);
    }));

  it('get their links once although two processes come at once', () =>
    withDataDir(async (directory) => {
      const source = unpack(directory);
      const both = await Promise.all([
        provideServerFiles(user, source, []),
        provideServerFiles(user, source, []),
      ]);
      expect(works(both[0].postgres)).toBe(true);
    }));

  it('get no link that would lead out of the package', () =>
    withDataDir(async (directory) => {
      const source = unpack(directory);
      const list = join(source.native, 'pg-symlinks.json');
      const links = JSON.parse(readFileSync(list, 'utf8')) as object[];
      rmSync(list);
      const outward = [
        { source: 'native/lib/libpq.so.5.18', target: 'native/../outside' },
        { source: '/etc/passwd', target: 'native/lib/passwd' },
        { source: 'native/../../etc/passwd', target: 'native/lib/passwd' },
      ];
      writeFileSync(list, JSON.stringify([...links, ...outward]));
      await provideServerFiles(user, source, []);
      expect(existsSync(join(directory, 'outside'))).toBe(false);
      expect(readdirSync(join(source.native, 'lib'))).not.toContain('passwd');
    }));

  it('that cannot be run anywhere are an error that says why', () =>
    withDataDir(async (directory) => {
      const source = unpack(directory);
      const postgres = join(source.native, 'bin', 'postgres');
      rmSync(postgres);
      writeFileSync(postgres, '#!/bin/sh\necho wrong libc >&2\nexit 1\n', { mode: 0o755 });
      chmodSync(postgres, 0o755);
      await expect(provideServerFiles(user, source, [join(directory, 'cache')])).rejects.toMatchObject({
        code: 'PG-BINARIES',
        message: expect.stringContaining('wrong libc'),
      });
    }));
});

describe.runIf(isRoot)(
  'for root, in a checkout that the server’s user cannot enter (tests run as root)',
  () => {
    async function hidden(directory: string) {
      const source = unpack(join(directory, 'private'));
      chmodSync(join(directory, 'private'), 0o700);
      return source;
    }

    it('they are copied to a cache that only root can write to, once', () =>
      withDataDir(async (directory) => {
        const source = await hidden(directory);
        const cache = join(directory, 'cache');
        const files = await provideServerFiles(user, source, [cache]);
        expect(files.postgres.startsWith(`${cache}/postgres-${source.version}-`)).toBe(true);
        expect(works(files.postgres)).toBe(true);
        const open = execFileSync('find', [cache, '!', '-type', 'l', '-perm', '/022'], { encoding: 'utf8' });
        expect(open).toBe('');
        const before = statSync(files.postgres).ino;
        expect(await provideServerFiles(user, source, [cache])).toEqual(files);
        expect(statSync(files.postgres).ino).toBe(before);
      }));

    it('two processes that copy at once both get a whole copy', () =>
      withDataDir(async (directory) => {
        const source = await hidden(directory);
        const caches = [join(directory, 'cache')];
        const both = await Promise.all([
          provideServerFiles(user, source, caches),
          provideServerFiles(user, source, caches),
        ]);
        expect(both.map((files) => works(files.postgres))).toEqual([true, true]);
      }));

    it('a copy that is not whole any more is made anew', () =>
      withDataDir(async (directory) => {
        const source = await hidden(directory);
        const caches = [join(directory, 'cache')];
        const files = await provideServerFiles(user, source, caches);
        truncateSync(join(dirname(dirname(files.postgres)), 'share', 'postgresql', 'postgres.bki'), 10);
        rmSync(join(dirname(dirname(files.postgres)), 'lib', 'libpq.so.5.18'));
        await provideServerFiles(user, source, caches);
        expect(works(files.postgres)).toBe(true);
        expect(
          statSync(join(dirname(dirname(files.postgres)), 'share', 'postgresql', 'postgres.bki')).size,
        ).toBeGreaterThan(10);
      }));

    it.each<[string, (cache: string) => void]>([
      ['belongs to somebody else', (cache) => chownSync(cache, NOBODY, NOBODY)],
      ['may be written to by others', (cache) => chmodSync(cache, 0o777)],
      [
        'is a link',
        (cache) => {
          rmSync(cache, { recursive: true });
          symlinkSync('/tmp', cache);
        },
      ],
    ])('a cache that %s is passed over for the next', (_title, spoil) =>
      withDataDir(async (directory) => {
        const source = await hidden(directory);
        const [spoilt, good] = [join(directory, 'spoilt'), join(directory, 'good')];
        mkdirSync(spoilt);
        spoil(spoilt);
        const files = await provideServerFiles(user, source, [spoilt, good]);
        expect(files.postgres.startsWith(good)).toBe(true);
      }),
    );

    it('a copy that somebody else put there first is not run, but replaced', () =>
      withDataDir(async (directory) => {
        const source = await hidden(directory);
        const cache = join(directory, 'cache');
        const { postgres } = await provideServerFiles(user, source, [cache]);
        const home = dirname(dirname(postgres));
        chownSync(home, NOBODY, NOBODY);
        await provideServerFiles(user, source, [cache]);
        expect(statSync(home).uid).toBe(0);
      }));

    it('an ordinary user whose node_modules is read-only and without links gets a copy in his own cache', () =>
      withDataDir(async (directory) => {
        const source = unpack(join(directory, 'checkout'));
        const home = join(directory, 'home');
        mkdirSync(home);
        chownSync(home, NOBODY, NOBODY);
        const code = `
        import { provideServerFiles } from ${JSON.stringify(join(REPOSITORY, 'src/postgres/server-files.ts'))};
        import { chooseServerUser } from ${JSON.stringify(join(REPOSITORY, 'src/postgres/server-user.ts'))};
        const files = await provideServerFiles(chooseServerUser('/nowhere', '/nowhere'), ${JSON.stringify(source)});
        process.stdout.write(files.postgres);`;
        const outcome = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
          uid: NOBODY,
          gid: NOBODY,
          cwd: '/',
          env: { XDG_CACHE_HOME: home },
          encoding: 'utf8',
        });
        expect(outcome.stderr).toBe('');
        expect(outcome.stdout.startsWith(join(home, 'meldingsvakt'))).toBe(true);
        expect(readdirSync(join(source.native, 'lib'))).not.toContain('libpq.so.5');
      }));

    it('the service starts from such a checkout', ({ skip }) =>
      withDataDir(async (directory) => {
        // The repository, seen under a directory that only root may enter, and a cache of its own, for this process only.
        const hiddenRepository = join(directory, 'private', 'repository');
        mkdirSync(hiddenRepository, { recursive: true });
        chmodSync(join(directory, 'private'), 0o700);
        const prepare = `mount --bind "${REPOSITORY}" "${hiddenRepository}" && mount -t tmpfs none /var/cache && exec "$@"`;
        const wrapper = ['unshare', '--mount', 'sh', '-c', prepare, 'sh'];
        if (spawnSync(wrapper[0] ?? '', [...wrapper.slice(1), 'true']).status !== 0) {
          skip('this machine does not let a test mount a directory');
        }
        const script = join(hiddenRepository, 'test', 'postgres', 'actor.ts');
        const hiddenService = actor('service', join(directory, 'data'), { wrapper, script });
        const up = await hiddenService.next();
        expect(up.message).toBeUndefined();
        const command = readFileSync(`/proc/${up.pid}/cmdline`, 'utf8');
        expect(command.startsWith('/var/cache/meldingsvakt/postgres-18')).toBe(true);
        expect(await hiddenService.tell('stop')).toEqual({ done: 'stop' });
        await hiddenService.end();
      }));
  },
);
