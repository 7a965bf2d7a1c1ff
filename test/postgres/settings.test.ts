import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionString } from '../../src/postgres/address.ts';
import { ACCESS_RULES, settingsFor } from '../../src/postgres/settings.ts';

const read = (text: string) =>
  new Map([...text.matchAll(/^(\w+) = ([^\n]*)$/gm)].map(([, key = '', value = '']) => [key, value]));

const socket = settingsFor({ kind: 'socket', directory: '/d/run', port: 5432 }, 'name');
const tcp = settingsFor({ kind: 'tcp', port: 40_000 }, 'name');

describe('the server’s settings', () => {
  it('listen on a socket or on loopback, never on both and never on more', () => {
    expect(read(socket).get('listen_addresses')).toBe("''");
    expect(read(socket).get('unix_socket_directories')).toBe(`'"/d/run"'`);
    expect(read(tcp).get('listen_addresses')).toBe("'127.0.0.1'");
    expect(read(tcp).get('unix_socket_directories')).toBe("''");
  });

  it.each([
    ['fsync', 'on'],
    ['synchronous_commit', 'on'],
    ['full_page_writes', 'on'],
    ['log_min_error_statement', "'panic'"],
    ['log_error_verbosity', "'terse'"],
    ['log_parameter_max_length', '0'],
    ['log_parameter_max_length_on_error', '0'],
    ['log_statement', "'none'"],
    ['log_min_duration_statement', '-1'],
    ['password_encryption', "'scram-sha-256'"],
    ['timezone', "'UTC'"],
  ])('say %s = %s', (key, value) => {
    expect([read(socket).get(key), read(tcp).get(key)]).toEqual([value, value]);
  });

  it('take any directory’s name as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(!/[\n\r\0]/.test(name));
        const directory = `/d/${name}`;
        const value = read(settingsFor({ kind: 'socket', directory, port: 1 }, 'n')).get(
          'unix_socket_directories',
        );
        // Read back as PostgreSQL does: first the quotes of the file, then those of the list.
        const item = value?.slice(1, -1).replaceAll("''", "'").replaceAll('\\\\', '\\') ?? '';
        expect(item.slice(1, -1).replaceAll('""', '"')).toBe(directory);
      }),
    );
  });

  it('trust nobody', () => {
    expect(ACCESS_RULES).not.toMatch(/\b(trust|password|md5|peer|ident)\b/);
    expect(ACCESS_RULES).not.toMatch(/0\.0\.0\.0|::\/0|\bsamenet\b/);
  });
});

describe('the connection string', () => {
  it('leads back to the directory of the socket, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const url = connectionString({ kind: 'socket', directory: `/d/${name}`, port: 5432 }, 'secret');
        const host = /^postgresql:\/\/meldingsvakt:secret@([^:/]+):5432\/meldingsvakt$/.exec(url)?.[1] ?? '';
        expect(decodeURIComponent(host)).toBe(`/d/${name}`);
      }),
    );
  });
});
