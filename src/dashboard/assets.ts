import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

const { resolve } = createRequire(import.meta.url);
const own = (name: string) => fileURLToPath(new URL(`./assets/${name}`, import.meta.url));

/** Every file that a page may ask for, and where it lies. Nothing else in these folders can be reached. */
const files: Readonly<Record<string, string>> = {
  'designsystemet.css': resolve('@digdir/designsystemet-css'),
  'theme.css': resolve('@digdir/designsystemet-theme/digdir.css'),
  'htmx.js': resolve('htmx.org/dist/htmx.min.js'),
  'dashboard.css': own('dashboard.css'),
  'dashboard.js': own('dashboard.js'),
  'mark.svg': own('mark.svg'),
  'calm.svg': own('calm.svg'),
  'alarm.svg': own('alarm.svg'),
};

/** Changes when any file does, so that browsers may keep what they have for ever. */
const fingerprint = Object.values(files)
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
  .digest('base64url')
  .slice(0, 12);

/** @throws Error for a file that is not served: a fault in a view */
export function assetAddress(name: string): string {
  if (!Object.hasOwn(files, name)) throw new Error(`no such asset: ${name}`);
  return `/assets/${fingerprint}/${name}`;
}

/** Serves the files of the pages: from this service only, and for as long as the browser likes to keep them. */
export const assets: FastifyPluginAsync = async (app) => {
  await app.register(fastifyStatic, { serve: false, root: path.dirname(own('dashboard.css')) });
  app.get<{ Params: { version: string; name: string } }>(
    '/assets/:version/:name',
    { schema: { hide: true } },
    async ({ params }, reply) => {
      const file = Object.hasOwn(files, params.name) ? files[params.name] : undefined;
      if (file === undefined) return reply.callNotFound();
      return reply.sendFile(path.basename(file), path.dirname(file), {
        // An address of another version gets what there is now, but not for keeps.
        ...(params.version === fingerprint ? { maxAge: '365d', immutable: true } : { maxAge: 0 }),
        etag: false,
        lastModified: false,
      });
    },
  );
};
