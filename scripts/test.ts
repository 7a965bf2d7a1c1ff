// `npm test`: types and form first, then the suites that this machine can run. Says plainly what was skipped and why.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = process.env.MELDINGSVAKT_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url));
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const skipped: string[] = [];
const missing = (what: string, without: string) => skipped.push(`${without}: ${what}`);
if (!existsSync(shared))
  missing(
    `no folder with the official schemas and samples beside the project`,
    'official samples and differential tests',
  );
if (!onPath('redis-server') && !onPath('valkey-server'))
  missing('no redis-server (Debian package redis-server)', 'queue on Redis');
if (!existsSync(chromium))
  missing('no Chromium (Debian package chromium, or CHROMIUM_PATH)', 'tests in a browser');
if (!onPath('xmllint'))
  missing('no xmllint (Debian package libxml2-utils)', 'comparison with an independent XSD validator');
if (!onPath('xmlsec1'))
  missing('no xmlsec1 (Debian package xmlsec1)', 'comparison with an independent signature verifier');

const projects = ['unit', 'system', ...(existsSync(shared) ? ['official'] : [])];
const steps: [string, string[]][] = [
  ['tsc', ['--noEmit']],
  ['biome', ['check', '.']],
  ['vitest', ['run', ...projects.flatMap((project) => ['--project', project]), ...process.argv.slice(2)]],
];
for (const [command, args] of steps) {
  const started = performance.now();
  const { status } = spawnSync(`${root}node_modules/.bin/${command}`, args, { cwd: root, stdio: 'inherit' });
  console.log(
    `${command} ${status === 0 ? 'passed' : 'failed'} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  );
  if (status !== 0) process.exit(status ?? 1);
}
for (const text of skipped) console.log(`Skipped: ${text}`);

function onPath(name: string): boolean {
  return (process.env.PATH ?? '')
    .split(':')
    .some((folder) => folder !== '' && existsSync(`${folder}/${name}`));
}
