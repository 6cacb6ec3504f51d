/** Where a thread begins that answers questions about the market it was told to hold. */
import { parentPort } from 'node:worker_threads';
import type { AnswerOrder, AnswerText } from './app/answer-thread.js';
import { answerOf } from './app/market-question.js';
import { restoreMarket, type Market } from './market/market.js';
import { loadPolicy, loadRates, loadVocabulary } from './shipped.js';

const [policy, rates, vocabulary] = [loadPolicy(), loadRates(), loadVocabulary()];
const tools = { policy, rates, familyOf: (role: string): string | null => vocabulary.familyOf(role) };
let market: Market | undefined;

function answerTo({ question, snapshot }: AnswerOrder): AnswerText {
  try {
    if (snapshot) {
      // The one before may go first: there need not be room for both.
      market = undefined;
      market = restoreMarket(snapshot, tools);
    }
    return market ? JSON.stringify(answerOf(question, market, policy)) : null;
  } catch {
    // Who asks works it out, and fails of the same.
    return null;
  }
}

if (parentPort === null) throw new Error('this module runs in a thread only');
const port = parentPort;
port.on('message', (order: AnswerOrder) => {
  port.postMessage(answerTo(order));
});
