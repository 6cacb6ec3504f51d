import { ascendingOrder } from '../../stats/ascending-order.js';
import type { PosteriorDraws } from '../../stats/posterior-draws.js';
import type { ModelSnapshot } from './model-snapshot.js';
import type { TermCodes } from './term-coder.js';

/** By family: the order of its effects by key, null where they have none. */
type Orders = readonly (Uint32Array | null)[];

type Codes = Pick<ModelSnapshot['terms'][number], 'codes'>;

function ordersOf(terms: readonly Codes[]): Orders {
  return terms.map(({ codes: { keys } }) => keys && ascendingOrder(keys));
}

/** At each place the values of the place that an order names, `width` a place. */
function ordered<Numbers extends Float64Array | Float32Array>(
  values: Numbers,
  order: Uint32Array | null | undefined,
  width = 1,
): Numbers {
  if (!order) return values;
  const sorted = values.slice() as Numbers;
  order.forEach((from, to) => {
    for (let k = 0; k < width; k++) sorted[to * width + k] = values[from * width + k]!;
  });
  return sorted;
}

/**
 * A fit with the effects of combinations numbered by their keys, not in the order they first occurred in: those that
 * an answer reads together, such as all of a role, lie together in memory.
 */
export function inKeyOrder(fit: ModelSnapshot): ModelSnapshot {
  const orders = ordersOf(fit.terms);
  const all = (values: readonly Float64Array[]): Float64Array[] =>
    values.map((family, f) => ordered(family, orders[f]));
  const allDraws = (draws: PosteriorDraws): PosteriorDraws => ({
    ...draws,
    deviations: draws.deviations.map((family, f) => ordered(family, orders[f], draws.count)),
  });
  const codesOf = (codes: TermCodes, f: number): TermCodes => ({
    ...codes,
    keys: codes.keys && ordered(codes.keys, orders[f]),
  });
  const { linear, spread } = fit;
  return {
    ...fit,
    terms: fit.terms.map(({ number, codes }, f) => ({ number, codes: codesOf(codes, f) })),
    linear: { ...linear, effects: all(linear.effects), variances: all(linear.variances) },
    draws: allDraws(fit.draws),
    spread: {
      ...spread,
      linear: { ...spread.linear, effects: all(spread.linear.effects) },
      draws: allDraws(spread.draws),
    },
  };
}

/**
 * The effects of a fit, numbered as a design of the same offers numbers them.
 *
 * @param terms of the design
 */
export function inDesignOrder(terms: readonly Codes[], effects: readonly Float64Array[]): Float64Array[] {
  const orders = ordersOf(terms);
  return effects.map((sorted, f) => {
    const order = orders[f];
    if (!order) return sorted;
    const own = new Float64Array(sorted.length);
    order.forEach((to, from) => (own[to] = sorted[from]!));
    return own;
  });
}
