import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/cli/commands.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

/** Files below a folder, by their path from the repository's root. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

const sources = filesIn('src').filter((file) => file.endsWith('.ts'));
const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What a file imports: packages as named, files of ours by their path from the repository's root. */
function importsOf(file: string): string[] {
  return [...text(file).matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(file, '..', name)) : name,
  );
}

/** `src/validation/rules/x.ts` is of `validation`; files directly below `src` are of themselves. */
const folderOf = (file: string) => file.split('/')[1] ?? '';
const within = (...names: string[]) => sources.filter((file) => names.includes(folderOf(file)));

/** Lines that `pattern` finds, as `file: line`. */
const matches = (files: string[], pattern: RegExp) =>
  files.flatMap((file) =>
    text(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );

const pure = ['agreement', 'messages', 'validation'];

describe('agreement, messages and validation are pure', () => {
  /** These read what lies beside the code, once: schemas and rule packs. */
  const readers = [
    'src/agreement/packs/builtin.ts',
    'src/messages/ebxml/schema.ts',
    'src/validation/schema/sources.ts',
  ];

  it('know no server, no database, no queue, no network', () => {
    const forbidden =
      /^(@?fastify|pg$|kysely|bullmq|ioredis|undici|node:(net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster))/;
    const found = within(...pure).flatMap((file) =>
      importsOf(file)
        .filter((name) => forbidden.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('read no files, but for schemas and rule packs', () => {
    const found = within(...pure).filter((file) =>
      importsOf(file).some((name) => /^node:(fs|process)\b/.test(name)),
    );
    expect(found.toSorted()).toEqual(readers);
  });

  it('have no clock, no chance and no environment of their own', () => {
    const clock =
      /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(|\bMath\.random\(|\bprocess\.(env|argv|cwd|hrtime|pid)\b/;
    expect(matches(within(...pure), clock)).toEqual([]);
  });

  it('use nothing of ours but one another; agreement not even that', () => {
    const found = within(...pure).flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('src/'))
        .filter((name) => {
          const own = folderOf(file);
          return own === 'agreement'
            ? folderOf(name) !== own
            : !['messages', 'validation'].includes(folderOf(name));
        })
        .map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});

describe('dependencies point one way', () => {
  /** Who may import from a folder, besides itself; what is not listed may be used by all above the pure three. */
  const doors: Record<string, string[]> = {
    cli: ['main.ts'],
    'services.ts': ['serve.ts'],
    'serve.ts': ['cli'],
    http: ['serve.ts', 'dashboard'],
    dashboard: ['http'],
    intake: ['services.ts', 'http', 'ebms', 'cli'],
    ebms: ['services.ts', 'http', 'cli'],
    queue: ['services.ts', 'delivery'],
    postgres: ['storage.ts', 'cli'],
    simulate: ['cli'],
  };

  it.each(Object.entries(doors))('%s is imported only by %j', (folder, users) => {
    const found = new Set(
      sources
        .filter((file) => folderOf(file) !== folder)
        .filter((file) =>
          importsOf(file).some((name) => name.startsWith('src/') && folderOf(name) === folder),
        )
        .map(folderOf),
    );
    expect([...found].filter((user) => !users.includes(user))).toEqual([]);
  });

  it('the embedded PostgreSQL has one door, and its errors', () => {
    const used = sources
      .filter((file) => folderOf(file) !== 'postgres')
      .flatMap(importsOf)
      .filter((name) => name.startsWith('src/postgres/'));
    expect([...new Set(used)].toSorted()).toEqual(['src/postgres/error.ts', 'src/postgres/index.ts']);
  });
});

describe('the source', () => {
  it('has no file of more than 400 lines', () => {
    const long = sources.filter((file) => text(file).split('\n').length > 400);
    expect(long).toEqual([]);
  });

  it('writes nothing past the log and the commands’ own output', () => {
    expect(matches(sources, /\bconsole\./)).toEqual([]);
  });

  it('switches no check off', () => {
    const off = new RegExp(
      ['@ts-(ignore|expect-error|nocheck)', 'biome-ignore', '\\bas any\\b(?!`)', ': any\\b'].join('|'),
    );
    expect(matches(sources, off)).toEqual([]);
  });

  it.each(folders)('src/%s says in a README what belongs there', (folder) => {
    expect(existsSync(join(root, 'src', folder, 'README.md'))).toBe(true);
    expect(text(`src/${folder}/README.md`)).toMatch(/^# \S/);
  });
});

describe('the documents', () => {
  const pages = trackedFiles().filter((file) => file.endsWith('.md'));

  it('link only to what is there', () => {
    const broken = pages.flatMap((page) =>
      [...text(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target = '']) => normalize(join(page, '..', target)))
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('list every decision', () => {
    const decisions = pages.filter((file) => file.startsWith('docs/decisions/'));
    const listed = text('docs/README.md');
    expect(decisions.filter((file) => !listed.includes(`(${file.slice('docs/'.length)})`))).toEqual([]);
  });
});

describe('the README', () => {
  it('names every command', () => {
    const named = [...text('README.md').matchAll(/^\| `([a-z-]+)/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  });
});

describe('what is kept in the repository', () => {
  const own = trackedFiles().filter((file) => !/\.(svg|png|ico|gz|bin)$/.test(file));

  it('names no path of somebody’s machine', () => {
    const paths = new RegExp(
      ['(home|Users)/\\w+/', '(root|tmp)/', 'work/\\w+/'].map((path) => `(?<![\\w.}-])/${path}`).join('|'),
    );
    expect(matches(own, paths)).toEqual([]);
  });

  it('names no package registry', () => {
    const registries = new RegExp(
      ['registry\\.\\w+\\.(org|com|net|io|no)\\b', 'artifactory', '_authToken'].join('|'),
      'i',
    );
    expect(matches(own, registries).filter((line) => !line.startsWith('test/architecture.test.ts'))).toEqual(
      [],
    );
    expect(text('package-lock.json')).not.toContain('"resolved"');
  });
});

/** Files under version control, or all that lie there in a copy that has none. */
function trackedFiles(): string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  } catch {
    const top = readdirSync(root, { withFileTypes: true });
    const files = top.filter((entry) => entry.isFile()).map(({ name }) => name);
    return [...files, ...['src', 'test', 'docs', 'scripts', 'schemas', 'docker', 'bin'].flatMap(filesIn)];
  }
}
