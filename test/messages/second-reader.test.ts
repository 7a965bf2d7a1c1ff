import { describe, expect, test } from 'vitest';
import { readMessage } from '../../src/messages/read/read-message.ts';
import { decode } from '../../src/messages/xml/encoding.ts';
import { withDocument } from '../../src/messages/xml/parse.ts';
import { fixtures } from '../fixtures/messages/build.ts';
import { fieldsOf, readAgain } from './second-reader.ts';

describe('a second, independent reader agrees on every field', () => {
  test.for(Object.entries(fixtures()))('%s', ([, bytes]) => {
    const result = withDocument(bytes, ({ root }) => readMessage(root));
    if (!('value' in result) || !result.value) throw new Error('the fixture was not read');
    expect(fieldsOf(result.value)).toEqual(readAgain(decode(bytes)));
  });
});

test('an element of the same name in a foreign namespace does not pass for the message’s own', () => {
  const bytes = Buffer.from(
    Buffer.from(fixtures()['log-innlagt']!)
      .toString('utf8')
      .replace(
        '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">',
        '<MsgHead xmlns="urn:leverandor">',
      ),
  );
  const result = withDocument(bytes, ({ root }) => readMessage(root));
  expect(result).toEqual({ value: null });
});

test('a vendor’s element with the name of ours, in a namespace of its own, is not read as ours', () => {
  const bytes = Buffer.from(
    Buffer.from(fixtures()['log-innlagt']!)
      .toString('utf8')
      .replace('<MsgId>', '<v:MsgId xmlns:v="urn:leverandor">feil</v:MsgId><MsgId>'),
  );
  const result = withDocument(bytes, ({ root }) => readMessage(root));
  expect('value' in result && result.value?.msgId).toBe('5f3b6f1c-9d1e-4d46-8a51-000000000001');
});
