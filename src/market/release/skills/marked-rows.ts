import { changeBetween, type Change, type FigureOffers } from '../changed-offers.js';
import { contributorsLeft } from '../differences.js';
import type { ReleaseRules } from '../release-rules.js';

/** Rows that a figure stands for, in parts that it tells apart, and the fingerprints of those with a mark. */
export interface MarkedRows {
  readonly parts: readonly FigureOffers[];
  readonly marked: ReadonlySet<string>;
}

function those({ fingerprints, contributors }: FigureOffers, hold: (fingerprint: string) => boolean) {
  const kept: { fingerprints: string[]; contributors: string[] } = { fingerprints: [], contributors: [] };
  fingerprints.forEach((fingerprint, i) => {
    if (!hold(fingerprint)) return;
    kept.fingerprints.push(fingerprint);
    kept.contributors.push(contributors[i]!);
  });
  return kept;
}

/** Whom a figure tells apart: of each part the rows with the mark, and those without it. */
export function sidesOf({ parts, marked }: MarkedRows): FigureOffers[] {
  return parts.flatMap((part) => [
    those(part, (fingerprint) => marked.has(fingerprint)),
    those(part, (fingerprint) => !marked.has(fingerprint)),
  ]);
}

/** The rows with a mark, and those without it, of all parts together. */
export function wholeSides({ parts, marked }: MarkedRows): FigureOffers[] {
  const whole = {
    fingerprints: parts.flatMap(({ fingerprints }) => fingerprints),
    contributors: parts.flatMap(({ contributors }) => contributors),
  };
  return sidesOf({ parts: [whole], marked });
}

/** Whether the rows are the same, in the same order; what marks a row is part of its fingerprint. */
function areSame(before: MarkedRows, now: MarkedRows): boolean {
  return before.parts.every(({ fingerprints }, part) => {
    const others = now.parts[part]!.fingerprints;
    return fingerprints.length === others.length && fingerprints.every((name, i) => name === others[i]);
  });
}

/** Whether enough has changed on every side on which anything has. */
export function changeOfSides(before: MarkedRows, now: MarkedRows, rules: ReleaseRules): Change {
  if (areSame(before, now)) return 'none';
  const others = sidesOf(now);
  const changes = sidesOf(before).map((side, s) => changeBetween(side, others[s]!, rules));
  if (changes.includes('tooFew')) return 'tooFew';
  return changes.includes('enough') ? 'enough' : 'none';
}

/** Whether rows that are left of some once others are taken away are of nobody, or of enough contributors. */
export function tellsOfFew(rows: FigureOffers, without: readonly FigureOffers[], fewest: number): boolean {
  const left = contributorsLeft(
    rows,
    without.map((offers) => ({ offers })),
    fewest,
  );
  return left > 0 && left < fewest;
}
