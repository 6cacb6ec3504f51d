import { Agent } from 'node:http';
import fc from 'fast-check';
import { anyRequest, KNOWN_ID } from './any-request.js';
import { AnswerCheck } from './check-answer.js';
import type { OpenApi } from './document.js';
import { sendRequest } from './send-request.js';

/** Characters of a request that is shown. */
const SHOWN = 2000;

/** What a run of generated requests showed. */
export interface Fuzzed {
  readonly requests: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The smallest request found whose answer breaks a promise, and which; undefined where none does. */
  readonly broken: string | undefined;
}

/**
 * Sends generated requests, valid and hostile, to a server on this machine, and checks every answer against the
 * document: no failure of the server's, no hang, nothing outside of its schema.
 */
export async function fuzzHttp(
  port: number,
  document: object,
  requests: number,
  seed: number,
): Promise<Fuzzed> {
  const api = document as OpenApi;
  const check = new AnswerCheck(api);
  const agent = new Agent({ keepAlive: true });
  const statuses: Record<string, number> = {};
  let problem: string | undefined;
  let lastAdded = '0'.repeat(32);
  const property = fc.asyncProperty(anyRequest(api), async (given) => {
    const drawn = { ...given, path: given.path.replace(KNOWN_ID, lastAdded) };
    const answer = await sendRequest(port, drawn, agent);
    if (answer.status === 201) lastAdded = /"id":"([0-9a-f]{32})"/.exec(answer.body)?.[1] ?? lastAdded;
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const found = check.problem(drawn.method, drawn.path, answer);
    if (found !== undefined) problem = found;
    return found === undefined;
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: requests, seed });
  agent.destroy();
  const why = problem ?? (errorInstance instanceof Error ? errorInstance.message : 'unknown');
  const broken = failed ? `${why}\n${JSON.stringify(counterexample?.[0]).slice(0, SHOWN)}` : undefined;
  return { requests, statuses, broken };
}
