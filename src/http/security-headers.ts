import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import { docsStyleHash } from './docs-page.js';

/** Nothing on our pages comes from elsewhere, and nothing of ours is shown inside of another page. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: [docsStyleHash],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** The headers by which browsers are told what not to do. They are the same for all answers, so helmet is asked once. */
export function securityHeaders(): readonly (readonly [name: string, value: string])[] {
  const headers: [name: string, value: string][] = [];
  const recorder = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  const protect = helmet({ contentSecurityPolicy, crossOriginEmbedderPolicy: true });
  protect(
    undefined as unknown as IncomingMessage,
    recorder as unknown as ServerResponse,
    (error?: unknown) => {
      if (error !== undefined) throw error as Error;
    },
  );
  return headers;
}
