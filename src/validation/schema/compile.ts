import {
  closeBuffer,
  openBuffer,
  ParseOption,
  readBuffer,
  XmlDocument,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import type { SchemaSources } from './sources.ts';

/** Not a place that exists: the schemas are read from memory under this name. */
const BASE = 'meldingsvakt-schemas/';

/**
 * Compiles a set of schemas once. Every import is answered from memory by file name; a name that is
 * not there is an error, never a fetch. Runs without a pause, so that no other reader meets the
 * input callbacks, which libxml2 keeps for the whole process.
 * @throws with libxml2's words when the schemas contradict each other
 */
export function compileSchemas(sources: SchemaSources): XsdValidator {
  const find = (address: string): Uint8Array | undefined =>
    sources.files.get(address.slice(address.lastIndexOf('/') + 1));
  xmlRegisterInputProvider({
    match: (address) => find(address) !== undefined,
    open: (address) => {
      const content = find(address);
      return content ? openBuffer(content) : undefined;
    },
    read: readBuffer,
    close: (handle) => {
      closeBuffer(handle);
      return true;
    },
  });
  let driver: XmlDocument | null = null;
  try {
    driver = XmlDocument.fromBuffer(sources.driver, {
      url: `${BASE}driver.xsd`,
      option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE,
    });
    return XsdValidator.fromDoc(driver);
  } finally {
    driver?.dispose();
    xmlCleanupInputProvider();
  }
}
