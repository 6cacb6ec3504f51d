import type { AppContext } from '../app/context.js';
import type { CliEnvironment } from './environment.js';
import { plain, styled, type Style } from './render/style.js';

export interface GlobalOptions {
  readonly store?: string;
  readonly json?: boolean;
}

/** One run of one command: where it prints, how, and the code it will end with. */
export class Session {
  exitCode = 0;

  constructor(
    readonly environment: CliEnvironment,
    private readonly options: GlobalOptions,
  ) {}

  get json(): boolean {
    return this.options.json === true;
  }

  /** Columns that lines for people may take. */
  get width(): number {
    return Math.max(40, Math.min(this.environment.out.columns ?? 80, 110));
  }

  /** Colours on a terminal, none elsewhere or where NO_COLOR is set. */
  get style(): Style {
    const { out, variables } = this.environment;
    return out.isTTY && !variables['NO_COLOR'] ? styled : plain;
  }

  /** Prints lines for people, or the one JSON document of the command. */
  async print(lines: readonly string[], document: unknown): Promise<void> {
    const text = this.json ? JSON.stringify(document, null, 2) : lines.join('\n');
    await this.environment.out.write(`${text}\n`);
  }

  /** Runs a command's work on the store the user named, and closes it whatever happens. */
  async withStore(work: (context: AppContext) => Promise<void>): Promise<void> {
    const { variables, defaultStore } = this.environment;
    await this.withStoreAt(this.options.store ?? variables['MARKET_WORTH_STORE'] ?? defaultStore, work);
  }

  /** Runs work on the store at a URL, and closes it whatever happens. */
  async withStoreAt(url: string, work: (context: AppContext) => Promise<void>): Promise<void> {
    const context = await this.environment.open(url);
    try {
      await work(context);
    } finally {
      await context.store.close();
    }
  }
}
