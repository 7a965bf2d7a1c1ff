import { describe, expect, it } from 'vitest';
import { serversBelow, withDataDir } from '../helpers/data-dir.ts';
import { type Actor, actor, isAlive, query, withCluster } from './actors.ts';

async function finish(...actors: Actor[]): Promise<void> {
  for (const one of actors) await one.end();
}

describe('a data command', () => {
  it('without a service starts the server for itself and stops it after', () =>
    withCluster(async (dataDir) => {
      const command = actor('command', dataDir);
      expect(await command.next()).toMatchObject({ up: true, adopted: false });
      expect(await command.tell('stop')).toEqual({ done: 'stop' });
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(command);
    }));

  it('connects to the server of the running service and leaves it running', () =>
    withCluster(async (dataDir) => {
      const service = actor('service', dataDir);
      const { pid } = await service.next();
      const command = actor('command', dataDir);
      expect(await command.next()).toMatchObject({ adopted: true, pid });
      expect(await command.tell('stop')).toEqual({ done: 'stop' });
      expect(isAlive(pid ?? 0)).toBe(true);
      await service.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(command, service);
    }));

  it('does not stop the server under a service that came after it', () =>
    withCluster(async (dataDir) => {
      const command = actor('command', dataDir);
      const { pid } = await command.next();
      const service = actor('service', dataDir);
      const up = await service.next();
      expect(up).toMatchObject({ adopted: true, pid });
      await command.tell('stop');
      expect(await query(up.connectionString ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await service.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(command, service);
    }));

  it('shares the server with other commands, and the last one out stops it', () =>
    withCluster(async (dataDir) => {
      const commands = [1, 2, 3].map(() => actor('command', dataDir));
      const ups = await Promise.all(commands.map((command) => command.next()));
      expect(new Set(ups.map((up) => up.pid)).size).toBe(1);
      expect(ups.filter((up) => up.adopted === false)).toHaveLength(1);
      const [first, second, third] = commands;
      await first?.tell('stop');
      await second?.tell('stop');
      expect(isAlive(ups[0]?.pid ?? 0)).toBe(true);
      await third?.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(...commands);
    }));

  it('leaves no server behind when all of them stop in the same moment', () =>
    withCluster(async (dataDir) => {
      const commands = [1, 2, 3].map(() => actor('command', dataDir));
      await Promise.all(commands.map((command) => command.next()));
      await Promise.all(commands.map((command) => command.tell('stop')));
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(...commands);
    }));

  it('that was killed leaves a server that the next one uses and stops', () =>
    withCluster(async (dataDir) => {
      const killed = actor('command', dataDir);
      const { pid } = await killed.next();
      await killed.kill();
      const next = actor('command', dataDir);
      expect(await next.next()).toMatchObject({ adopted: true, pid });
      await next.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(next);
    }));

  it('detached leaves the server running', () =>
    withCluster(async (dataDir) => {
      const command = actor('command', dataDir);
      const { pid } = await command.next();
      await command.tell('detach');
      await command.tell('stop');
      expect(serversBelow(dataDir)).toEqual([pid]);
      await finish(command);
    }));
});

describe('a service', () => {
  it('and commands that start in the same moment on an empty directory get one server', () =>
    withDataDir(async (dataDir) => {
      const [service, ...commands] = [
        actor('service', dataDir),
        actor('command', dataDir),
        actor('command', dataDir),
      ];
      const ups = await Promise.all([service, ...commands].map((one) => one?.next()));
      expect(ups.map((up) => up?.error)).toEqual([undefined, undefined, undefined]);
      expect(new Set(ups.map((up) => up?.pid)).size).toBe(1);
      for (const command of commands) await command.tell('stop');
      expect(isAlive(ups[0]?.pid ?? 0)).toBe(true);
      await service?.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      for (const one of [service, ...commands]) await one?.end();
    }));

  it('stops the server although a command still uses it', () =>
    withCluster(async (dataDir) => {
      const service = actor('service', dataDir);
      await service.next();
      const command = actor('command', dataDir);
      await command.next();
      await service.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      expect(await command.next()).toMatchObject({ ended: expect.any(String) });
      expect(await command.tell('stop')).toEqual({ done: 'stop' });
      await finish(command, service);
    }));

  it('brings a killed server back although a command uses it too', () =>
    withCluster(async (dataDir) => {
      const service = actor('service', dataDir);
      const { pid = 0 } = await service.next();
      const command = actor('command', dataDir);
      await command.next();
      process.kill(pid, 'SIGKILL');
      await Promise.all([service.next(), command.next()]);
      expect(await Promise.all([service.tell('restart'), command.tell('restart')])).toEqual([
        { done: 'restart' },
        { done: 'restart' },
      ]);
      expect(serversBelow(dataDir)).toHaveLength(1);
      await command.tell('stop');
      expect(serversBelow(dataDir)).toHaveLength(1);
      await service.tell('stop');
      expect(serversBelow(dataDir)).toEqual([]);
      await finish(command, service);
    }));
});

describe('the service lock', () => {
  it('lets one serve own a data directory, and says who it is', () =>
    withDataDir(async (dataDir) => {
      const first = actor('lock', dataDir);
      expect(await first.next()).toEqual({ up: true });
      const second = actor('lock', dataDir);
      const refusal = await second.next();
      expect(refusal.error).toBe('PG-IN-USE');
      expect(refusal.message).toContain(`pid ${first.processId}`);
      expect(refusal.message).toContain(dataDir);
      await finish(first, second);
    }));

  it('is free again when its holder lets go of it or is killed', () =>
    withDataDir(async (dataDir) => {
      const first = actor('lock', dataDir);
      await first.next();
      await first.tell('stop');
      const second = actor('lock', dataDir);
      expect(await second.next()).toEqual({ up: true });
      await second.kill();
      const third = actor('lock', dataDir);
      expect(await third.next()).toEqual({ up: true });
      await finish(first, third);
    }));

  it('goes to exactly one of many that ask in the same moment', () =>
    withDataDir(async (dataDir) => {
      const all = [1, 2, 3, 4, 5].map(() => actor('lock', dataDir));
      const answers = await Promise.all(all.map((one) => one.next()));
      expect(answers.filter((answer) => answer.up)).toHaveLength(1);
      expect(answers.filter((answer) => answer.error === 'PG-IN-USE')).toHaveLength(4);
      await finish(...all);
    }));
});
