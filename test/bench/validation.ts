import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ParseOption, XmlDocument } from 'libxml2-wasm';
import { buildPasientlogistikk } from '../../src/messages/build/pasientlogistikk.ts';
import { buildReport } from '../../src/messages/build/reports.ts';
import { syntheticFodselsnummer } from '../../src/messages/identity/synthetic.ts';
import { readMessage } from '../../src/messages/read/read-message.ts';
import { withDocument } from '../../src/messages/xml/parse.ts';
import { createValidator } from '../../src/validation/create-validator.ts';
import { compileSchemas } from '../../src/validation/schema/compile.ts';
import { readBuiltInSchemas } from '../../src/validation/schema/sources.ts';

/**
 * What it costs to read and prove a message of 5 kB and of 50 kB, in µs of CPU time in one thread, beside the same
 * parsing and schema check in libxml2 itself (C, compiled here when gcc and the headers are there).
 *
 *   node test/bench/validation.ts            the costs and their ratio to libxml2 in C
 *   node test/bench/validation.ts --memory   memory over 100,000 messages
 */
const head = {
  msgId: '5f3b6f1c-9d1e-4d46-8a51-0000000000b1',
  genDate: '2026-03-02T09:05:00',
  sender: {
    her: 8_140_001,
    name: 'Fjordheim sykehus HF',
    service: { her: 8_140_010, name: 'Ortopedisk avdeling' },
  },
  receiver: {
    her: 8_140_002,
    name: 'Åsgrend kommune',
    service: { her: 8_140_020, name: 'Sykepleietjenesten' },
  },
  patient: {
    familyName: 'Østgård',
    givenName: 'Kåre',
    birthDate: '1951-05-17',
    sex: '1' as const,
    ids: [{ id: syntheticFodselsnummer('1951-05-17', '1', 7), type: 'FNR' }],
  },
};

const messages = {
  '5 kB': Buffer.from(
    buildPasientlogistikk({
      ...head,
      type: 'LOG_UTSKRIVNINGSKLAR',
      events: [
        { code: '1', at: '2026-03-02T08:40:00', description: 'Innlagt etter fall. '.repeat(30) },
        { code: '3', at: '2026-03-06' },
      ],
    }),
  ),
  '50 kB': Buffer.from(
    buildReport({
      ...head,
      type: 'INNLEGGELSESRAPPORT',
      medical: [
        { list: 9142, code: 'AAI', name: 'Årsak til innleggelse', text: 'Fall på badet. '.repeat(100) },
      ],
      nursing: [
        { list: 9141, code: '8', name: 'Sykepleiesammenfatning', text: 'Går med rullator. '.repeat(100) },
        { list: 9141, code: '14', name: 'Praktiske opplysninger', text: 'Nøkkel er sendt med.' },
      ],
      cave: ['Penicillin'],
      medicines: Array.from({ length: 42 }, (_, index) => ({
        name: `Legemiddel ${index}`,
        dose: '1 tablett morgen og kveld',
        strength: { value: '50', unit: 'mg' },
        use: '1' as const,
      })),
      services: Array.from({ length: 20 }, () => ({
        code: '15',
        name: 'Helsetjenester i hjemmet',
        start: '2024-09-01',
      })),
      functions: Array.from({ length: 17 }, (_, index) => ({
        code: String(index + 1),
        name: 'Funksjon',
        grade: 2,
      })),
    }),
  ),
};

const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;
const ROUNDS = 7;
const schemas = await readBuiltInSchemas();
const schema = compileSchemas(schemas);
const validator = await createValidator({ production: false });
const now = new Date('2026-06-01T12:00:00Z');

if (process.argv.includes('--memory')) await memory();
else costs();

function costs(): void {
  for (const [size, bytes] of Object.entries(messages)) {
    const { verdict, findings } = validator.validate(bytes, { now });
    if (verdict !== 'accepted')
      throw new Error(`The message of the bench is not valid: ${JSON.stringify(findings)}`);
    const repeat = Math.max(50, Math.round(4_000_000 / bytes.length));
    const parse = cost(repeat, () => XmlDocument.fromBuffer(bytes, { option: OPTIONS }).dispose());
    const both = cost(repeat, () => {
      const document = XmlDocument.fromBuffer(bytes, { option: OPTIONS });
      schema.validate(document);
      document.dispose();
    });
    const copied = cost(repeat, () => withDocument(bytes, () => null));
    const read = cost(repeat, () => withDocument(bytes, ({ root }) => readMessage(root)));
    const whole = cost(repeat, () => validator.validate(bytes, { now }));
    say(`${size} (${bytes.length} bytes)`);
    say(`  parse                      ${µs(parse)}`);
    say(`  parse + schema             ${µs(both)}`);
    say(`  copying the tree adds      ${µs(copied - parse)}`);
    say(`  reading the fields adds    ${µs(read - copied)}`);
    say(`  the rules add              ${µs(whole - both - (read - parse))}`);
    say(`  everything                 ${µs(whole)}`);
    const anchor = inC(bytes, repeat);
    if (!anchor) say('  libxml2 in C: not measured (gcc or the libxml2 headers are missing)');
    else {
      say(
        `  libxml2 ${anchor.version} in C: parse ${µs(anchor.parse)}, parse + schema ${µs(anchor.parseAndSchema)}`,
      );
      say(
        `  parse + schema: ${(anchor.parseAndSchema / both).toFixed(2)} × the speed of C; everything: ${(anchor.parseAndSchema / whole).toFixed(2)} ×`,
      );
    }
  }
}

/** The best of some rounds: what the work costs when nothing else disturbs it. */
function cost(repeat: number, work: () => unknown): number {
  for (let index = 0; index < repeat; index += 1) work();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.threadCpuUsage();
    for (let index = 0; index < repeat; index += 1) work();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, (user + system) / repeat);
  }
  return best;
}

interface Anchor {
  version: string;
  parse: number;
  parseAndSchema: number;
}

function inC(bytes: Buffer, repeat: number): Anchor | null {
  const folder = mkdtempSync(join(tmpdir(), 'meldingsvakt-bench-'));
  try {
    const flags = execFileSync('xml2-config', ['--cflags', '--libs'], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    const program = join(folder, 'anchor');
    const source = fileURLToPath(new URL('./validation-anchor.c', import.meta.url));
    execFileSync('gcc', ['-O2', '-o', program, source, ...flags], { stdio: 'ignore' });
    const message = join(folder, 'message.xml');
    writeFileSync(message, bytes);
    const driver = fileURLToPath(new URL('../../schemas/driver.xsd', import.meta.url));
    return JSON.parse(
      execFileSync(program, [driver, message, String(repeat)], { encoding: 'utf8' }),
    ) as Anchor;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    if (error instanceof Error && 'status' in error) return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function memory(): Promise<void> {
  const small = messages['5 kB'];
  for (let count = 0; count <= 100_000; count += 1) {
    if (count % 10_000 === 0) {
      say(
        `${String(count).padStart(7)} messages: ${Math.round(process.memoryUsage.rss() / 1_000_000)} MB resident`,
      );
    }
    validator.validate(small, { now });
    // As in a service, where every message is a job of its own; weak references live at least as long as the job.
    if (count % 100 === 0) await setImmediate();
  }
}

function µs(value: number): string {
  return `${value.toFixed(1)} µs`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
