import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type XmlDocument, XmlValidateError, type XsdValidator } from 'libxml2-wasm';
import { compileSchemas } from '../../validation/schema/compile.ts';
import { resolveNodePath } from '../xml/path.ts';
import type { Element } from './elements.ts';
import { NS } from './names.ts';

/** Where an envelope breaks its schema. Says where, not what was written there. */
export interface SchemaError {
  /** Whether SOAP's own part of the envelope is broken, or an ebXML block. */
  part: 'soap' | 'ebxml';
  element: Element;
}

/** The compiled schema of SOAP 1.1 with ebMS 2.0; compiled once in a process. */
export interface EnvelopeSchema {
  /** @returns one error per element, in document order of the report; empty when the envelope is valid */
  check(document: XmlDocument, root: Element): SchemaError[];
  dispose(): void;
}

const FOLDER = new URL('../../../schemas/', import.meta.url);

/**
 * Loads and compiles the schema of the envelope from the installation.
 * @throws when the installation lacks the files
 */
export function compileEnvelopeSchema(): EnvelopeSchema {
  const folder = fileURLToPath(new URL('ebxml/', FOLDER));
  const files = new Map<string, Uint8Array>(
    readdirSync(folder)
      .filter((name) => name.endsWith('.xsd'))
      .map((name) => [name, readFileSync(`${folder}${name}`)]),
  );
  files.set('xmldsig.xsd', readFileSync(new URL('xmldsig.xsd', FOLDER)));
  const driver = files.get('ebms-driver.xsd');
  if (!driver) throw new Error('schemas/ebxml/ebms-driver.xsd is missing from the installation');
  const validator = compileSchemas({ driver, files });
  return { check: (document, root) => check(validator, document, root), dispose: () => validator.dispose() };
}

/** Nobody reads more, and finding the places of a hundred thousand would be an attack. */
const MOST_ERRORS = 50;

let shared: EnvelopeSchema | null = null;

/** The process's own instance, compiled when first asked for. */
export function envelopeSchema(): EnvelopeSchema {
  shared ??= compileEnvelopeSchema();
  return shared;
}

function check(validator: XsdValidator, document: XmlDocument, root: Element): SchemaError[] {
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    const elements = new Set<Element>();
    for (const detail of error.details.slice(0, MOST_ERRORS))
      elements.add(resolveNodePath(root, detail.xpath ?? '')?.element ?? root);
    return [...elements].map((element) => ({
      part: element.namespace === NS.soap ? 'soap' : 'ebxml',
      element,
    }));
  }
}
