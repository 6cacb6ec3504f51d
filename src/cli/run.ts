import { Command, CommanderError } from 'commander';
import { errorTable, MarketWorthError, problemOf } from '../core/errors.js';
import { addBacktestCommand } from './commands/backtest.js';
import { addCopyCommand } from './commands/copy.js';
import { addDemandCommand } from './commands/demand.js';
import { addDemoCommand } from './commands/demo.js';
import { addExportCommand } from './commands/export.js';
import { addGuideCommand } from './commands/guide.js';
import { addImportCommand } from './commands/import.js';
import { addImportsCommand } from './commands/imports.js';
import { addProfileCommand } from './commands/profile.js';
import { addReleaseCommand } from './commands/release.js';
import { addServeCommand } from './commands/serve.js';
import { addSkillsCommand } from './commands/skills.js';
import { addStoreCommand } from './commands/store.js';
import { addTokenCommand } from './commands/token.js';
import { addVocabularyCommand } from './commands/vocabulary.js';
import { addWorthCommand } from './commands/worth.js';
import type { CliEnvironment } from './environment.js';
import { wrap } from './render/table.js';
import { Session, type GlobalOptions } from './session.js';

const exitHelp = `
Exit codes: 0 done, 1 defect, 2 usage, 3 input refused, 4 store unreachable, 5 not enough data.`;

/** Settings of commander, which each command takes over from the program. */
function configure(program: Command, environment: CliEnvironment): Command {
  return program
    .name('market-worth')
    .description('Know your market worth before you negotiate.')
    .version(environment.version)
    .option(
      '--store <url>',
      'where offers are kept: file:PATH or mongodb://HOST/DATABASE (default: $MARKET_WORTH_STORE, else your data folder)',
    )
    .option('--json', 'one JSON document on standard output, nothing else there')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', exitHelp)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void environment.out.write(text),
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => environment.out.columns ?? 80,
    });
}

/** A usage error of commander as our own; its message already names the nearest known word. */
function understood(thrown: unknown): unknown {
  if (!(thrown instanceof CommanderError)) return thrown;
  const message = thrown.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new MarketWorthError(
    'USAGE',
    `${message.replace(/[^.?!)]$/, '$&.')} Run \`market-worth --help\` for what there is.`,
    {},
    { cause: thrown },
  );
}

async function report(thrown: unknown, environment: CliEnvironment): Promise<number> {
  const error = understood(thrown);
  const problem = problemOf(error);
  if (problem.code === 'DEFECT' && environment.variables['MARKET_WORTH_DEBUG']) {
    await environment.err.write(
      `${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
    );
  }
  if (environment.words.includes('--json')) {
    await environment.out.write(`${JSON.stringify(problem, null, 2)}\n`);
  } else {
    const width = Math.max(40, environment.err.columns ?? 80);
    await environment.err.write(`${wrap(`market-worth: ${problem.detail}`, width, '  ').join('\n')}\n`);
  }
  return errorTable[problem.code].exit;
}

/**
 * Runs one command line and gives the exit code: 0 done, 1 defect, 2 usage, 3 input refused, 4 store unreachable,
 * 5 not enough data. With `--json` a failure prints its problem document on standard output.
 */
export async function runCli(environment: CliEnvironment): Promise<number> {
  const program = configure(new Command(), environment);
  let current: Session | undefined;
  const session = (command: Command): Session =>
    (current = new Session(environment, command.optsWithGlobals<GlobalOptions>()));
  addImportCommand(program, session);
  addImportsCommand(program, session);
  addWorthCommand(program, session);
  addGuideCommand(program, session);
  addSkillsCommand(program, session);
  addDemandCommand(program, session);
  addProfileCommand(program, session);
  addVocabularyCommand(program, session);
  addBacktestCommand(program, session);
  addExportCommand(program, session);
  addReleaseCommand(program, session);
  addServeCommand(program, session);
  addTokenCommand(program, session);
  addStoreCommand(program, session);
  addCopyCommand(program, session);
  addDemoCommand(program, session);
  try {
    await program.parseAsync(environment.words.length > 0 ? environment.words : ['--help'], { from: 'user' });
    return current?.exitCode ?? 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    return report(thrown, environment);
  }
}
