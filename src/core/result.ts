/** The outcome of something that may fail for reasons its caller expects: a value, or what went wrong. */
export type Result<Value, Problem = string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** A `Result` that holds a value. */
export function ok<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

/** A `Result` that holds what went wrong. */
export function failed<Problem>(problem: Problem): Result<never, Problem> {
  return { ok: false, problem };
}
