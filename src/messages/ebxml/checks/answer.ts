/** Error codes of ebMS 2.0 4.2.3.4.1. */
export type EbxmlErrorCode =
  | 'ValueNotRecognized'
  | 'NotSupported'
  | 'Inconsistent'
  | 'OtherXml'
  | 'DeliveryFailure'
  | 'TimeToLiveExpired'
  | 'SecurityFailure'
  | 'MimeProblem'
  | 'Unknown';

/** SOAP 1.1 4.4.1. */
export type FaultCode = 'VersionMismatch' | 'MustUnderstand' | 'Client' | 'Server';

/** What a sender is told when its message is refused. */
export type Answer =
  /** There is no trustworthy header to answer to. `status` is the HTTP status that goes with it. */
  | { kind: 'fault'; faultCode: FaultCode; status: number }
  /** A MessageError; `location` is an XPath into the envelope refused. */
  | { kind: 'error'; errorCode: EbxmlErrorCode; location: string };

/** SOAP over HTTP answers its faults with 500 (SOAP 1.1 6.2), also where the sender is to blame. */
export function fault(faultCode: FaultCode = 'Client', status = 500): Answer {
  return { kind: 'fault', faultCode, status };
}

export function error(errorCode: EbxmlErrorCode, location: string): Answer {
  return { kind: 'error', errorCode, location };
}
