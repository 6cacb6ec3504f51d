import { quarterOf } from '../../core/calendar-date.js';
import type { Policy } from '../../domain/policy.js';
import type { CellPath, ReleasedQuarter } from '../../domain/release.js';
import { UNKNOWN_DAY, type OfferColumns } from '../columns.js';
import { middleFigures, type SourcedPool } from './cell-figures.js';
import type { Cell } from './cell-tree.js';
import { contributorsLeft, smallest, withoutTellingDifferences } from './differences.js';
import { grouped } from './grouped.js';
import type { Decided, Present } from './publishing.js';
import { rowOf } from './release-cells.js';
import type { ReleaseRules } from './release-rules.js';
import { figureOffers } from './figure-offers.js';

function byQuarter({ day }: OfferColumns, rows: readonly number[]): Map<string, number[]> {
  const dated = rows.filter((row) => day[row] !== UNKNOWN_DAY);
  return grouped(dated, (row) => quarterOf(day[row]!));
}

/** The quarters of a pool's cells that could be published. */
export function presentQuarters(
  pool: SourcedPool,
  cells: readonly Cell[],
  rules: ReleaseRules,
  labels: Policy['labels'],
): Present<ReleasedQuarter>[] {
  return cells.flatMap(({ path, rows }) =>
    [...byQuarter(pool.offers.columns, rows)].map(([quarter, own]) => {
      const row = rowOf(pool, own, rules);
      return {
        key: JSON.stringify([path, quarter]).toLowerCase(),
        offers: figureOffers(pool, own),
        make: row && (() => ({ ...path, quarter, ...middleFigures(pool, own, row, rules, labels) })),
      };
    }),
  );
}

const pathOf = ({ family, role, level, country, region }: CellPath): CellPath => ({
  family,
  role,
  level,
  country,
  region,
});

/**
 * Which quarters stay once nothing can be told by subtraction: of the same quarter of other cells, and of a published
 * cell and its quarters. A cell that is not published has none.
 */
export function quartersWithoutDifferences<Quarter extends CellPath & Pick<ReleasedQuarter, 'quarter'>>(
  quarters: readonly Decided<Quarter>[],
  cells: readonly Decided<CellPath>[],
  fewest: number,
): Decided<Quarter>[] {
  const keyOf = (path: CellPath): string => JSON.stringify(pathOf(path));
  const published = new Map(cells.map((cell) => [keyOf(cell.figures), cell]));
  const candidates = quarters
    .filter(({ figures }) => published.has(keyOf(figures)))
    .map((each) => ({ path: pathOf(each.figures), offers: each.offers, each }));
  const apart = [...grouped(candidates, ({ each }) => each.figures.quarter).values()].flatMap((ofQuarter) =>
    withoutTellingDifferences(ofQuarter, fewest),
  );
  return [...grouped(apart, ({ path }) => keyOf(path))].flatMap(([key, ofCell]) => {
    let kept = ofCell;
    const { offers } = published.get(key)!;
    for (;;) {
      const left = contributorsLeft(offers, kept, fewest);
      if (kept.length === 0 || left === 0 || left >= fewest) return kept.map(({ each }) => each);
      const gone = smallest(kept, ({ each }) => each.key);
      kept = kept.filter((each) => each !== gone);
    }
  });
}
