import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { askPs, isRunning, listProcesses, readProcess, signalProcess } from '../../src/postgres/process.ts';
import { eventually } from './actors.ts';

describe('what is known of a process', () => {
  it('is its user, its command, and a start that tells it from a later one with its number', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const facts = readProcess(child.pid ?? 0);
    expect(facts).toMatchObject({ pid: child.pid, uid: process.geteuid?.() });
    await eventually(() => readProcess(child.pid ?? 0)?.command).toEqual(['sleep', '600']);
    expect(listProcesses().map((one) => one.pid)).toContain(child.pid);
    if (!facts) throw new Error('no facts');
    expect(isRunning(facts)).toBe(true);

    const earlier = { ...facts, startedAt: '1' };
    expect([isRunning(earlier), signalProcess(earlier, 'SIGKILL')]).toEqual([false, false]);
    expect(signalProcess(facts, 'SIGKILL')).toBe(true);
    await once(child, 'exit');
    expect([isRunning(facts), readProcess(facts.pid)]).toEqual([false, null]);
  });

  it('is the same where ps has to be asked', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
    await eventually(() => readProcess(child.pid ?? 0)?.command).toEqual(['sleep', '600']);
    const [asked] = askPs(['-p', String(child.pid)]);
    expect(asked).toMatchObject({ pid: child.pid, uid: process.geteuid?.(), command: ['sleep 600'] });
    expect(asked?.startedAt).toMatch(/^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}$/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(askPs(['-p', String(child.pid)])).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 22 + 1])('is nothing for the number %s', (pid) => {
    expect(readProcess(pid)).toBeNull();
  });

  it('is nothing for a process that has ended but was not asked for', async () => {
    // A shell that does not wait for its child: the child stays behind as a zombie.
    const shell = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const zombie = Number(line.toString());
    await eventually(() => readProcess(zombie)).toBeNull();
    expect(process.kill(zombie, 0)).toBe(true);
    shell.kill('SIGKILL');
    await once(shell, 'exit');
  });
});
