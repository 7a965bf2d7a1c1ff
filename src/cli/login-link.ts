import type { Command } from 'commander';
import { createLoginLink } from '../auth/login-links.ts';
import { isRole } from '../auth/sessions.ts';
import { print, printJson, withDatabase, withDataOption } from './context.ts';
import { CliError, exitCode } from './failure.ts';

export function registerLoginLink(program: Command): void {
  withDataOption(program.command('login-link'))
    .description('lag en lenke som logger inn én gang')
    .option('--person <navn>', 'hvem lenken er for', 'administrator')
    .option('--role <rolle>', 'leser, drift, innhold eller admin', 'admin')
    .option('--url <adresse>', 'adressen til tjenesten', 'http://127.0.0.1:8080')
    .option('--json', 'svar med ett JSON-objekt')
    .action(async (options: { person: string; role: string; url: string; json?: boolean; data?: string }) => {
      await withDatabase(options, async (db) => {
        const { person, role } = options;
        if (!isRole(role))
          throw new CliError(
            `«${role}» er ikke en rolle. Velg leser, drift, innhold eller admin.`,
            exitCode.usage,
          );
        const { path } = await createLoginLink(db, { person, role, ttlMs: 24 * 3_600_000, now: new Date() });
        const url = new URL(path, options.url).href;
        if (options.json) printJson({ url });
        else print(url);
      });
    });
}
