import { describe, expect, expectTypeOf, it } from 'vitest';
import { CONTENT_MOMENTS, KIND_KEYS, KINDS, type KindFacts, kindOf } from '../../src/agreement/kinds.ts';
import type { Message } from '../../src/messages/message.ts';

function facts(type: string, more: Partial<KindFacts> = {}): KindFacts {
  return { type, contentType: null, dialog: null, apprec: null, ...more };
}
const topic = (code: string | null, list: string | null = null) => ({ dialog: { topic: { code, list } } });
const content = (code: string | null) => ({ contentType: { code } });

describe('the kind of a message', () => {
  it.each([
    ['LOG_INNLAGT', 'innlagt'],
    ['INNLEGGELSESRAPPORT', 'innleggelsesrapport'],
    ['LOG_UTSKRIVNINGSKLAR', 'utskrivningsklar'],
    ['LOG_AVMELDING', 'avmelding'],
    ['EPIKRISE', 'epikrise'],
    ['UTSKRIVNINGSRAPPORT', 'utskrivningsrapport'],
    ['LOG_UTSKREVET', 'utskrevet'],
    ['LOG_DOD', 'dod'],
    ['DIALOG_FORESPORSEL', 'foresporsel'],
    ['DIALOG_SVAR', 'svar'],
    ['DIALOG_AVVIK', 'avviksmelding'],
  ])('%s is %s', (type, kind) => {
    expect(kindOf(facts(type))).toBe(kind);
  });

  it('health information is an early notice unless it says that it is an update', () => {
    expect(kindOf(facts('HELSEOPPL_SOKNAD', content('1')))).toBe('helseopplysninger');
    expect(kindOf(facts('HELSEOPPL_SOKNAD', content('2')))).toBe('helseopplysninger_oppdatert');
    expect(kindOf(facts('HELSEOPPL_SOKNAD', content(null)))).toBe('helseopplysninger');
    expect(kindOf(facts('HELSEOPPL_SOKNAD'))).toBe('helseopplysninger');
  });

  it('clinical dialogue with topic 7322/7 is the formal answer', () => {
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', topic('7', '2.16.578.1.12.4.1.1.7322')))).toBe(
      'tilbakemelding_utskrivningsklar',
    );
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', topic('7')))).toBe('tilbakemelding_utskrivningsklar');
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', topic('7', '')))).toBe('tilbakemelding_utskrivningsklar');
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', topic('7', '2.16.578.1.12.4.1.1.9152')))).toBe(
      'helsefaglig_dialog',
    );
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', topic('6', '2.16.578.1.12.4.1.1.7322')))).toBe(
      'helsefaglig_dialog',
    );
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', topic(null)))).toBe('helsefaglig_dialog');
    expect(kindOf(facts('DIALOG_HELSEFAGLIG', { dialog: { topic: null } }))).toBe('helsefaglig_dialog');
    expect(kindOf(facts('DIALOG_HELSEFAGLIG'))).toBe('helsefaglig_dialog');
  });

  it('a receipt is positive, negative or unknown', () => {
    const receipt = (status: string | null) => kindOf(facts('APPREC', { apprec: { status } }));
    expect(['1', '3', '2', '9', null].map(receipt)).toEqual([
      'apprec_positiv',
      'apprec_positiv',
      'apprec_negativ',
      null,
      null,
    ]);
    expect(kindOf(facts('APPREC'))).toBeNull();
  });

  it('is told by the parsed message itself', () => {
    expectTypeOf<Message>().toExtend<KindFacts>();
  });

  it('is none for a type that no rule speaks of', () => {
    expect(kindOf(facts('HENVISNING'))).toBeNull();
  });
});

describe('the messages of the dialogue', () => {
  it('take the places 1 to 14', () => {
    const places = new Set(KIND_KEYS.map((key) => KINDS[key].number).filter((number) => number !== null));
    expect([...places]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });

  it('go from hospital to kommune, back, or both ways', () => {
    const direction = (which: string) => KIND_KEYS.filter((key) => KINDS[key].direction === which);
    expect(direction('K->HF')).toEqual(['innleggelsesrapport', 'tilbakemelding_utskrivningsklar']);
    expect(direction('HF->K')).toEqual([
      'innlagt',
      'helseopplysninger',
      'helseopplysninger_oppdatert',
      'utskrivningsklar',
      'avmelding',
      'epikrise',
      'utskrivningsrapport',
      'utskrevet',
    ]);
    expect(direction('both')).toHaveLength(KIND_KEYS.length - 10);
  });

  it('have the moments of code list 9121', () => {
    expect(Object.keys(CONTENT_MOMENTS)).toEqual(['9121/1', '9121/2', '9121/3', '9121/4', '9121/13']);
  });
});
