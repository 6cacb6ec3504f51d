import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';

/** What a handler answers with. */
export type Reply =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      /** An answer with a name: it is worked out only where the client does not hold it already. */
      readonly version: string;
      /** How long ago it was known to be the newest, where it may not be any more. */
      readonly ageMs: number | undefined;
      readonly text: () => string | Promise<string>;
    }
  | {
      readonly stream: AsyncIterable<string>;
      readonly type: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** How long a reader of a stream may stand still. */
const STILL_MS = 60_000;

function sendJson(response: Response, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  // As a text it goes out together with the headers.
  response.end(text);
}

async function sendStream(
  response: Response,
  { stream, type, headers = {} }: Extract<Reply, { stream: unknown }>,
): Promise<void> {
  response.status(200).type(type).set(headers);
  response.setTimeout(STILL_MS, () => response.destroy());
  response.flushHeaders();
  await pipeline(Readable.from(stream), response).catch((error: unknown) => {
    // A reader that leaves is no failure.
    if (!response.destroyed || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
      throw error;
  });
}

/**
 * Sends what a handler answers with. Answers are a person's own: nothing between here and them may keep one.
 *
 * @param inTime fails where a text takes too long to be worked out
 */
export async function sendReply(
  request: Request,
  response: Response,
  reply: Reply,
  inTime: (text: Promise<string>) => Promise<string>,
): Promise<void> {
  if ('stream' in reply) {
    await sendStream(response, reply);
    return;
  }
  if ('version' in reply) {
    // Weak, because compression changes the bytes and not what they say.
    response.setHeader('ETag', `W/"${reply.version}"`);
    response.setHeader('Cache-Control', 'private, no-cache');
    if (reply.ageMs !== undefined) response.setHeader('Age', Math.ceil(reply.ageMs / 1000));
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const text = reply.text();
    sendJson(response, 200, typeof text === 'string' ? text : await inTime(text));
    return;
  }
  response.set({ 'Cache-Control': 'no-store', ...reply.headers });
  if (reply.json === undefined) response.status(reply.status).end();
  else sendJson(response, reply.status, JSON.stringify(reply.json));
}
