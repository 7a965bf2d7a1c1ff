import { timeOfDay } from '../calendar/closed-days.ts';
import type { Weekday } from '../calendar/day.ts';
import { headProblems, referenceProblems, ruleProblems } from './checks.ts';
import { PackFault } from './fault.ts';
import { lengthOf, readLimit } from './limit.ts';
import type { Pack } from './pack.ts';
import { type Problem, problemsOf } from './problem.ts';
import { CATEGORIES, type Category, type PackFile, PackSchema, type RuleEntry } from './schema.ts';
import { readYaml, type Written } from './yaml.ts';

/**
 * Reads one rule pack, proves it, and completes it with what it takes from the pack it is based on.
 * @param text YAML or JSON
 * @param name the file's name, for the fault texts
 * @param known packs that this one may be based on
 * @throws PackFault with every problem found and its line
 */
export function readPack(text: string, name: string, known: ReadonlyMap<string, Pack> = new Map()): Pack {
  const written = readYaml(text);
  const refuse = (problems: readonly Problem[]) => {
    if (problems.length > 0) throw new PackFault(name, placed(problems, written), 'unreadable-pack');
  };
  if (written.problems.length > 0) throw new PackFault(name, written.problems, 'unreadable-pack');

  refuse(problemsOf(PackSchema, written.value, ''));
  const file = written.value as PackFile;
  refuse([
    ...headProblems(file),
    ...Object.entries(file.rules).flatMap(([id, rule]) => ruleProblems(rule, `rules/${id}`)),
  ]);

  const base = file.basedOn === undefined ? null : (known.get(file.basedOn) ?? null);
  refuse(baseProblems(file, base));
  const parts = partsOf(file, base);
  if (!isWhole(parts)) throw new PackFault(name, placed(missingParts(parts), written), 'unreadable-pack');
  const rules = { ...inheritedRules(file, base), ...file.rules };
  const terms = { ...base?.terms, ...file.terms };
  refuse(referenceProblems({ rules, terms }));
  return {
    id: file.id,
    title: file.title,
    family: file.family,
    validFrom: file.validFrom,
    validTo: file.validTo ?? null,
    basedOn: base?.id ?? null,
    ...parts,
    terms,
    rules: new Map(Object.entries(rules)),
  };
}

function placed(problems: readonly Problem[], written: Written): (Problem & { line: number | null })[] {
  return problems.map((problem) => ({ ...problem, line: written.lineOf(problem.path) }));
}

/** What a pack either says itself or takes from the pack it is based on. */
type Parts = Pick<Pack, 'window' | 'holidayNotice' | 'answerDays' | 'evidence' | 'clockSkew' | 'prices'>;

function partsOf(file: PackFile, base: Pack | null): { [part in keyof Parts]: Parts[part] | undefined } {
  return {
    window: file.window === undefined ? restedOn(file, base?.window) : toWindow(file.window),
    holidayNotice: file.holidayNotice ?? restedOn(file, base?.holidayNotice),
    answerDays: file.answerDays ?? base?.answerDays,
    evidence: file.evidence ?? base?.evidence,
    clockSkew: file.clockSkew === undefined ? base?.clockSkew : inMilliseconds(file.clockSkew),
    prices: file.prices === undefined ? base?.prices : pricesByYear(file.prices),
  };
}

/** A part taken from the base, with the source that the pack names for what it has taken. */
function restedOn<T extends { source: string }>({ inherited }: PackFile, part: T | undefined): T | undefined {
  return part === undefined || inherited === undefined ? part : { ...part, source: inherited.source };
}

function isWhole(parts: ReturnType<typeof partsOf>): parts is Parts {
  return Object.values(parts).every((part) => part !== undefined);
}

function baseProblems({ basedOn }: PackFile, base: Pack | null): Problem[] {
  if (basedOn === undefined || base !== null) return [];
  const text = {
    nb: `${basedOn} er ikke en kjent pakke`,
    nn: `${basedOn} er ikkje ein kjend pakke`,
    en: `${basedOn} is not a known pack`,
  };
  return [{ path: 'basedOn', text }];
}

function missingParts(parts: ReturnType<typeof partsOf>): Problem[] {
  return Object.entries(parts)
    .filter(([, part]) => part === undefined)
    .map(([part]) => ({
      path: '',
      text: { nb: `mangler ${part}`, nn: `manglar ${part}`, en: `lacks ${part}` },
    }));
}

/**
 * The rules taken from the base. What stood on the base's own agreement now stands on something else, which the pack
 * must name; rules of national standards keep their source.
 */
function inheritedRules(file: PackFile, base: Pack | null): Record<string, RuleEntry> {
  if (base === null) return {};
  const { inherited } = file;
  const own = [...base.rules].map(([id, rule]): [string, RuleEntry] => {
    if (inherited === undefined || rule.basis !== 'avtale') return [id, rule];
    const { alsoIn: _, ...rest } = rule;
    return [id, { ...rest, source: inherited.source, basis: inherited.basis }];
  });
  return Object.fromEntries(own);
}

function toWindow(window: NonNullable<PackFile['window']>): Pack['window'] {
  const weekdays = CATEGORIES.map((category): [Category, ReadonlySet<Weekday>] => [
    category,
    new Set<Weekday>(window.weekdays[category]),
  ]);
  return {
    opening: { from: timeOfDay(window.from) ?? 0, to: timeOfDay(window.to) ?? 0 },
    weekdays: Object.fromEntries(weekdays) as Record<Category, ReadonlySet<Weekday>>,
    source: window.source,
  };
}

/** Prices as the pack writes them, by the year as a number. */
export function pricesByYear(prices: Readonly<Record<string, number>>): ReadonlyMap<number, number> {
  return new Map(Object.entries(prices).map(([year, price]) => [Number(year), price]));
}

function inMilliseconds(written: string): number {
  const limit = readLimit(written);
  return (limit && lengthOf(limit)) ?? 0;
}
