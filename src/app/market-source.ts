import { buildMarket, type Market } from '../market/market.js';
import type { AppContext } from './context.js';

/** Gives the market as of the store's last sequence number; built once for each. */
export type MarketSource = () => Promise<Market>;

/** A market source over a store; asked several times at once it builds once. */
export function createMarketSource({ store, vocabulary, policy, rates }: AppContext): MarketSource {
  let built: { readonly sequence: number; readonly market: Promise<Market> } | undefined;
  return async () => {
    const sequence = await store.sequence();
    if (built?.sequence !== sequence) {
      const tools = { policy, rates, familyOf: (role: string) => vocabulary.familyOf(role) };
      const market = buildMarket(store.entries(), sequence, tools);
      built = { sequence, market };
      market.catch(() => (built = undefined));
    }
    return built!.market;
  };
}
