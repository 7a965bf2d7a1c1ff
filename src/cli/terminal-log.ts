import { pino } from 'pino';
import pretty from 'pino-pretty';
import { type Log, logOptions } from '../log.ts';

/** The same log lines, written for a person at a terminal. */
export function terminalLog(level: string): Log {
  return pino(
    logOptions(level),
    pretty({ colorize: true, ignore: 'pid,version', translateTime: 'HH:MM:ss', sync: true }),
  );
}
