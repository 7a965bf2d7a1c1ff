import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NAMESPACES, STANDARDS } from '../../messages/standards.ts';

/** A folder that was to hold the official schemas does not hold them. */
export class SchemaFolderError extends Error {
  /** Namespaces that no file of the folder is about; empty when the files contradict each other. */
  readonly missing: readonly string[];

  constructor(message: string, missing: readonly string[] = []) {
    super(message);
    this.missing = missing;
  }
}

/** Schema files in memory, by file name, and the text of the schema that ties them together. */
export interface SchemaSources {
  driver: Uint8Array;
  files: ReadonlyMap<string, Uint8Array>;
}

const BUILT_IN = fileURLToPath(new URL('../../../schemas', import.meta.url));

/** The project's own schemas, tied together by their `driver.xsd`. */
export async function readBuiltInSchemas(): Promise<SchemaSources> {
  const files = await readSchemaFiles(BUILT_IN);
  const driver = files.get('driver.xsd');
  if (!driver) throw new Error('schemas/driver.xsd is missing from the installation');
  return { driver, files };
}

/**
 * The official schema archive, in whatever folders it lies. Its files name each other by addresses
 * on the net; all of them are found by file name in the folder, and nothing is ever fetched.
 * @throws SchemaFolderError when it lacks one of the namespaces that Meldingsvakt needs; a system error when it cannot be read
 */
export async function readOfficialSchemas(folder: string): Promise<SchemaSources> {
  const files = await readSchemaFiles(folder);
  const byNamespace = new Map<string, string>();
  for (const [name, content] of files) {
    const namespace = /targetNamespace\s*=\s*["']([^"']+)["']/.exec(
      Buffer.from(content).toString('latin1'),
    )?.[1];
    if (namespace && !byNamespace.has(namespace)) byNamespace.set(namespace, name);
  }
  const wanted = [
    ...new Set([NAMESPACES.msgHead, NAMESPACES.base64, ...STANDARDS.map((each) => each.namespace)]),
  ];
  const missing = wanted.filter((namespace) => !byNamespace.has(namespace));
  if (missing.length > 0) {
    throw new SchemaFolderError(`The schema folder has no schema for ${missing.join(', ')}`, missing);
  }
  const imports = wanted.map(
    (namespace) => `<xs:import namespace="${namespace}" schemaLocation="${byNamespace.get(namespace)}"/>`,
  );
  const driver = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`;
  return { driver: Buffer.from(driver), files };
}

async function readSchemaFiles(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.xsd'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return new Map(files.map((file, index) => [basename(file), contents[index]!]));
}
