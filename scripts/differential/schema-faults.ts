import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

/** One deliberate fault in a copy of our schemas. */
export interface SchemaFault {
  kind: string;
  file: string;
  /** The line's number, from 1. */
  line: number;
  /** That line before the fault. */
  was: string;
  /** The file with the fault in it. */
  text: string;
}

/** A change of one line that makes the schema accept other documents; undefined where the line has nothing to change. */
type LineFault = (lines: readonly string[], at: number) => string[] | undefined;

const isParticle = (line: string): boolean => /^ {6,}<xs:element .*\/>$/.test(line);
const OTHER_TYPE: Record<string, string> = {
  'xs:string': 'xs:boolean',
  'xs:boolean': 'xs:date',
  'xs:date': 'xs:dateTime',
  'xs:dateTime': 'xs:date',
  'xs:integer': 'xs:boolean',
  'kith:CS': 'kith:CV',
  'kith:CV': 'kith:CS',
  'kith:ST': 'kith:INT',
  'kith:TS': 'kith:CS',
  'mh:CS': 'mh:CV',
  'mh:CV': 'mh:CS',
};

function replaceLine(lines: readonly string[], at: number, line: string | undefined): string[] | undefined {
  if (line === undefined || line === lines[at]) return undefined;
  return lines.with(at, line);
}

const faults: Record<string, LineFault> = {
  'optional made required': (lines, at) => {
    const line = lines[at] ?? '';
    return isParticle(line) ? replaceLine(lines, at, line.replace(' minOccurs="0"', '')) : undefined;
  },
  'required made optional': (lines, at) => {
    const line = lines[at] ?? '';
    if (!isParticle(line) || line.includes('minOccurs')) return undefined;
    return replaceLine(lines, at, line.replace('/>', ' minOccurs="0"/>'));
  },
  'repeatable made single': (lines, at) => {
    const line = lines[at] ?? '';
    return isParticle(line) ? replaceLine(lines, at, line.replace(' maxOccurs="unbounded"', '')) : undefined;
  },
  'single made repeatable': (lines, at) => {
    const line = lines[at] ?? '';
    if (!isParticle(line) || line.includes('maxOccurs')) return undefined;
    return replaceLine(lines, at, line.replace('/>', ' maxOccurs="unbounded"/>'));
  },
  'type changed': (lines, at) => {
    const line = lines[at] ?? '';
    if (!isParticle(line) || line.includes('fixed=')) return undefined;
    const type = /type="([^"]+)"/.exec(line)?.[1] ?? '';
    const other = OTHER_TYPE[type];
    return other ? replaceLine(lines, at, line.replace(`type="${type}"`, `type="${other}"`)) : undefined;
  },
  'order changed': (lines, at) => {
    const [line, next] = [lines[at] ?? '', lines[at + 1] ?? ''];
    if (!isParticle(line) || !isParticle(next) || isInChoice(lines, at)) return undefined;
    return lines.with(at, next).with(at + 1, line);
  },
  'name changed': (lines, at) => {
    const line = lines[at] ?? '';
    return isParticle(line) ? replaceLine(lines, at, line.replace(/name="(\w+)"/, 'name="$1x"')) : undefined;
  },
  'attribute no longer required': (lines, at) =>
    replaceLine(lines, at, lines[at]?.replace(' use="required"', '')),
  'attribute removed': (lines, at) =>
    /^ {4,}<xs:attribute (name|ref).*\/>$/.test(lines[at] ?? '') ? lines.toSpliced(at, 1) : undefined,
  'fixed value dropped': (lines, at) => replaceLine(lines, at, lines[at]?.replace(/ fixed="[^"]*"/, '')),
  'listed value dropped': (lines, at) =>
    (lines[at] ?? '').includes('<xs:enumeration') ? lines.toSpliced(at, 1) : undefined,
  'wildcard loosened': (lines, at) =>
    replaceLine(lines, at, lines[at]?.replace('processContents="strict"', 'processContents="lax"')),
};

/** In a choice the order of the parts says nothing. */
function isInChoice(lines: readonly string[], at: number): boolean {
  const opening = lines.slice(0, at).findLast((line) => /^ *<xs:(choice|sequence)\b[^/]*>$/.test(line));
  return opening?.includes('<xs:choice') ?? false;
}

/** Every deliberate fault that can be put into the schemas of a folder. */
export function* allFaults(folder: string): Generator<SchemaFault> {
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.xsd') && name !== 'driver.xsd')
    .sort()) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    for (const [kind, make] of Object.entries(faults)) {
      for (let at = 0; at < lines.length; at++) {
        const changed = make(lines, at);
        if (changed)
          yield { kind, file, line: at + 1, was: (lines[at] ?? '').trim(), text: changed.join('\n') };
      }
    }
  }
}

/** Copies the schemas of one folder into another, with one fault. */
export function writeWithFault(folder: string, into: string, fault: SchemaFault): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.xsd'))) {
    const text = file === fault.file ? fault.text : readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(into, file), text);
  }
}

/** A random choice of `count` faults, each at most once. */
export function chooseFaults(folder: string, random: Random, count: number): SchemaFault[] {
  const all = [...allFaults(folder)];
  const chosen: SchemaFault[] = [];
  while (chosen.length < count && all.length > 0) chosen.push(...all.splice(random.below(all.length), 1));
  return chosen;
}
