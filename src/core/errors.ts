/**
 * Every failure the product can report: what it means over HTTP, for a shell, and as a title for people.
 * Exit codes: 1 defect, 2 usage, 3 input refused, 4 store unreachable, 5 not enough data.
 */
export const errorTable = {
  DEFECT: { status: 500, exit: 1, title: 'Something went wrong inside market-worth' },
  USAGE: { status: 400, exit: 2, title: 'The command or its options are not understood' },
  QUERY_INVALID: { status: 400, exit: 2, title: 'A value in the query is not usable' },
  MAPPING_INVALID: { status: 400, exit: 2, title: 'The column mapping does not fit' },
  VOCABULARY_INVALID: { status: 422, exit: 3, title: 'The vocabulary file does not fit' },
  FILE_NOT_FOUND: { status: 404, exit: 3, title: 'There is no such file' },
  FILE_UNREADABLE: { status: 422, exit: 3, title: 'The file cannot be read' },
  FILE_EMPTY: { status: 422, exit: 3, title: 'The file holds no rows' },
  FILE_NOT_TEXT: { status: 415, exit: 3, title: 'The file is not a CSV text' },
  HEADER_INVALID: { status: 422, exit: 3, title: 'The header of the file is not usable' },
  COLUMNS_MISSING: { status: 422, exit: 3, title: 'The file lacks columns that an import needs' },
  ROWS_REFUSED: { status: 422, exit: 3, title: 'Rows were refused and the import was asked to be strict' },
  BATCH_NOT_FOUND: { status: 404, exit: 3, title: 'There is no such import' },
  UNDO_REFUSED: { status: 409, exit: 3, title: 'This import can no longer be taken back' },
  COPY_REFUSED: { status: 409, exit: 3, title: 'This store cannot be copied there' },
  COPY_DIFFERS: { status: 409, exit: 3, title: 'The copy does not hold what its source holds' },
  RELEASE_NOT_FOUND: { status: 404, exit: 3, title: 'Nothing has been released yet' },
  STORE_UNREACHABLE: { status: 503, exit: 4, title: 'The store cannot be opened' },
  STORE_NEWER: { status: 503, exit: 4, title: 'The store was written by a newer version' },
  STORE_BUSY: { status: 503, exit: 4, title: 'The store is busy' },
  TOKEN_NEEDED: { status: 401, exit: 2, title: 'This needs an access token' },
  TOKEN_REFUSED: { status: 401, exit: 2, title: 'The access token is not accepted' },
  TOKEN_NOT_FOUND: { status: 404, exit: 3, title: 'There is no such access token' },
  ACCESS_DENIED: { status: 403, exit: 2, title: 'This needs another role' },
  IDENTITY_UNREACHABLE: { status: 503, exit: 4, title: 'The identity provider cannot be reached' },
  ROUTE_NOT_FOUND: { status: 404, exit: 2, title: 'There is nothing at this address' },
  METHOD_NOT_ALLOWED: { status: 405, exit: 2, title: 'This address does not take this method' },
  INTERVIEW_NOT_FOUND: { status: 404, exit: 3, title: 'There is no such interview' },
  INTERVIEW_CHANGED: { status: 412, exit: 3, title: 'The interview was changed meanwhile' },
  HEADERS_TOO_LARGE: { status: 431, exit: 2, title: 'The address and headers of the request are too long' },
  BODY_INVALID: { status: 400, exit: 2, title: 'The body of the request is not usable' },
  BODY_TYPE_UNKNOWN: { status: 415, exit: 2, title: 'The body is of a type that is not taken here' },
  BODY_TOO_LARGE: { status: 413, exit: 2, title: 'The body of the request is too large' },
  BODY_TOO_SLOW: { status: 408, exit: 2, title: 'The body of the request did not arrive in time' },
  RATE_LIMITED: { status: 429, exit: 2, title: 'Too many requests' },
  SERVER_BUSY: { status: 503, exit: 4, title: 'The server takes no more work just now' },
  ANSWER_TOO_SLOW: { status: 503, exit: 4, title: 'The answer did not come in time' },
  NOT_ENOUGH_DATA: { status: 200, exit: 5, title: 'There is not enough data for an answer' },
} as const satisfies Record<string, { status: number; exit: number; title: string }>;

export type ErrorCode = keyof typeof errorTable;

/** Facts for programs that come along with a message for people. */
export type ErrorFacts = Readonly<Record<string, unknown>>;

/**
 * A failure that the user can do something about. The message says what was found, what was expected and what to
 * do; it never holds a secret or a person's pay.
 */
export class MarketWorthError extends Error {
  override readonly name = 'MarketWorthError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly facts: ErrorFacts = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The RFC 9457 problem document of a failure. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly [fact: string]: unknown;
}

/**
 * Turns a thrown value into the problem document that both shells print; a value that is no `MarketWorthError` is a
 * defect, and nothing of it shows.
 *
 * @example problemOf(new MarketWorthError('FILE_NOT_FOUND', 'no file at a.csv')).status // 404
 */
export function problemOf(thrown: unknown): Problem {
  const error = thrown instanceof MarketWorthError ? thrown : undefined;
  const code: ErrorCode = error?.code ?? 'DEFECT';
  const { status, title } = errorTable[code];
  const detail =
    error?.message ??
    'This is a defect of market-worth, not of your input. Please report it with what MARKET_WORTH_DEBUG=1 prints.';
  const members = { type: `urn:market-worth:error:${code}`, title, status, code, detail };
  // A fact never takes the place of a member that has a meaning of its own.
  return { ...members, ...error?.facts, ...members };
}
