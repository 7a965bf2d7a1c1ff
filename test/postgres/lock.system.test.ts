import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryLock, waitForLock } from '../../src/postgres/lock.ts';
import { withDataDir } from '../helpers/data-dir.ts';
import { actor } from './actors.ts';

describe('a file lock', () => {
  it('that is exclusive lets nobody else in, one that is shared lets other sharers in', () =>
    withDataDir(async (directory) => {
      const path = join(directory, 'a.lock');
      const alone = tryLock(path, 'exclusive');
      expect([tryLock(path, 'exclusive'), tryLock(path, 'shared')]).toEqual([null, null]);
      alone?.release();
      const sharers = [tryLock(path, 'shared'), tryLock(path, 'shared')];
      expect(sharers.every(Boolean)).toBe(true);
      expect(tryLock(path, 'exclusive')).toBeNull();
      sharers[0]?.release();
      sharers[0]?.release();
      expect(tryLock(path, 'exclusive')).toBeNull();
      sharers[1]?.release();
      const last = tryLock(path, 'exclusive');
      expect(last).not.toBeNull();
      last?.release();
    }));

  it('leaves one empty file of mode 0600 and nothing else, also when its holder is killed', () =>
    withDataDir(async (directory) => {
      const holder = actor('lock', directory);
      await holder.next();
      await holder.kill();
      expect(readdirSync(directory).sort()).toEqual(['service.json', 'service.lock']);
      const { size, mode } = statSync(join(directory, 'service.lock'));
      expect([size, mode & 0o777]).toEqual([0, 0o600]);
    }));

  it('is waited for as long as one has patience, and no longer than one wants to', () =>
    withDataDir(async (directory) => {
      const path = join(directory, 'a.lock');
      const held = tryLock(path, 'exclusive');
      expect(await waitForLock(path, 'exclusive', 100)).toBeNull();
      await expect(waitForLock(path, 'exclusive', 60_000, AbortSignal.timeout(50))).rejects.toThrow(
        'timeout',
      );
      const waiting = waitForLock(path, 'exclusive', 60_000);
      held?.release();
      const got = await waiting;
      expect(got).not.toBeNull();
      got?.release();
    }));
});
