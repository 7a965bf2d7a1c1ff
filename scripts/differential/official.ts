import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDom, readTree } from './read-tree.ts';
import type { XmlElement } from './tree.ts';
import type { SchemaModel } from './xsd-model.ts';
import { readSchemas } from './xsd-reader.ts';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Our own schemas. */
export const ourSchemas = join(repository, 'schemas');

/** The folder with the official schemas and samples, or undefined where this machine has none. */
export function officialFolder(): string | undefined {
  const shared = process.env.MELDINGSVAKT_SHARED ?? join(repository, '..', 'shared');
  const folder = join(shared, 'kith');
  return existsSync(join(folder, 'xsd')) ? folder : undefined;
}

/** The official schemas, ready to validate with. */
export interface OfficialSchemas {
  /** A schema that imports them all. */
  driver: string;
  model: SchemaModel;
}

/** The namespaces that our driver imports, in its order. */
export function ourNamespaces(): string[] {
  const driver = parseDom(readFileSync(join(ourSchemas, 'driver.xsd')));
  return [...driver.getElementsByTagName('xs:import')].map((node) => node.getAttribute('namespace') ?? '');
}

/**
 * Lays the official schemas of our namespaces side by side in `into`, with a driver that imports them.
 * Only the `schemaLocation`s are changed (to the bare file name), so that nothing is fetched from the network.
 *
 * @throws where a namespace of ours has no official schema, or more than one.
 */
export function prepareOfficialSchemas(official: string, into: string): OfficialSchemas {
  mkdirSync(into, { recursive: true });
  const wanted = ourNamespaces();
  const found = new Map<string, { file: string; dom: ReturnType<typeof parseDom> }>();
  const files = readdirSync(join(official, 'xsd'), { recursive: true, encoding: 'utf8' });
  for (const path of files.filter((name) => name.endsWith('.xsd')).sort()) {
    const bytes = readFileSync(join(official, 'xsd', path));
    const dom = parseDom(bytes);
    const namespace = dom.getAttribute('targetNamespace') ?? '';
    if (!wanted.includes(namespace)) continue;
    if (found.has(namespace)) throw new Error(`two official schemas for ${namespace}`);
    const local = bytes.toString('latin1').replace(/(schemaLocation=")[^"]*\//g, '$1');
    writeFileSync(join(into, basename(path)), Buffer.from(local, 'latin1'));
    found.set(namespace, { file: basename(path), dom });
  }
  const missing = wanted.filter((namespace) => !found.has(namespace));
  if (missing.length > 0) throw new Error(`no official schema for ${missing.join(', ')}`);
  const driver = join(into, 'official-driver.xsd');
  const imports = [...found].map(
    ([ns, { file }]) => `<xs:import namespace="${ns}" schemaLocation="${file}"/>`,
  );
  writeFileSync(
    driver,
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n${imports.join('\n')}\n</xs:schema>\n`,
  );
  return { driver, model: readSchemas([...found.values()].map(({ dom }) => dom)) };
}

/** An official sample as a tree. */
export interface Sample {
  name: string;
  bytes: Buffer;
  root: XmlElement;
}

/** Every official sample, in the order of its name. */
export function readSamples(official: string): Sample[] {
  const folder = join(official, 'samples');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, bytes, root: readTree(bytes) };
    });
}
