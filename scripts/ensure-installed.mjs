// Runs under whatever Node the machine has (20 or later), before anything is installed.
// Installs quietly what the lockfile says, when it is missing or older than the lockfile.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockfile = `${root}package-lock.json`;
const stamp = `${root}node_modules/.meldingsvakt-lock.json`;
const upToDate =
  existsSync(`${root}node_modules/.bin/node`) &&
  existsSync(stamp) &&
  readFileSync(stamp).equals(readFileSync(lockfile));

if (!upToDate) {
  if (process.stderr.isTTY) process.stderr.write('Installerer det som mangler …\n');
  // `npm install` and not `npm ci`: some registries lack other platforms' optional packages.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write(`${npm.stdout ?? ''}${npm.stderr ?? ''}\nInstallasjonen mislyktes.\n`);
    process.exit(3);
  }
  copyFileSync(lockfile, stamp);
}
