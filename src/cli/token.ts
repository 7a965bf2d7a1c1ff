import { type Command, InvalidArgumentError } from 'commander';
import { createToken, listTokens, revokeToken, type Scope, scopes } from '../auth/tokens.ts';
import { note, print, printJson, withDatabase, withDataOption } from './context.ts';
import { CliError, exitCode } from './failure.ts';

export function registerToken(program: Command): void {
  const token = program.command('token').description('nøkler for dem som bruker API-et');

  withDataOption(token.command('create'))
    .description('lag en nøkkel; den vises bare nå')
    .requiredOption('--name <navn>', 'hvem eller hva nøkkelen er for')
    .requiredOption('--scope <liste>', `tilganger med komma mellom: ${scopes.join(', ')}`, parseScopes)
    .option('--days <antall>', 'hvor mange dager den gjelder (standard: til den trekkes tilbake)', parseDays)
    .option('--json', 'svar med ett JSON-objekt')
    .action(
      async (options: { name: string; scope: Scope[]; days?: number; json?: boolean; data?: string }) => {
        await withDatabase(options, async (db) => {
          const expiresAt =
            options.days === undefined ? {} : { expiresAt: new Date(Date.now() + options.days * 86_400_000) };
          const created = await createToken(db, { name: options.name, scopes: options.scope, ...expiresAt });
          if (options.json)
            return printJson({
              id: created.id,
              token: created.token,
              name: options.name,
              scopes: options.scope,
            });
          print(created.token);
          note(
            `Nøkkelen «${options.name}» er laget med tilgang til ${options.scope.join(', ')}. Den vises ikke igjen.`,
          );
        });
      },
    );

  withDataOption(token.command('list'))
    .description('vis nøklene (aldri selve verdiene)')
    .option('--json', 'ett JSON-objekt per linje')
    .action(async (options: { json?: boolean; data?: string }) => {
      await withDatabase(options, async (db) => {
        for (const row of await listTokens(db)) {
          if (options.json) printJson(row);
          else
            print(
              `${row.id}  ${row.name}  ${row.scopes.join(',')}  ${row.revoked_at ? 'trukket tilbake' : 'gjelder'}`,
            );
        }
      });
    });

  withDataOption(token.command('revoke'))
    .description('trekk en nøkkel tilbake; den slutter å virke med en gang')
    .argument('<id-eller-navn>')
    .action(async (which: string, options: { data?: string }) => {
      await withDatabase(options, async (db) => {
        if (!(await revokeToken(db, which)))
          throw new CliError(`Ingen nøkkel i bruk heter «${which}».`, exitCode.faults);
        note('Nøkkelen er trukket tilbake.');
      });
    });
}

function parseScopes(text: string): Scope[] {
  return text.split(',').map((part) => {
    const scope = scopes.find((known) => known === part.trim());
    if (scope === undefined)
      throw new InvalidArgumentError(
        `«${part.trim()}» er ikke en tilgang. Velg blant: ${scopes.join(', ')}.`,
      );
    return scope;
  });
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!(days > 0 && days <= 3650)) throw new InvalidArgumentError('Oppgi et antall dager fra 1 til 3650.');
  return days;
}
