import { MarketWorthError } from '../core/errors.js';

/** The failures of Express and its body parser, by their type. */
const bodyFailures: Readonly<
  Record<string, readonly [code: 'BODY_INVALID' | 'BODY_TOO_LARGE' | 'BODY_TYPE_UNKNOWN', message: string]>
> = {
  'entity.parse.failed': ['BODY_INVALID', 'The body is not JSON. Expected one JSON object.'],
  'entity.verify.failed': ['BODY_INVALID', 'The body is not JSON. Expected one JSON object.'],
  'entity.too.large': ['BODY_TOO_LARGE', 'The body is larger than this address takes.'],
  'encoding.unsupported': [
    'BODY_TYPE_UNKNOWN',
    'The Content-Encoding is not known. Expected gzip, deflate, br or none.',
  ],
  'charset.unsupported': ['BODY_TYPE_UNKNOWN', 'The charset is not known. Expected utf-8.'],
  'request.size.invalid': ['BODY_INVALID', 'The body is not as long as its Content-Length says.'],
  'request.aborted': ['BODY_INVALID', 'The body ended before its end.'],
};

function typeOf(thrown: object): string | undefined {
  return 'type' in thrown && typeof thrown.type === 'string' ? thrown.type : undefined;
}

/** A thrown value with the failures of Express as our own; what is left is a defect. */
export function understoodError(thrown: unknown): unknown {
  if (thrown instanceof MarketWorthError || typeof thrown !== 'object' || thrown === null) return thrown;
  // Node says so where a sender goes away in the middle of a body.
  const left = 'code' in thrown && thrown.code === 'ECONNRESET';
  const known = bodyFailures[left ? 'request.aborted' : (typeOf(thrown) ?? '')];
  if (known) return new MarketWorthError(known[0], known[1], {}, { cause: thrown });
  const status = 'status' in thrown ? thrown.status : undefined;
  if (thrown instanceof URIError || (status === 400 && !typeOf(thrown))) {
    return new MarketWorthError(
      'QUERY_INVALID',
      'The address has a part that cannot be decoded.',
      {},
      { cause: thrown },
    );
  }
  // Whatever else the body parser refuses, such as bytes that do not inflate, is the body's fault.
  if (status === 400)
    return new MarketWorthError('BODY_INVALID', 'The body cannot be read.', {}, { cause: thrown });
  return thrown;
}
