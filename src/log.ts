import { type LogFn, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';

export type Log = Logger;

/**
 * What a log line may never hold, whatever object somebody logs: message content, names and numbers of persons,
 * secrets, query strings (a purpose may name a patient) and database error details (they quote column values).
 */
const redacted = [
  'body',
  'content',
  'bytes',
  'payload',
  'patient',
  'token',
  'password',
  'authorization',
  'cookie',
  'connectionString',
  '*.body',
  '*.content',
  '*.bytes',
  '*.payload',
  '*.patient',
  '*.token',
  '*.password',
  '*.authorization',
  '*.cookie',
  '*.connectionString',
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
];

interface LogRequest {
  method?: string;
  id?: unknown;
  routeOptions?: { url?: string };
}

/** Options of the one logger that a process has. The route's pattern is logged, never the address with its values. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: { pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redacted, censor: '[skjult]' },
    serializers: {
      err: safeError,
      error: safeError,
      req: (request: LogRequest) => ({
        id: request.id,
        method: request.method,
        route: request.routeOptions?.url,
      }),
    },
    hooks: {
      logMethod(args, method) {
        method.apply(this, withOwnText(args));
      },
      streamWrite: withoutNumbers,
    },
  };
}

/** Where a line has no text of its own, pino would take that of the error, past every serializer. */
function withOwnText(args: Parameters<LogFn>): Parameters<LogFn> {
  const [about, text] = args as unknown[];
  if (text !== undefined || typeof about !== 'object' || about === null) return args;
  if (about instanceof Error) return [{ err: about }, 'error'];
  return 'err' in about ? [about, 'error'] : args;
}

/** What may be an identity number: eleven digits that stand alone, in one piece or as date and the rest. */
const identityNumber = /(?<![\w-])\d{6} ?\d{5}(?![\w-])/;
const identityNumbers = new RegExp(identityNumber, 'g');

/**
 * The last door before the outside: no text of a finished line holds an identity number, whoever logged it and under
 * whatever name. Lines without one, which is nearly all, pass as they are.
 */
function withoutNumbers(line: string): string {
  if (!identityNumber.test(line)) return line;
  const plain = JSON.parse(line, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(identityNumbers, '[tall]') : value,
  ) as unknown;
  return `${JSON.stringify(plain)}\n`;
}

export function createLog(level: string, destination?: NodeJS.WritableStream): Log {
  return destination === undefined ? pino(logOptions(level)) : pino(logOptions(level), destination);
}

/**
 * An error as a log may show it: kind, code and stack, but for errors of the database only what the server says in
 * general terms. PostgreSQL puts column values into `detail` and `where`, and sometimes into the message itself.
 */
export function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const plain = stdSerializers.err(error);
  const fromDatabase = 'severity' in error && 'code' in error;
  const code = 'code' in error ? error.code : undefined;
  if (!fromDatabase)
    return { type: plain.type, message: withoutDigits(error.message), code, stack: frames(plain.stack) };
  const { constraint, table, routine } = error as { constraint?: string; table?: string; routine?: string };
  return {
    type: plain.type,
    message: 'database error',
    code,
    constraint,
    table,
    routine,
    stack: frames(plain.stack),
  };
}

/** A foreign text may hold a number of any kind, and names none that we need. */
function withoutDigits(text: string): string {
  return text.replace(/\d{9,}/g, '[tall]');
}

function frames(stack: string | undefined): string | undefined {
  return stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
