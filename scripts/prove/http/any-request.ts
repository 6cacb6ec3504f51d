import fc from 'fast-check';
import { operationsOf, type OpenApi, type Parameter, type Place } from './document.js';
import { hostileBodies, hostileFiles, hostileText } from './hostile-values.js';
import { valuesOf } from './schema-values.js';

/** A request as it goes over the wire. */
export interface AnyRequest {
  readonly method: string;
  /** With its query, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

type Pairs = readonly (readonly [name: string, value: string])[];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Percent-encoding that takes half surrogates, too, as broken bytes. */
function encoded(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** No value, a value that fits, or one that is out to break something. */
function valuesFor({ schema, required }: Parameter, document: OpenApi): fc.Arbitrary<readonly string[]> {
  const fitting = valuesOf(schema, document).map((value) =>
    (Array.isArray(value) ? value : [value]).map(textOf),
  );
  return fc.oneof(
    { weight: required ? 0 : 5, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fitting },
    { weight: 1, arbitrary: hostileText.map((text) => [text]) },
    { weight: required ? 0 : 1, arbitrary: fc.tuple(hostileText, hostileText) },
  );
}

function pairsOf(parameters: readonly Parameter[], document: OpenApi): fc.Arbitrary<Pairs> {
  if (parameters.length === 0) return fc.constant([]);
  return fc
    .tuple(...parameters.map((parameter) => valuesFor(parameter, document)))
    .map((all) => all.flatMap((values, i) => values.map((value) => [parameters[i]!.name, value] as const)));
}

const strangePair: fc.Arbitrary<Pairs> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.oneof(hostileText, fc.constantFrom('role[$ne]', 'role[]', 'rol', 'query.role')), hostileText)
      .map((pair) => [pair]),
  },
);

interface Body {
  readonly type: string | undefined;
  readonly text: string | undefined;
}

/** Stands in a path for the id of the interview that was added last. */
export const KNOWN_ID = 'known-id';

/** An id drawn at random is not known, so those that may be are drawn often. */
const likelyId = fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.constant(KNOWN_ID));

function bodyOf({ operation }: Place, document: OpenApi): fc.Arbitrary<Body> {
  const content = Object.entries(operation.requestBody?.content ?? {});
  if (content.length === 0) {
    const stray = fc.constantFrom('{}', 'x');
    return fc.oneof(
      { weight: 9, arbitrary: fc.constant({ type: undefined, text: undefined }) },
      { weight: 1, arbitrary: stray.map((text) => ({ type: 'application/json', text })) },
    );
  }
  const type = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...content.map(([name]) => name)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, 'text/plain', 'application/xml', 'application/json; charset=x'),
    },
  );
  const { schema, example } = content[0]![1];
  const good = fc.oneof(fc.constant(example), valuesOf(schema, document)).map(textOf);
  const bad = fc.constantFrom<string | undefined>(undefined, ...hostileBodies, ...hostileFiles);
  const text = fc.oneof({ weight: 3, arbitrary: good }, { weight: 2, arbitrary: bad });
  return fc.record({ type, text });
}

function addressOf(path: string, parameters: Pairs, query: Pairs): string {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters.find(([other]) => other === name)?.[1] ?? 'x';
    return value === KNOWN_ID ? value : encoded(value);
  });
  const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  return search === '' ? place : `${place}?${search}`;
}

/** A header may hold visible ASCII only; the client would refuse the rest. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 500);

function requestsTo(place: Place, document: OpenApi): fc.Arbitrary<AnyRequest> {
  const parameters = place.operation.parameters ?? [];
  const of = (where: Parameter['in']): readonly Parameter[] =>
    parameters.filter((parameter) => parameter.in === where);
  const ids = of('path').map(({ name }) => likelyId.map((id) => [[name, id]] as Pairs));
  return fc
    .record({
      path: fc.oneof(pairsOf(of('path'), document), ...ids),
      query: pairsOf(of('query'), document),
      strange: strangePair,
      headers: pairsOf(of('header'), document),
      body: bodyOf(place, document),
      method: fc.oneof(
        { weight: 30, arbitrary: fc.constant(place.method) },
        { weight: 1, arbitrary: fc.constantFrom('head', 'options', 'put', 'patch', 'delete', 'post') },
      ),
    })
    .map(({ path, query, strange, headers, body, method }) => ({
      method: method.toUpperCase(),
      path: addressOf(place.path, path, [...query, ...strange]),
      headers: {
        ...Object.fromEntries(headers.map(([name, value]) => [name, headerText(value)])),
        ...(body.type === undefined ? {} : { 'content-type': body.type }),
      },
      body: body.text,
    }));
}

/** Requests to every operation of a document, those that fit and those that are out to break something. */
export function anyRequest(document: OpenApi): fc.Arbitrary<AnyRequest> {
  return fc.oneof(...operationsOf(document).map((place) => requestsTo(place, document)));
}
