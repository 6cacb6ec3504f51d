import { buildMarket, type Market } from '../market/market.js';
import type { AppContext } from './context.js';

/** Gives the market as of the store's last sequence number; built once for each. */
export type MarketSource = () => Promise<Market>;

async function build({ store, vocabulary, policy, rates }: AppContext): Promise<Market> {
  const entries = store.entries();
  const familyOf = (role: string): string | null => vocabulary.familyOf(role);
  return buildMarket(entries, await entries.sequence(), { policy, rates, familyOf });
}

/** A market source over a store; asked several times at once it builds once. */
export function createMarketSource(context: AppContext): MarketSource {
  let built: { readonly sequence: number; readonly market: Promise<Market> } | undefined;
  return async () => {
    const sequence = await context.store.sequence();
    if (built?.sequence !== sequence) {
      const market = build(context);
      built = { sequence, market };
      market.catch(() => (built = undefined));
    }
    return built.market;
  };
}
