import fc from 'fast-check';
import { resolved, type OpenApi, type Schema } from './document.js';

/** Words that the example's data know, so that many requests find something. */
const words = [
  'Backend Engineer',
  'Data Engineer',
  'senior',
  'Berlin',
  'DE',
  'Kafka',
  'Kubernetes',
  'EUR',
  'gross',
  'year',
  '2026-06',
  'offered',
  'Fjord Pay=84000,4000',
  'pay:pay',
  'respond-async',
  '*',
];

function text({ minLength = 0, maxLength = 40, pattern }: Schema): fc.Arbitrary<string> {
  const fits = (value: string): boolean => value.length >= minLength && value.length <= maxLength;
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  const drawn =
    pattern === undefined
      ? fc.string({ unit: 'grapheme', ...length })
      : fc.stringMatching(new RegExp(pattern)).filter(fits);
  const known = words.filter(
    (word) => fits(word) && (pattern === undefined || new RegExp(pattern).test(word)),
  );
  return known.length === 0 ? drawn : fc.oneof(fc.constantFrom(...known), drawn);
}

function number(schema: Schema, whole: boolean): fc.Arbitrary<number> {
  const { minimum = -1e6, maximum = 1e9, exclusiveMinimum, exclusiveMaximum } = schema;
  const [low, high] = [exclusiveMinimum ?? minimum, exclusiveMaximum ?? maximum];
  if (whole) {
    const bounds = { min: Math.ceil(low), max: Math.floor(high) };
    return fc.integer({ ...bounds, max: Math.min(bounds.max, 2 ** 31 - 1) });
  }
  return fc.double({
    min: low,
    max: high,
    minExcluded: exclusiveMinimum !== undefined,
    maxExcluded: exclusiveMaximum !== undefined,
    noNaN: true,
  });
}

function object(schema: Schema, document: OpenApi): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, valuesOf(field, document)] as const,
  );
  const requiredKeys = [...(schema.required ?? [])];
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

/** Values that a schema allows. */
export function valuesOf(given: Schema, document: OpenApi): fc.Arbitrary<unknown> {
  const schema = resolved(given, document);
  const choices = schema.anyOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, document)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'string'].flat();
  return fc.oneof(
    ...types.map((type): fc.Arbitrary<unknown> => {
      if (type === 'null') return fc.constant(null);
      if (type === 'boolean') return fc.boolean();
      if (type === 'integer' || type === 'number') return number(schema, type === 'integer');
      if (type === 'array') return fc.array(valuesOf(schema.items ?? {}, document), { maxLength: 4 });
      return type === 'object' ? object(schema, document) : text(schema);
    }),
  );
}
