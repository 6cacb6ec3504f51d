import { payBases, taxKinds } from '../../domain/offer.js';
import type { Policy } from '../../domain/policy.js';
import { fitInput, fitOffers, withFit } from '../fitted-pool.js';
import { buildPool, type PoolKey } from '../pool.js';
import { allRows, takeRows } from '../take-rows.js';
import type { SourcedPool } from './cell-figures.js';
import type { ReleaseInput } from './release-input.js';
import type { ReleaseRules } from './release-rules.js';

/** Names a pool as it is published. */
export function poolName({ currency, tax, basis }: PoolKey): string {
  return JSON.stringify([currency, tax, basis]);
}

/** The pool that a name is of. */
export function poolOf(name: string): PoolKey {
  const [currency, tax, basis] = JSON.parse(name) as [string, PoolKey['tax'], PoolKey['basis']];
  return { currency, tax, basis };
}

/** The pools that offers belong to, by name; base pay, which every offer has, before the other bases. */
function poolKeys({ columns }: ReleaseInput): PoolKey[] {
  const seen = new Set<number>();
  for (let row = 0; row < columns.rows; row++) {
    seen.add(columns.currency.codes[row]! * taxKinds.length + columns.tax[row]!);
  }
  return [...seen]
    .map((code) => ({
      currency: columns.currency.values[Math.floor(code / taxKinds.length)]!,
      tax: taxKinds[code % taxKinds.length]!,
    }))
    .sort((a, b) => (a.currency + a.tax < b.currency + b.tax ? -1 : 1))
    .flatMap((pool) => payBases.map((basis) => ({ ...pool, basis })));
}

/**
 * The pools that enough contributors stand behind for anything to be published of them, and those of which something
 * was published before, fitted one after the other.
 */
export function* releasePools(
  input: ReleaseInput,
  before: ReadonlySet<string>,
  rules: ReleaseRules,
  weights: Policy['weights'],
): Generator<SourcedPool> {
  for (const key of poolKeys(input)) {
    const { columns, landings } = input;
    const { rows } = buildPool({ columns, current: allRows(columns.rows), landings }, key, weights);
    const provenance = Array.from(rows, (row) => input.provenance[row]!);
    const contributors = new Set(provenance.map(({ contributor }) => contributor)).size;
    const needed = key.basis === 'basePay' ? rules.fewest : rules.singleBasisBelow;
    if (contributors >= needed || before.has(poolName(key))) {
      const own = takeRows(columns, rows);
      const pool = buildPool({ columns: own, current: allRows(own.rows), landings }, key, weights);
      yield { ...withFit(pool, fitOffers(fitInput(pool))), provenance };
    }
  }
}
