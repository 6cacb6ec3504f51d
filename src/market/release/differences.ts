import type { CellPath } from '../../domain/release.js';
import type { FigureOffers } from './changed-offers.js';

/** A cell that could be published, and the offers its figures stand for. */
export interface Candidate {
  readonly path: CellPath;
  readonly offers: FigureOffers;
}

const steps = ['family', 'role', 'level', 'country', 'region'] as const;

const depthOf = (path: CellPath): number => steps.filter((step) => path[step] !== null).length;

/** The paths above a path, the nearest first. */
export function ancestorsOf(path: CellPath): CellPath[] {
  const named = steps.filter((step) => path[step] !== null);
  const root: CellPath = { family: null, role: null, level: null, country: null, region: null };
  return named
    .map((_, i) =>
      named.slice(0, i).reduce<CellPath>((above, step) => ({ ...above, [step]: path[step] }), root),
    )
    .reverse();
}

const keyOf = (path: CellPath): string => JSON.stringify(path);

/** The contributors of offers that are in none of their parts; counted no further than `enough`. */
export function contributorsLeft(
  offers: FigureOffers,
  parts: readonly Pick<Candidate, 'offers'>[],
  enough: number,
): number {
  const covered = new Set(parts.flatMap((part) => part.offers.fingerprints));
  const left = new Set<string>();
  for (let i = 0; i < offers.fingerprints.length && left.size < enough; i++) {
    if (!covered.has(offers.fingerprints[i]!)) left.add(offers.contributors[i]!);
  }
  return left.size;
}

/** The one with the fewest offers, ties by name. */
export function smallest<Any extends Pick<Candidate, 'offers'>>(
  candidates: readonly Any[],
  nameOf: (candidate: Any) => string,
): Any {
  const size = ({ offers }: Any): number => offers.fingerprints.length;
  return candidates.reduce((least, each) =>
    size(each) < size(least) || (size(each) === size(least) && nameOf(each) < nameOf(least)) ? each : least,
  );
}

/**
 * Which cells stay once nothing can be told by subtraction (METHOD 8): a cell less its children, the nearest published
 * ones below it, leaves no contributor or enough of them; else its smallest child is withheld.
 *
 * @param fewest the least number of contributors that may be left
 */
export function withoutTellingDifferences<Any extends Candidate>(
  cells: readonly Any[],
  fewest: number,
): Any[] {
  const published = new Map<string, Any>(cells.map((cell) => [keyOf(cell.path), cell]));
  const childrenOf = new Map<string, Any[]>();
  const adopt = (cell: Any): void => {
    const parent = ancestorsOf(cell.path)
      .map(keyOf)
      .find((above) => published.has(above));
    if (parent === undefined) return;
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(cell);
    else childrenOf.set(parent, [cell]);
  };
  for (const cell of cells) adopt(cell);
  const deepestFirst = [...cells].sort((a, b) => depthOf(b.path) - depthOf(a.path));
  for (const cell of deepestFirst) {
    const key = keyOf(cell.path);
    if (!published.has(key)) continue;
    for (;;) {
      const children = childrenOf.get(key) ?? [];
      const left = children.length === 0 ? 0 : contributorsLeft(cell.offers, children, fewest);
      if (left === 0 || left >= fewest) break;
      const gone = smallest(children, ({ path }) => keyOf(path));
      published.delete(keyOf(gone.path));
      childrenOf.set(
        key,
        children.filter((child) => child !== gone),
      );
      // What stood under it now stands under this cell.
      for (const orphan of childrenOf.get(keyOf(gone.path)) ?? []) adopt(orphan);
    }
  }
  return cells.filter(({ path }) => published.has(keyOf(path)));
}
