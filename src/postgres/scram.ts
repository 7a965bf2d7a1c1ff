import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
/** PostgreSQL's own default. The password is random, so that stretching it adds nothing. */
const ITERATIONS = 4096;

/** A password of 256 random bits that needs no escaping anywhere. */
export function randomPassword(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What PostgreSQL stores of a password (RFC 5803): the server learns this and never the password itself, and neither
 * does any file, argument or log on the way.
 * @param password ASCII only
 */
export async function scramVerifier(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const salted = await derive(password, salt, ITERATIONS, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
