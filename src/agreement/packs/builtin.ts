import { readFileSync } from 'node:fs';
import { AgreementFault, quote } from '../fault.ts';
import type { Pack } from './pack.ts';
import { readPack } from './read.ts';

/** The packs that come with the product, a base before those that are based on it. */
const FILES = ['hmr-2021.yaml', 'hmr-2015.yaml'];

/** The pack that is used when none is named. */
export const DEFAULT_PACK = 'hmr-2021';

let packs: ReadonlyMap<string, Pack> | null = null;

/** The built-in packs by id, read once from the files beside this one. */
export function builtInPacks(): ReadonlyMap<string, Pack> {
  packs ??= readAll();
  return packs;
}

function readAll(): ReadonlyMap<string, Pack> {
  const found = new Map<string, Pack>();
  for (const file of FILES) {
    const pack = readPack(readFileSync(new URL(file, import.meta.url), 'utf8'), file, found);
    found.set(pack.id, pack);
  }
  return found;
}

/** @throws AgreementFault `unknown-pack` */
export function packNamed(id: string, known: ReadonlyMap<string, Pack> = builtInPacks()): Pack {
  const pack = known.get(id);
  if (pack !== undefined) return pack;
  const names = [...known.keys()].join(', ');
  throw new AgreementFault('unknown-pack', {
    nb: `Ukjent pakke «${quote(id)}». Kjente: ${names}.`,
    nn: `Ukjend pakke «${quote(id)}». Kjende: ${names}.`,
    en: `Unknown pack “${quote(id)}”. Known: ${names}.`,
  });
}
