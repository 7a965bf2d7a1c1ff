import {
  commonTokens,
  declareFactoryPlugin,
  type FactoryPlugin,
  type Injector,
  type PluginContext,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import type { MutantRunOptions, TestRunner } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';

/**
 * Stryker's vitest runner picks tests by a pattern of their full names, which vitest 5 joins in another way: no test
 * would match and every mutant would seem to survive. This runner picks whole test files instead.
 */
type RunnerPlugin = FactoryPlugin<PluginKind.TestRunner, [typeof commonTokens.injector]>;

const [original] = vitestPlugins as unknown as [RunnerPlugin];

function createRunner(injector: Injector<PluginContext>): TestRunner {
  const runner = injector.injectFunction(original.factory);
  const mutantRun = runner.mutantRun.bind(runner);
  runner.mutantRun = (options: MutantRunOptions) =>
    mutantRun({ ...options, ...(options.testFilter && { testFilter: wholeFiles(options.testFilter) }) });
  return runner;
}
createRunner.inject = tokens(commonTokens.injector);

/** Test ids are `file#name`; an empty name matches every test of the file. */
function wholeFiles(testIds: readonly string[]): string[] {
  return [...new Set(testIds.map((id) => `${id.slice(0, id.indexOf('#'))}#`))];
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'vitest-files', createRunner)];
