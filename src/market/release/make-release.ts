import type { Policy } from '../../domain/policy.js';
import {
  sealRelease,
  type PoolLedger,
  type Release,
  type ReleasedPool,
  type ReleaseLedger,
} from '../../domain/release.js';
import { method } from '../method.js';
import type { PoolKey } from '../pool.js';
import type { SourcedPool } from './cell-figures.js';
import { cellTree } from './cell-tree.js';
import { LedgerBook } from './ledger-book.js';
import { ordered, Publishing } from './publishing.js';
import { cellsWithoutDifferences, presentCells } from './release-cells.js';
import type { ReleaseInput } from './release-input.js';
import { poolName, poolOf, releasePools } from './release-pools.js';
import { presentQuarters, quartersWithoutDifferences } from './release-quarters.js';
import type { ReleaseRules } from './release-rules.js';
import { presentTerms } from './release-terms.js';
import { SkillReleases } from './skills/make-skills.js';

/** What became of the cells that offers are in. */
export interface ReleaseTally {
  readonly cells: number;
  readonly released: number;
  /** Released with the figures they had, because nothing or too little has changed. */
  readonly unchanged: number;
  /** Could be published, but tell of too few by subtraction. */
  readonly withheld: number;
  readonly terms: number;
}

export interface MadeRelease {
  readonly release: Release;
  readonly ledger: ReleaseLedger;
  readonly tally: ReleaseTally;
}

interface MadePool {
  readonly pool: ReleasedPool;
  readonly ledger: PoolLedger;
  readonly tally: ReleaseTally;
}

const nothingBefore: PoolLedger = { cells: {}, quarters: {}, terms: {} };

/** Makes releases pool by pool; contributors have one number throughout. */
class ReleaseMaker {
  readonly book = new LedgerBook();

  constructor(
    private readonly before: ReleaseLedger,
    private readonly rules: ReleaseRules,
    private readonly labels: Policy['labels'],
  ) {}

  /** What is published of a pool; `pool` is null where no offer of it is left. */
  make({ currency, tax, basis }: PoolKey, pool: SourcedPool | null): MadePool {
    const { rules, labels } = this;
    const before = this.before.pools[poolName({ currency, tax, basis })] ?? nothingBefore;
    const terms = new Publishing(before.terms, this.before, rules);
    const cells = new Publishing(before.cells, this.before, rules);
    const quarters = new Publishing(before.quarters, this.before, rules);
    const tree = pool ? cellTree(pool.offers.columns, pool.offers.implausible) : [];
    const decidedTerms = terms.decide(pool ? presentTerms(pool, tree[0]?.rows ?? [], rules) : []);
    const releasedTerms = ordered(decidedTerms);
    const decided = cells.decide(pool ? presentCells(pool, tree, releasedTerms, rules, labels) : []);
    const published = cellsWithoutDifferences(decided, rules.fewest);
    const decidedQuarters = quarters.decide(pool ? presentQuarters(pool, tree, rules, labels) : []);
    const publishedQuarters = quartersWithoutDifferences(decidedQuarters, published, rules.fewest);
    return {
      pool: {
        currency,
        tax,
        basis,
        cells: ordered(published),
        quarters: ordered(publishedQuarters),
        terms: releasedTerms,
      },
      ledger: {
        cells: cells.remember(published, this.book),
        quarters: quarters.remember(publishedQuarters, this.book),
        terms: terms.remember(decidedTerms, this.book),
      },
      tally: {
        cells: tree.length,
        released: published.length,
        unchanged: published.filter(({ fresh }) => !fresh).length,
        withheld: decided.length - published.length,
        terms: releasedTerms.length,
      },
    };
  }
}

function total(tallies: readonly ReleaseTally[]): ReleaseTally {
  const sum = (of: keyof ReleaseTally): number => tallies.reduce((all, tally) => all + tally[of], 0);
  return {
    cells: sum('cells'),
    released: sum('released'),
    unchanged: sum('unchanged'),
    withheld: sum('withheld'),
    terms: sum('terms'),
  };
}

/**
 * Makes a release (METHOD 8): a pure function of the offers and of what was published before.
 *
 * @param before what the release before left behind; null for the first
 */
export function makeRelease(
  input: ReleaseInput,
  before: ReleaseLedger | null,
  rules: ReleaseRules,
  policy: Policy,
): MadeRelease {
  const { weights, labels } = policy;
  const ledger = before ?? { contributors: [], pools: {} };
  const maker = new ReleaseMaker(ledger, rules, labels);
  const skills = new SkillReleases(input, ledger.skills, { ledger, rules, policy, book: maker.book });
  const made = new Map<string, MadePool>();
  for (const pool of releasePools(input, new Set(Object.keys(ledger.pools)), rules, weights)) {
    made.set(poolName(pool), maker.make(pool, pool));
    skills.addPool(poolName(pool), pool);
  }
  for (const name of Object.keys(ledger.pools)) {
    if (made.has(name)) continue;
    made.set(name, maker.make(poolOf(name), null));
    skills.addPool(name, null);
  }
  const named = [...made].sort(([a], [b]) => (a < b ? -1 : 1));
  const pools = named.map(([, { pool }]) => pool).filter(({ cells }) => cells.length > 0);
  const told = skills.take();
  return {
    release: sealRelease({
      format: 'market-worth-release-2',
      method,
      preset: rules.preset,
      pools,
      skills: told.skills,
    }),
    ledger: {
      contributors: maker.book.contributors,
      pools: Object.fromEntries(named.map(([name, each]) => [name, each.ledger])),
      skills: told.ledger,
    },
    tally: total(named.map(([, each]) => each.tally)),
  };
}
