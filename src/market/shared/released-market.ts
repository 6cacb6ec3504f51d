import type {
  CellPath,
  Release,
  ReleasedCell,
  ReleasedPool,
  ReleasedQuarter,
  ReleasedTerm,
  TermFactor,
} from '../../domain/release.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { plainText } from '../code-lookup.js';

/** A pool of a release, ready to be looked up in. */
export interface IndexedPool extends Pick<ReleasedPool, 'currency' | 'tax' | 'basis'> {
  readonly cells: ReadonlyMap<string, ReleasedCell>;
  readonly quarters: ReadonlyMap<string, readonly ReleasedQuarter[]>;
  readonly terms: ReadonlyMap<string, ReleasedTerm>;
}

/** The cell that answers a query. */
export interface FoundCell {
  readonly pool: IndexedPool;
  readonly cell: ReleasedCell;
  /** Offers of the role in other currencies, and before or after other tax. */
  readonly leftOut: number;
}

const steps = ['family', 'role', 'level', 'country', 'region'] as const;

type Asked = Partial<CellPath>;

const cellKey = (path: Asked): string =>
  JSON.stringify(steps.map((step) => (path[step] == null ? null : plainText(path[step]))));

const termKey = (factor: TermFactor, value: string): string => JSON.stringify([factor, plainText(value)]);

/** The term of a value, or undefined where it is not released. */
export function termOf(pool: IndexedPool, factor: TermFactor, value: string): ReleasedTerm | undefined {
  return pool.terms.get(termKey(factor, value));
}

/** The released quarters of a cell, the oldest first. */
export function quartersOf({ pool, cell }: Pick<FoundCell, 'pool' | 'cell'>): readonly ReleasedQuarter[] {
  return pool.quarters.get(cellKey(cell)) ?? [];
}

function indexed({ currency, tax, basis, cells, quarters, terms }: ReleasedPool): IndexedPool {
  const byCell = new Map<string, ReleasedQuarter[]>();
  for (const quarter of [...quarters].sort((a, b) => (a.quarter < b.quarter ? -1 : 1))) {
    const key = cellKey(quarter);
    byCell.set(key, [...(byCell.get(key) ?? []), quarter]);
  }
  return {
    currency,
    tax,
    basis,
    quarters: byCell,
    cells: new Map(cells.map((cell) => [cellKey(cell), cell])),
    terms: new Map(terms.map((term) => [termKey(term.factor, term.value), term])),
  };
}

/** The cells that a query lies in, from all offers inwards, as far as it says where without a gap. */
function pathsOf(query: WorthQuery, family: string | null): Asked[] {
  const asked = [
    ...(family === null ? [] : [['family', family] as const]),
    ...(['role', 'level', 'country', 'region'] as const).map((step) => [step, query[step]] as const),
  ];
  const gap = asked.findIndex(([, value]) => value === undefined);
  const known = gap < 0 ? asked : asked.slice(0, gap);
  return [{}, ...known.map((_, i) => Object.fromEntries(known.slice(0, i + 1)) as Asked)];
}

/** A release, ready to be asked which of its cells answers a question. */
export class ReleasedMarket {
  /** Roles that have a cell of their own, the commonest first, ties alphabetical. */
  readonly roles: readonly { readonly role: string }[];
  readonly #pools: readonly IndexedPool[];
  readonly #names: ReadonlySet<string>;

  constructor(release: Pick<Release, 'pools'>) {
    this.#pools = release.pools.map(indexed);
    const counts = new Map<string, { role: string; offers: number }>();
    for (const { role, level, offers } of release.pools.flatMap(({ cells }) => cells)) {
      if (role === null || level !== null) continue;
      const known = counts.get(plainText(role)) ?? { role, offers: 0 };
      counts.set(plainText(role), { role: known.role, offers: known.offers + offers });
    }
    this.#names = new Set(counts.keys());
    this.roles = [...counts.values()].sort((a, b) => b.offers - a.offers || (a.role < b.role ? -1 : 1));
  }

  /** Whether a role has a cell of its own, in whatever currency. */
  hasRole(role: string): boolean {
    return this.#names.has(plainText(role));
  }

  /** The deepest released cell that a query lies in: of equally deep ones that of most offers, ties alphabetical. */
  find(query: WorthQuery, family: string | null): FoundCell | null {
    const paths = pathsOf(query, family).map(cellKey);
    const basis = query.basis ?? 'basePay';
    const ofBasis = this.#pools.filter((pool) => pool.basis === basis);
    const found = ofBasis
      .filter(
        ({ currency, tax }) =>
          (query.currency === undefined || currency === query.currency) &&
          (query.tax === undefined || tax === query.tax),
      )
      .flatMap((pool) => {
        const depth = paths.findLastIndex((path) => pool.cells.has(path));
        return depth < 0 ? [] : [{ pool, depth, cell: pool.cells.get(paths[depth]!)! }];
      });
    // Pools come in alphabetical order, and sorting keeps it.
    const best = found.sort((a, b) => b.depth - a.depth || b.cell.offers - a.cell.offers)[0];
    if (!best) return null;
    const ofRole = cellKey({ family, role: query.role });
    const others = ofBasis.filter((pool) => pool !== best.pool);
    const leftOut = others.reduce((sum, pool) => sum + (pool.cells.get(ofRole)?.offers ?? 0), 0);
    return { pool: best.pool, cell: best.cell, leftOut };
  }
}
