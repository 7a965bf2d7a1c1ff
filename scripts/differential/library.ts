import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import type { Verdict } from './xmllint.ts';

const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;

/** Validates documents with the library that the service uses, on the schemas of one folder. */
export class LibraryValidator {
  readonly #validator: XsdValidator;

  /** @param folder all schema files, side by side. @param driver the file name of the one that imports them. */
  constructor(folder: string, driver: string) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
    // The name of the folder as base keeps the files of two validators apart.
    const buffers = Object.fromEntries(
      files.map((name) => [join(folder, name), readFileSync(join(folder, name))]),
    );
    xmlRegisterInputProvider(new XmlBufferInputProvider(buffers));
    const url = join(folder, driver);
    const schema = XmlDocument.fromBuffer(readFileSync(url), { url, option: OPTIONS });
    try {
      this.#validator = XsdValidator.fromDoc(schema);
    } finally {
      schema.dispose();
    }
  }

  /** The verdict on one document; a document that is not well-formed throws. */
  verdict(bytes: Uint8Array): Verdict {
    const document = XmlDocument.fromBuffer(bytes, { option: OPTIONS });
    try {
      this.#validator.validate(document);
      return 'valid';
    } catch (error) {
      if (error instanceof XmlValidateError) return 'invalid';
      throw error;
    } finally {
      document.dispose();
    }
  }

  dispose(): void {
    this.#validator.dispose();
  }
}
