import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { validate } from '../app/validate.js';
import { MarketWorthError, type ErrorCode } from '../core/errors.js';
import { nearestNames } from '../ingest/nearest-names.js';

/** Parameters as a URL has them: one value, or several where the name is repeated. */
export type RawParameters = Readonly<Record<string, unknown>>;

type Kind = 'text' | 'number' | 'flag';

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Refuses names that are not known, with the nearest one that is. */
export function refuseUnknown(given: readonly string[], known: readonly string[], code: ErrorCode): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [nearest] = nearestNames(unknown, known, 1);
  const hint = nearest === undefined ? 'None is taken here.' : `Did you mean ${nearest}?`;
  const all = known.length > 0 ? ` Known: ${known.join(', ')}.` : '';
  throw new MarketWorthError(code, `Found the unknown name "${unknown.slice(0, 80)}". ${hint}${all}`);
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap()) : schema;
}

function kindOf(schema: unknown): Kind {
  if (schema instanceof z.ZodNumber) return 'number';
  return schema instanceof z.ZodBoolean ? 'flag' : 'text';
}

/** A text as the kind of value that is expected; as it is where it is none, so that the schema says what it found. */
function valueOf(text: unknown, kind: Kind): unknown {
  if (typeof text !== 'string') return text;
  if (kind === 'number') return NUMBER.test(text) ? Number(text) : text;
  if (kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/**
 * A reader of the parameters that a schema describes, which are all texts in a URL: numbers and flags become what they
 * are, a list is its name repeated. Fails with QUERY_INVALID naming each that does not fit, and the nearest known name
 * of one that is not known.
 */
export function parameterReader<Schema extends z.ZodObject>(
  schema: Schema,
): (raw: RawParameters) => z.output<Schema> {
  const readers = new Map<string, (raw: unknown) => unknown>();
  for (const [name, field] of Object.entries(schema.shape)) {
    const inner = unwrapped(field);
    if (inner instanceof z.ZodArray) {
      const kind = kindOf(unwrapped(inner.element));
      readers.set(name, (raw) => (Array.isArray(raw) ? raw : [raw]).map((text) => valueOf(text, kind)));
    } else {
      const kind = kindOf(inner);
      readers.set(name, (raw) => valueOf(raw, kind));
    }
  }
  const known = [...readers.keys()];
  return (raw) => {
    const names = Object.keys(raw);
    refuseUnknown(names, known, 'QUERY_INVALID');
    const values = names.map((name) => [name, readers.get(name)!(raw[name])] as const);
    return validate(schema, Object.fromEntries(values), 'QUERY_INVALID');
  };
}

const ADDRESSES_KEPT = 1000;
/** Longer addresses than anyone writes are not worth keeping. */
const LONGEST_ADDRESS = 2000;

/** A reader as `parameterReader`, of the part of an address behind its `?`; an address that it knows is not read again. */
export function queryReader<Schema extends z.ZodObject>(
  schema: Schema,
): (request: Request) => z.output<Schema> {
  const read = parameterReader(schema);
  const known = new LRUCache<string, z.output<Schema>>({ max: ADDRESSES_KEPT });
  return (request) => {
    const { url } = request;
    const kept = known.get(url);
    if (kept) return kept;
    const values = read(request.query);
    if (url.length <= LONGEST_ADDRESS) known.set(url, values);
    return values;
  };
}
