import type { Command } from 'commander';
import { type Config, type Flags, readConfig } from '../config.ts';
import { createLog, type Log } from '../log.ts';
import { type Service, startService } from '../serve.ts';
import { withDataOption } from './context.ts';
import { exitCode, reportFailure } from './failure.ts';
import { terminalLog } from './terminal-log.ts';
import { welcome } from './welcome.ts';

/** The process ends by force when an orderly end has taken this long. */
const patience = 9_500;

export function registerServe(program: Command): void {
  withDataOption(program.command('serve'))
    .description('start tjenesten')
    .option('--role <rolle>', 'all, http eller worker')
    .option('--port <port>', 'porten det lyttes på (standard 8080)')
    .option('--host <adresse>', 'adressen det lyttes på (standard 127.0.0.1)')
    .option('--schemas <mappe>', 'bruk de offisielle XSD-ene i denne mappen')
    .action(async (flags: Flags) => {
      const config = readConfig(flags);
      await runService(
        config,
        process.stdout.isTTY ? terminalLog(config.logLevel) : createLog(config.logLevel),
      );
    });
}

/** Runs the service until a signal ends it. `started` may do more once it takes traffic. */
export async function runService(
  config: Config,
  log: Log,
  started?: (service: Service) => Promise<() => Promise<void>>,
): Promise<void> {
  let service: Service;
  try {
    service = await startService(config, log, () => process.exit(exitCode.environment));
  } catch (error) {
    log.fatal({ err: error }, 'could not start');
    process.exitCode = reportFailure(error);
    return;
  }
  let stopping = false;
  let stopMore: () => Promise<void> = async () => undefined;

  async function stop(signal: string, code: number = exitCode.fine): Promise<void> {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      log.fatal('did not stop in time; ending by force');
      process.exit(exitCode.environment);
    }, patience).unref();
    log.info({ signal }, 'asked to stop');
    try {
      await stopMore();
      await service.stop();
      process.exit(code);
    } catch (error) {
      log.fatal({ err: error }, 'did not stop cleanly');
      process.exit(exitCode.environment);
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  process.on('uncaughtException', (error) => {
    // What is committed is safe and what is not was not confirmed; a fresh process is safer than a doubtful one.
    log.fatal({ err: error }, 'uncaught exception');
    void stop('uncaughtException', exitCode.environment);
  });

  try {
    if (service.address !== null) await welcome(service, service.address, config);
    if (started !== undefined) stopMore = await started(service);
  } catch (error) {
    log.fatal({ err: error }, 'could not begin');
    await stop('failure', reportFailure(error));
  }
}
