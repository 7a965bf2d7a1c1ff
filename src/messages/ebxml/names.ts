/** Namespaces, addresses and fixed values of ebMS 2.0, SOAP 1.1 and XML signatures. */
export const NS = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  eb: 'http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xlink: 'http://www.w3.org/1999/xlink',
  xml: 'http://www.w3.org/XML/1998/namespace',
  cppa: 'http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd',
} as const;

/** SOAP roles (actor) that mean anything to an ebXML message service (ebMS 2.0 2.3.10, 2.3.11). */
export const ACTOR = {
  toPartyMsh: 'urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH',
  nextMsh: 'urn:oasis:names:tc:ebxml-msg:actor:nextMSH',
  next: 'http://schemas.xmlsoap.org/soap/actor/next',
} as const;

/** Service of every signal (ebMS 2.0 3.1.4.1). */
export const MSH_SERVICE = 'urn:oasis:names:tc:ebxml-msg:service';

/** Action of every signal. */
export const MSH_ACTION = {
  acknowledgment: 'Acknowledgment',
  messageError: 'MessageError',
  ping: 'Ping',
  pong: 'Pong',
  statusRequest: 'StatusRequest',
  statusResponse: 'StatusResponse',
} as const;

export const EBMS_VERSION = '2.0';

/** Value of the SOAPAction header, quotes included (ebMS 2.0 B.2.2). */
export const SOAP_ACTION = '"ebXML"';
