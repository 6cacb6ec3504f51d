import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { operationsOf, type OpenApi } from './document.js';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
  readonly milliseconds: number;
}

const SLOW_MS = 5000;
/** Half of what the head of a request may have. */
const LONG = 8192;

/** Statuses that stand for a request that no operation takes. */
const outside = [404, 405];

/**
 * Checks answers against the document that promises them: a documented status and media type, a body of its schema, no
 * failure of the server's, in time. Gives what is wrong with an answer, or nothing.
 */
export class AnswerCheck {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #places: readonly { readonly matches: RegExp; readonly path: string; readonly method: string }[];

  constructor(private readonly document: OpenApi) {
    this.#ajv.addSchema(document, 'api');
    this.#places = operationsOf(document).map(({ path, method }) => ({
      path,
      method,
      matches: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
    }));
  }

  problem(method: string, path: string, answer: Answer): string | undefined {
    const { status, milliseconds } = answer;
    if (status >= 500) return `status ${status}: ${answer.body.slice(0, 300)}`;
    if (milliseconds > SLOW_MS) return `it took ${milliseconds} ms`;
    // What does not even fit the parser's buffer is refused before there is a route.
    if (status === 431 && path.length > LONG) return undefined;
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const bare = path.split('?')[0]!;
    const place = this.#places.find((other) => other.method === asked && other.matches.test(bare));
    if (!place) {
      if (!outside.includes(status)) return `status ${status} where there is nothing`;
      return method === 'HEAD' ? undefined : this.#bodyProblem('/components/schemas/Problem', answer);
    }
    return this.#documented(place.path, place.method, method, answer);
  }

  #documented(path: string, operation: string, method: string, answer: Answer): string | undefined {
    const reply = this.document.paths[path]![operation]!.responses[String(answer.status)];
    if (!reply) return `status ${answer.status} is not documented: ${answer.body.slice(0, 200)}`;
    const type = answer.type?.split(';')[0];
    if (method === 'HEAD') return undefined;
    if (!reply.content) return answer.body === '' ? undefined : 'a body where there should be none';
    if (type === undefined || !(type in reply.content))
      return `media type ${type ?? 'none'} is not documented`;
    if (!type.endsWith('json')) return undefined;
    const escaped = [path, operation, 'responses', String(answer.status), 'content', type, 'schema'].map(
      (part) =>
        part.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D'),
    );
    return this.#bodyProblem(`/paths/${escaped.join('/')}`, answer);
  }

  #bodyProblem(pointer: string, { body }: Answer): string | undefined {
    let validate = this.#compiled.get(pointer);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: `api#${pointer}` });
      this.#compiled.set(pointer, validate);
    }
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      return `the body is not JSON: ${body.slice(0, 200)}`;
    }
    return validate(parsed)
      ? undefined
      : `the body is outside of its schema: ${this.#ajv.errorsText(validate.errors)}`;
  }
}
