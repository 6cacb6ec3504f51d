import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Headers by which a proxy says that a request began elsewhere. */
const FORWARDED =
  /^(?:forwarded|via|x-forwarded-.*|x-original-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*|fastly-.*)$/;

/**
 * Whether an address to listen on can be reached from this machine alone.
 *
 * @example isLoopbackAddress('127.0.0.1') // true
 */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  if (isIP(plain) === 4) return plain.startsWith('127.');
  return plain === '::1' || plain.toLowerCase() === 'localhost';
}

/**
 * Whether a `Host` header, or what an `Origin` has behind its scheme, names this machine.
 *
 * @example isLoopbackHost('localhost:8080') // true
 */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

function isLoopbackOrigin(origin: string): boolean {
  const match = /^https?:\/\/([^/]+)$/i.exec(origin);
  return match !== null && isLoopbackHost(match[1]!);
}

/**
 * Whether a request was made on this machine, for this machine. A page from elsewhere that a browser here shows fails
 * it by its `Origin`, or by its `Host` where its name was bound to this machine (DNS rebinding); what a proxy here
 * passes on fails it by the headers that the proxy adds.
 */
export function isLocalRequest(headers: IncomingHttpHeaders, remoteAddress: string | undefined): boolean {
  const { host, origin } = headers;
  return (
    remoteAddress !== undefined &&
    isLoopbackAddress(remoteAddress) &&
    host !== undefined &&
    isLoopbackHost(host) &&
    (origin === undefined || isLoopbackOrigin(origin)) &&
    headers['sec-fetch-site'] !== 'cross-site' &&
    !Object.keys(headers).some((name) => FORWARDED.test(name))
  );
}
