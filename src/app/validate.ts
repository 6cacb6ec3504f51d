import type { z } from 'zod';
import { MarketWorthError, type ErrorCode } from '../core/errors.js';

/** `payMin` or `offers[0].base` as a person wrote it: `--pay-min`, `offers[0].base`. */
function readablePath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** The value an issue is about, in words and cut short. */
function foundAt(input: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (inside, part) =>
      typeof inside === 'object' && inside !== null
        ? (inside as Record<PropertyKey, unknown>)[part]
        : undefined,
    input,
  );
  if (value === undefined) return 'nothing';
  return typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 80);
}

/**
 * The value as the schema has it, or a `MarketWorthError` that names each part that does not fit, what was found there
 * and what was expected.
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  code: ErrorCode,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${readablePath(path) || 'value'}: found ${foundAt(input, path)}. ${message}.`,
  );
  throw new MarketWorthError(code, problems.join(' '));
}
