import type { Policy } from '../../domain/policy.js';
import { termFactors, type CellPath, type ReleasedCell, type ReleasedTerm } from '../../domain/release.js';
import { backingOf, tableRow } from './backing.js';
import { cellFigures, type SourcedPool } from './cell-figures.js';
import type { Cell } from './cell-tree.js';
import { withoutTellingDifferences } from './differences.js';
import type { Decided, Present } from './publishing.js';
import type { ReleaseRules, TableRow } from './release-rules.js';
import { figureOffers } from './figure-offers.js';
import { roundedTo } from './rounding.js';
import { singleValue } from './term-values.js';

/** The released terms of a pool: by factor and value, what they add to log pay. */
type Effects = ReadonlyMap<string, ReadonlyMap<string, number>>;

function effectsOf(terms: readonly ReleasedTerm[]): Effects {
  const effects = new Map<string, Map<string, number>>();
  for (const { factor, value, effectPercent } of terms) {
    const ofFactor = effects.get(factor) ?? new Map<string, number>();
    effects.set(factor, ofFactor.set(value, Math.log1p(effectPercent / 100)));
  }
  return effects;
}

/** What the released terms of each factor add to the offers of a cell on average, in percent, rounded. */
function centresOf(
  { offers: { columns } }: SourcedPool,
  rows: readonly number[],
  effects: Effects,
  { boundRounding }: ReleaseRules,
): ReleasedCell['centres'] {
  const centres: Record<string, number> = {};
  for (const factor of termFactors) {
    const ofFactor = effects.get(factor);
    // A skill's term is against the average already.
    if (!ofFactor || factor === 'skill') continue;
    const sum = rows.reduce((total, row) => {
      const value = singleValue(columns, factor, row);
      return total + ((value === null ? undefined : ofFactor.get(value)) ?? 0);
    }, 0);
    centres[factor] = 100 * (roundedTo(boundRounding, Math.exp(sum / rows.length)) - 1);
  }
  return centres;
}

/** The row of the table that the offers of a cell get; with few contributors in base pay alone. */
export function rowOf(pool: SourcedPool, rows: readonly number[], rules: ReleaseRules): TableRow | null {
  const backing = backingOf({ columns: pool.offers.columns, provenance: pool.provenance }, rows);
  const few = Math.min(backing.contributors, backing.offers) < rules.singleBasisBelow;
  return pool.basis !== 'basePay' && few ? null : tableRow(backing, rules);
}

/** The cells of a pool that could be published, given its released terms. */
export function presentCells(
  pool: SourcedPool,
  cells: readonly Cell[],
  terms: readonly ReleasedTerm[],
  rules: ReleaseRules,
  labels: Policy['labels'],
): Present<ReleasedCell>[] {
  const effects = effectsOf(terms);
  return cells.map((cell) => {
    const row = rowOf(pool, cell.rows, rules);
    const make = (met: TableRow): ReleasedCell => ({
      ...cellFigures(pool, cell, met, rules, labels),
      centres: centresOf(pool, cell.rows, effects, rules),
    });
    return {
      // How a value is spelt does not count.
      key: JSON.stringify(cell.path).toLowerCase(),
      offers: figureOffers(pool, cell.rows),
      make: row && (() => make(row)),
    };
  });
}

/** Which cells stay once none tells of too few by subtraction. */
export function cellsWithoutDifferences<Cell extends CellPath>(
  decided: readonly Decided<Cell>[],
  fewest: number,
): Decided<Cell>[] {
  const candidates = decided.map((each) => {
    const { family, role, level, country, region } = each.figures;
    return { path: { family, role, level, country, region }, offers: each.offers, each };
  });
  return withoutTellingDifferences(candidates, fewest).map(({ each }) => each);
}
