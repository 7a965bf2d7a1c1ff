import { Writable } from 'node:stream';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createLog, type Log } from '../src/log.ts';
import { syntheticFodselsnummer } from '../src/messages/identity/synthetic.ts';

const number = syntheticFodselsnummer('1950-03-14', '2', 1);
const secret = 'mv_secret';

/** What `work` writes to a log, as text and as objects. */
function logged(work: (log: Log) => void, level = 'info') {
  let text = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  work(createLog(level, out));
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { text, lines, line: lines[0] ?? {} };
}

/** What PostgreSQL answers when a value does not fit: it quotes the value in four places. */
function databaseError(): Error {
  const error = new pg.DatabaseError('invalid input syntax for type uuid: "Ola Nordmann"', 100, 'error');
  return Object.assign(error, {
    severity: 'ERROR',
    code: '22P02',
    detail: `Key (name)=(Ola Nordmann, ${number}) already exists.`,
    where: 'unnamed portal parameter $1 = ‘Ola Nordmann’',
    constraint: 'message_identity',
    table: 'message',
    routine: 'string_to_uuid',
  });
}

describe('a log line', () => {
  it('is one JSON object with level, time, process and text', () => {
    const { lines } = logged((log) => {
      log.info({ role: 'all' }, 'ready');
      log.debug('not asked for');
    });
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        pid: process.pid,
        role: 'all',
        msg: 'ready',
      },
    ]);
  });
});

describe('a log line never holds', () => {
  const hidden = [
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
  ];

  it.each(hidden)('%s, on its own or inside another object', (name) => {
    const { text, lines } = logged((log) => {
      log.info({ [name]: secret }, 'x');
      log.info({ request: { [name]: { inner: secret } } }, 'x');
      log.child({ [name]: secret }).info('x');
    });
    expect(text).not.toContain(secret);
    expect(lines).toMatchObject([
      { [name]: '[skjult]' },
      { request: { [name]: '[skjult]' } },
      { [name]: '[skjult]' },
    ]);
  });

  it('a request’s address, headers or parameters: only the pattern of its route', () => {
    const req = {
      id: 'r1',
      method: 'GET',
      url: `/api/v1/messages/7/content?purpose=${secret}`,
      headers: { authorization: secret },
      query: { purpose: secret },
      routeOptions: { url: '/api/v1/messages/:id/content' },
    };
    const { text, line } = logged((log) => log.info({ req }, 'request'));
    expect(text).not.toContain(secret);
    expect(line.req).toEqual({ id: 'r1', method: 'GET', route: '/api/v1/messages/:id/content' });
  });

  it('an identity number, whoever wrote it and wherever', () => {
    const spaced = `${number.slice(0, 6)} ${number.slice(6)}`;
    const { text, lines } = logged((log) => {
      log.info(`about ${number}`);
      log.info('about %s', number);
      log.info({ place: { deep: { deeper: [`(${number})`] } } }, 'x');
      log.warn({ err: new Error(`about ${number}`) }, `about ${spaced}`);
      log.child({ about: number }).info('x');
    });
    expect(text).not.toContain(number);
    expect(text).not.toContain(spaced);
    expect(lines.map(({ msg }) => msg)).toEqual(['about [tall]', 'about [tall]', 'x', 'about [tall]', 'x']);
  });

  it('less than it was given for that: ids, times and sizes stay as they are', () => {
    const about = {
      id: '01989f2c-1234-7abc-8def-123456789012',
      at: '2026-11-20T12:00:00.000Z',
      bytesIn: 12_345_678_901,
      her: '9900000',
    };
    const { line } = logged((log) => log.info(about, 'took 1234567890 ns'));
    expect(line).toMatchObject({ ...about, msg: 'took 1234567890 ns' });
  });
});

describe('an error in a log', () => {
  it('shows its kind, code, text and frames', () => {
    const error = Object.assign(new TypeError('no route to 10.0.0.1'), { code: 'EHOSTUNREACH' });
    const { line } = logged((log) => log.error({ err: error }, 'not sent'));
    expect(line).toMatchObject({
      msg: 'not sent',
      err: { type: 'TypeError', message: 'no route to 10.0.0.1', code: 'EHOSTUNREACH' },
    });
    expect(line.err).toHaveProperty('stack', expect.stringMatching(/^\s+at /));
  });

  it('from the database says what the server says in general terms, and quotes no value', () => {
    const { text, lines } = logged((log) => {
      log.error({ err: databaseError() }, 'not stored');
      log.error({ error: databaseError() }, 'not stored');
      log.error(databaseError());
      log.error({ err: databaseError() });
    });
    expect(text).not.toMatch(/Nordmann/);
    expect(text).not.toContain(number);
    const shown = {
      message: 'database error',
      code: '22P02',
      constraint: 'message_identity',
      table: 'message',
    };
    expect(lines).toMatchObject([
      { msg: 'not stored', err: shown },
      { msg: 'not stored', error: shown },
      { msg: 'error', err: shown },
      { msg: 'error', err: shown },
    ]);
  });

  it('never lends its text to the line, where it would pass unseen', () => {
    const { lines } = logged((log) => {
      log.error(new Error('about Ola'));
      log.error({ err: new Error('about Ola') });
      log.error({ err: new Error('about Ola') }, 'mine');
    });
    expect(lines.map(({ msg }) => msg)).toEqual(['error', 'error', 'mine']);
  });

  it('tells nothing of its cause, which may be an error of the database', () => {
    const { text } = logged((log) => log.error({ err: new Error('outer', { cause: databaseError() }) }, 'x'));
    expect(text).not.toMatch(/Nordmann/);
  });

  it('that is no error is only told to be none', () => {
    const { line } = logged((log) => log.error({ err: 'Ola Nordmann' }, 'x'));
    expect(line.err).toEqual({ type: 'string' });
  });
});
