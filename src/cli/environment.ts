import type { AppContext } from '../app/context.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/** A stream people or programs read. */
export interface Output {
  /** Resolves when more may be written. */
  write(text: string): Promise<void>;
  readonly isTTY: boolean;
  /** Of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** What `serve` is asked for. */
export interface ServeSettings {
  readonly host: string;
  readonly port: number;
  readonly preset: 'open' | 'team' | 'strict' | undefined;
  readonly oidc:
    { readonly issuer: string; readonly audience: string; readonly roleClaim: string } | undefined;
}

/** Everything of the outside world that the command line uses. */
export interface CliEnvironment {
  /** The words after the program's name. */
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly version: string;
  /** The store used where none is named, as a URL. */
  readonly defaultStore: string;
  /** The example's CSV file. */
  readonly exampleFile: string;
  /** The vocabulary, with a user's own file of words over it. */
  readonly vocabulary: () => Vocabulary;
  /** Opens a store and all that the use cases need; the caller closes it. */
  readonly open: (storeUrl: string) => Promise<AppContext>;
  /** Serves the API until the process is told to stop; `announce` is told where it listens. */
  readonly serve: (
    settings: ServeSettings,
    context: AppContext,
    announce: (url: string) => Promise<void>,
  ) => Promise<void>;
}
