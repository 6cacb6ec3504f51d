import { randomUUID } from 'node:crypto';
import { maxHeaderSize } from 'node:http';
import type { Duplex } from 'node:stream';
import { MarketWorthError, problemOf } from '../core/errors.js';

function textOf(status: string, head: readonly string[], body: string): string {
  return [`HTTP/1.1 ${status}`, 'Connection: close', ...head, '', body].join('\r\n');
}

/** What is answered where the head of a request cannot be read. */
function answerTo({ code }: NodeJS.ErrnoException): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return textOf('408 Request Timeout', [], '');
  if (code !== 'HPE_HEADER_OVERFLOW') return textOf('400 Bad Request', [], '');
  const message = `The address and headers are longer than ${maxHeaderSize} bytes. Send a shorter request.`;
  const problem = problemOf(new MarketWorthError('HEADERS_TOO_LARGE', message));
  const body = JSON.stringify({ ...problem, requestId: randomUUID() });
  const head = [
    'Content-Type: application/problem+json',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return textOf('431 Request Header Fields Too Large', head, body);
}

/** Answers what never becomes a request, so that the API does not get to see it, and closes its connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(answerTo(error), () => socket.destroy());
}
