import type { CellPath } from '../../../domain/published.js';
import type { FigureOffers } from '../changed-offers.js';
import { smallest, withoutTellingDifferences } from '../differences.js';
import { grouped } from '../grouped.js';
import type { DecidedMark } from './mark-publishing.js';
import { sidesOf, tellsOfFew, wholeSides } from './marked-rows.js';

interface Candidate<Any> {
  readonly path: CellPath;
  readonly sides: readonly FigureOffers[];
  readonly each: Any;
}

const pathOf = ({ role, level, country, region }: CellPath): CellPath => ({
  family: null,
  role,
  level,
  country,
  region,
});

/** The cells of one mark that stay on every side of it. */
function staying<Any>(all: readonly Candidate<Any>[], fewest: number): readonly Candidate<Any>[] {
  let kept = all;
  for (;;) {
    const before = kept.length;
    const sides = kept[0]?.sides.length ?? 0;
    for (let side = 0; side < sides; side++) {
      const ofSide = kept.map((cell) => ({ path: cell.path, offers: cell.sides[side]!, cell }));
      kept = withoutTellingDifferences(ofSide, fewest).map(({ cell }) => cell);
    }
    if (kept.length === before) return kept;
  }
}

/**
 * Which figures of marks stay once nothing can be told by subtracting those of a cell's children from its own, on any
 * side of them.
 *
 * @param groupOf names the figures that are subtracted from each other: of one mark, and of one quarter
 */
export function marksWithoutDifferences<At extends CellPath, Figures>(
  decided: readonly DecidedMark<At, Figures>[],
  groupOf: (mark: DecidedMark<At, Figures>) => string,
  fewest: number,
): DecidedMark<At, Figures>[] {
  return [...grouped(decided, groupOf).values()].flatMap((ofMark) => {
    const cells = ofMark.map((each) => ({ path: pathOf(each.at), sides: sidesOf(each.rows), each }));
    return staying(cells, fewest).map(({ each }) => each);
  });
}

type Mark = Pick<DecidedMark<unknown, unknown>, 'rows'>;

/** Whether what is left of each side of a figure, once those of others are taken away, is of nobody or of enough. */
export function leavesFew(whole: Mark, others: readonly Mark[], fewest: number): boolean {
  const taken = others.map(({ rows }) => wholeSides(rows));
  return sidesOf(whole.rows).some((side, s) =>
    tellsOfFew(
      side,
      taken.map((sides) => sides[s % 2]!),
      fewest,
    ),
  );
}

/** The quarters of a mark in a cell that stay: those of its year, or of a half of it, could be subtracted from that. */
export function quartersThatStay<Quarter extends Mark & { readonly block: string }>(
  quarters: readonly Quarter[],
  wholes: readonly Mark[],
  fewest: number,
): readonly Quarter[] {
  let kept = quarters;
  while (kept.length > 0 && wholes.some((whole) => leavesFew(whole, kept, fewest))) {
    const sized = kept.map((each) => ({ offers: wholeOf(each), each }));
    const { each: gone } = smallest(sized, ({ each }) => each.block);
    kept = kept.filter((each) => each !== gone);
  }
  return kept;
}

function wholeOf({ rows }: Mark): FigureOffers {
  return {
    fingerprints: rows.parts.flatMap(({ fingerprints }) => fingerprints),
    contributors: rows.parts.flatMap(({ contributors }) => contributors),
  };
}
