/** The names of the algorithms that a signature may use, or must be refused for. */
export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';

export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
export const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';

/** Node's name of a digest; `null` for one that is not known here. */
export function digestName(uri: string | null): 'sha256' | 'sha1' | null {
  if (uri === SHA256) return 'sha256';
  return uri === SHA1 ? 'sha1' : null;
}

/** Node's name of the digest inside a signature method; only RSA (PKCS #1 1.5) is known, never HMAC or DSA. */
export function signatureDigest(uri: string | null): 'sha256' | 'sha1' | null {
  if (uri === RSA_SHA256) return 'sha256';
  return uri === RSA_SHA1 ? 'sha1' : null;
}

/** The prefix that our own signatures bind for the XPath expression. */
export const XPATH_PREFIX = 'SOAP-ENV';

/** The expression of ebMS 2.0 4.1.3, as we write it: everything but what is meant for the next node. */
export const EBMS_XPATH =
  'not(ancestor-or-self::node()[@SOAP-ENV:actor="urn:oasis:names:tc:ebxml-msg:actor:nextMSH"] | ' +
  'ancestor-or-self::node()[@SOAP-ENV:actor="http://schemas.xmlsoap.org/soap/actor/next"])';

const PATTERN =
  /^not\(ancestor-or-self::node\(\)\[@(?<prefix>[\w.-]+):actor=(?<one>["'])urn:oasis:names:tc:ebxml-msg:actor:nextMSH\k<one>\]\|ancestor-or-self::node\(\)\[@\k<prefix>:actor=(?<two>["'])http:\/\/schemas\.xmlsoap\.org\/soap\/actor\/next\k<two>\]\)$/;

/**
 * Recognises the ebMS expression whatever its white space, quotes and prefix.
 * @returns the prefix that it uses, or `null` when it is any other expression
 */
export function ebmsXPathPrefix(expression: string): string | null {
  return PATTERN.exec(expression.replace(/\s+/g, ''))?.groups?.prefix ?? null;
}
