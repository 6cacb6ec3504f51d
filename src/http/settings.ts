const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The limits of the server: every wait ends, every body is bounded. */
export interface HttpSettings {
  /** Bytes of a posted file. */
  readonly maxImportBytes: number;
  /** Bytes of a JSON body. */
  readonly maxJsonBytes: number;
  /** How long a JSON body may take to arrive, and how long a posted file may pause. */
  readonly bodyMs: number;
  /** How long an import may take, from its first byte. */
  readonly importMs: number;
  /** Imports at one time. */
  readonly maxImports: number;
  /** How long an answer may take. */
  readonly answerMs: number;
  /** How long a question waits for newer offers before it is answered from those at hand. */
  readonly patienceMs: number;
  /** Requests a minute of one token, and refused tokens a minute of one address. */
  readonly requestsAMinute: number;
  readonly refusalsAMinute: number;
  /** How long requests and imports in flight may go on once the server is to stop. */
  readonly graceMs: number;
}

export const defaultSettings: HttpSettings = {
  maxImportBytes: 2 ** 30,
  maxJsonBytes: 2 ** 16,
  bodyMs: 15 * SECOND,
  importMs: 15 * MINUTE,
  maxImports: 4,
  answerMs: 20 * SECOND,
  patienceMs: 2 * SECOND,
  requestsAMinute: 600,
  refusalsAMinute: 30,
  graceMs: 10 * SECOND,
};
