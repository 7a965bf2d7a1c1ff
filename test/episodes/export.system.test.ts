import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startTestService } from '../helpers/service.ts';
import { Flow } from './flow.ts';

const run = promisify(execFile);

test('export npr gives the times of the days asked for, as CSV or one JSON object a line', async () => {
  const service = await startTestService();
  try {
    const flow = new Flow();
    flow.log('LOG_INNLAGT', '2025-11-30T23:59:59+01:00');
    flow.log('LOG_UTSKRIVNINGSKLAR', '2025-12-01T10:00:00+01:00');
    for (const { bytes, receivedAt } of flow.sent) {
      const query = `?mode=observe&receivedAt=${encodeURIComponent(receivedAt)}`;
      expect((await service.post(bytes, { query })).status).toBe(202);
    }
    const env = { ...process.env, DATABASE_URL: service.connectionString };
    const npr = async (...more: string[]) => {
      const args = ['src/main.ts', 'export', 'npr', ...more];
      return (await run(process.execPath, args, { env })).stdout.trim().split('\n');
    };
    const november = await npr('--from', '2025-11-01', '--to', '2025-11-30');
    expect(november).toHaveLength(2);
    expect(november[1]).toMatch(/;8100;8200;1;2025-11-30T22:59:59\.000Z$/);
    const december = await npr('--from', '2025-12-01', '--to', '2025-12-31', '--format', 'json');
    expect(december.map((line) => (JSON.parse(line) as { type: number }).type)).toEqual([2, 3]);
    expect(december.join()).not.toContain(flow.patient.ids?.[0]?.id ?? 'none');
  } finally {
    await service.close();
  }
});
