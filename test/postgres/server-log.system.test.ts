import {
  appendFileSync,
  closeSync,
  existsSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openServerLog, readServerLog, rotateServerLog } from '../../src/postgres/server-log.ts';
import { withDataDir } from '../helpers/data-dir.ts';

describe('the server’s log file', () => {
  it('is moved aside when it has grown too long, and its writer goes on at the beginning', () =>
    withDataDir(async (directory) => {
      const path = join(directory, 'postgres.log');
      const { file } = openServerLog(path);
      writeSync(file, 'a'.repeat(100));
      rotateServerLog(path, 100);
      expect(existsSync(`${path}.1`)).toBe(false);
      writeSync(file, 'b');
      rotateServerLog(path, 100);
      writeSync(file, 'c');
      closeSync(file);
      expect([readFileSync(`${path}.1`, 'utf8').length, readFileSync(path, 'utf8')]).toEqual([101, 'c']);
    }));

  it('is read from where a start began', () =>
    withDataDir(async (directory) => {
      const path = join(directory, 'postgres.log');
      writeFileSync(path, 'old\n');
      const { file, size } = openServerLog(path);
      closeSync(file);
      appendFileSync(path, 'new\n');
      expect(readServerLog(path, size)).toBe('new\n');
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }));

  it('is not a link to somewhere else', () =>
    withDataDir(async (directory) => {
      const path = join(directory, 'postgres.log');
      symlinkSync(join(directory, 'elsewhere'), path);
      expect(() => openServerLog(path)).toThrow();
      expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
    }));
});
