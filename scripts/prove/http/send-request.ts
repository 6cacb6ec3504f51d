import { request, type Agent } from 'node:http';
import type { AnyRequest } from './any-request.js';
import type { Answer } from './check-answer.js';

const HANGS_MS = 30_000;

/** Sends a request to a server on this machine, and waits for all of its answer. */
export function sendRequest(
  port: number,
  { method, path, headers, body }: AnyRequest,
  agent: Agent,
): Promise<Answer> {
  const began = performance.now();
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent, timeout: HANGS_MS },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'],
            body: Buffer.concat(parts).toString('utf8'),
            milliseconds: performance.now() - began,
          });
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${HANGS_MS} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
