import { z } from 'zod';
import { entrySchema } from '../../domain/entry.js';

/** How mongoose casts a field. */
interface Definition {
  readonly type: unknown;
  readonly enum?: readonly string[];
  readonly default?: undefined;
}

interface JsonType {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonType;
}

function definitionOf(name: string, { type, enum: values, items }: JsonType): Definition {
  if (type === 'string') return values ? { type: String, enum: [...values] } : { type: String };
  if (type === 'number' || type === 'integer') return { type: Number };
  if (type === 'array' && items?.type === 'string') return { type: [String], default: undefined };
  throw new Error(
    `the field ${name} of an entry is of a type that has no counterpart in MongoDB: ${String(type)}`,
  );
}

/** The fields of an entry for mongoose, made from the domain's schema, so that there is one source for both. */
export function entryFields(): Record<string, Definition> {
  const { properties = {} } = z.toJSONSchema(entrySchema, { io: 'input' });
  return Object.fromEntries(
    Object.entries(properties).map(([name, type]) => [name, definitionOf(name, type as JsonType)]),
  );
}
