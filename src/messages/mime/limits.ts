/** What a reader puts up with before it gives up; in bytes and pieces. */
export interface MimeLimits {
  /** The whole entity, headers and body. */
  total: number;
  /** One block of headers. */
  headerBytes: number;
  /** Fields in one block of headers. */
  headerFields: number;
  /** Body parts in one multipart entity. */
  parts: number;
}

/** 50 MB is what gateways let through; base64 makes it a third larger. Mail servers add up to a few dozen headers. */
export const DEFAULT_LIMITS: MimeLimits = {
  total: 72 * 1024 * 1024,
  headerBytes: 128 * 1024,
  headerFields: 256,
  parts: 64,
};
