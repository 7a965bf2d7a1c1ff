import { describe, expect, test } from 'vitest';
import { bindingOf } from '../../src/messages/codes/fields.ts';
import { allCodeLists, codeList, codeName, listNumber } from '../../src/messages/codes/lists.ts';
import { emptyMessage } from '../../src/messages/read/empty.ts';
import { child, descend } from '../../src/messages/xml/element.ts';
import { withDocument } from '../../src/messages/xml/parse.ts';
import { distance, nearestCodes } from '../../src/validation/codes/nearest.ts';
import { fixtures } from '../fixtures/messages/build.ts';

test('a list is found by its number, a code by its list', () => {
  expect(codeName('9121', '3')).toBe('Pasient utskrivningsklar');
  expect(codeName('9121', '99')).toBeNull();
  expect(codeList('1')).toBeNull();
});

test('every list has a name and codes with names', () => {
  for (const { number, name, codes } of allCodeLists()) {
    expect(name, number).not.toBe('');
    expect(codes.size, number).toBeGreaterThan(0);
    for (const [code, text] of codes) expect(text, `${number}/${code}`).not.toBe('');
  }
});

test.for([
  ['2.16.578.1.12.4.1.1.9121', '9121'],
  ['2.16.578.1.12.4.1.1.7110.2', '7110'],
  ['2.16.578.1.12.4.1.1.', null],
  ['2.16.578.1.12.4.1.4.3', null],
  ['9121', null],
])('the list of OID %s is %s', ([oid, number]) => {
  expect(listNumber(oid!)).toBe(number);
});

describe('the codes that were probably meant', () => {
  test('are those whose name was given', () => {
    expect(nearestCodes(codeList('9060')!, 'NURSE', 'sykepleier')).toEqual(['SP']);
  });

  test('or those written almost the same', () => {
    expect(nearestCodes(codeList('8116')!, 'FRN', null)).toContain('FNR');
    expect(nearestCodes(codeList('8279')!, 'LOG_INLAGT', null)[0]).toBe('LOG_INNLAGT');
  });

  test('and none when nothing is near', () => {
    expect(nearestCodes(codeList('7309')!, 'HELTANNET', null)).toEqual([]);
  });
});

test.for([
  ['', '', 0],
  ['FNR', 'FNR', 0],
  ['FNR', 'FRN', 1],
  ['FNR', 'FN', 1],
  ['FNR', 'DNR', 1],
  ['FNR', 'HER', 2],
] as const)('%j and %j are %i steps apart', ([one, other, steps]) => {
  expect(distance(one, other)).toBe(steps);
  expect(distance(other, one)).toBe(steps);
});

test('an element is bound to the list of its standard, whatever its parent’s other children are called', () => {
  withDocument(fixtures()['log-innlagt']!, ({ root }) => {
    const message = { ...emptyMessage('msghead', 'LOG_INNLAGT', '1.6'), payload: null };
    const info = child(root, 'MsgInfo')!;
    expect(bindingOf(child(info, 'Type')!, message)).toEqual({ lists: ['8279'], datatype: 'CS' });
    expect(bindingOf(descend(info, 'Patient', 'Sex')!, message)).toEqual({ lists: ['3101'], datatype: 'CS' });
    expect(bindingOf(descend(info, 'Patient', 'Ident', 'TypeId')!, message)?.datatype).toBe('CV');
    expect(bindingOf(child(info, 'MsgId')!, message)).toBeNull();
  });
});
