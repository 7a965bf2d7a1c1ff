import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOLIDAY_KEYS } from '../../../src/agreement/calendar/holidays.ts';
import { packNamed } from '../../../src/agreement/packs/builtin.ts';
import { ruleProblems } from '../../../src/agreement/packs/checks.ts';
import { CLOCKS } from '../../../src/agreement/packs/limit.ts';
import { readOptions } from '../../../src/agreement/packs/options.ts';
import {
  ANSWER_DAYS,
  BASES,
  DECISIONS,
  EVIDENCE,
  NATURES,
  PackSchema,
  PairOptionsSchema,
  RESPONSIBLE,
  type RuleEntry,
  RuleSchema,
  SEVERITIES,
} from '../../../src/agreement/packs/schema.ts';
import { readYaml } from '../../../src/agreement/packs/yaml.ts';

const page = readFileSync(new URL('../../../docs/rule-packs.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');

describe('docs/rule-packs.md', () => {
  it('names every field of a pack and a rule, and every option of a pair', () => {
    const fields = [PackSchema, RuleSchema, PairOptionsSchema].flatMap(({ properties }) =>
      Object.keys(properties),
    );
    for (const field of fields) expect(page, field).toMatch(new RegExp(`\`${field}\`|^${field}:`, 'm'));
  });

  it('names every clock, nature, decision, holiday and the other words that a pack may use', () => {
    for (const word of [
      ...CLOCKS,
      ...NATURES,
      ...RESPONSIBLE,
      ...SEVERITIES,
      ...BASES,
      ...DECISIONS,
      ...EVIDENCE,
      ...ANSWER_DAYS,
      ...HOLIDAY_KEYS,
    ]) {
      expect(page, word).toContain(`\`${word}\``);
    }
  });

  it('gives examples that are right', () => {
    const [rule, options] = blocks.map((block) => readYaml(block.replaceAll('…', 'x')).value);
    expect(ruleProblems((rule as Record<string, RuleEntry>)['R-INNL-4T'] as RuleEntry, '')).toEqual([]);
    expect(readOptions(options, packNamed('hmr-2021'), 'page')).toBe(options);
  });
});
