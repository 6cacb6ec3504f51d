import { openApiDocument } from '../../contract/openapi.js';
import { docsPage } from '../docs-page.js';
import type { Handlers } from '../environment.js';
import { within } from '../../core/within.js';

/** How long a probe waits for the store. */
const PROBE_MS = 2000;

const document = openApiDocument();
const page = docsPage(document);

/** A text as a stream of one part. */
async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

const answers = (asked: Promise<unknown>): Promise<boolean> =>
  within(PROBE_MS, asked, () => new Error('too slow')).then(
    () => true,
    () => false,
  );

export const serviceHandlers = {
  healthz: (_call, { version }) => Promise.resolve({ status: 200, json: { alive: true, version } }),
  readyz: async ({ market }, { context, stopping }) => {
    const [store, loaded] = await Promise.all([answers(context.store.sequence()), answers(market())]);
    const ready = store && loaded && !stopping();
    return { status: ready ? 200 : 503, json: { ready, store, market: loaded } };
  },
  metrics: async (_call, { metrics }) => ({
    stream: once(await metrics.text()),
    type: 'text/plain; version=0.0.4; charset=utf-8',
    headers: { 'Cache-Control': 'no-store' },
  }),
  openapi: () => Promise.resolve({ status: 200, json: document }),
  docs: () => Promise.resolve({ stream: once(page), type: 'text/html; charset=utf-8' }),
} satisfies Partial<Handlers>;
