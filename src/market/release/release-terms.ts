import type { ReleasedTerm, TermFactor } from '../../domain/release.js';
import { normalQuantile } from '../../stats/normal.js';
import { backingOf, contributorsWithout, offersByContributor, tableRow } from './backing.js';
import type { SourcedPool } from './cell-figures.js';
import { figureOffers } from './figure-offers.js';
import type { Present } from './publishing.js';
import type { ReleaseRules } from './release-rules.js';
import { roundedTo } from './rounding.js';
import { termEffect, type Effect } from './term-effect.js';
import { factorGroups, type FactorGroups } from './term-values.js';

const Z90 = normalQuantile(0.95);

const percent = (factor: number): number => 100 * (factor - 1);

/**
 * The share a term is rounded to; null where it is not released: its own offers must meet the first row of the table
 * (an employer's: enough contributors), and those without it must be none or of enough contributors, because an effect
 * is a contrast.
 *
 * @param everyone by contributor, how many offers have any value of the factor
 */
function roundingOf(
  pool: SourcedPool,
  factor: TermFactor,
  rows: readonly number[],
  everyone: ReadonlyMap<string, number>,
  rules: ReleaseRules,
): number | null {
  const sourced = { columns: pool.offers.columns, provenance: pool.provenance };
  const first = rules.rows[0]!;
  const without = contributorsWithout(everyone, offersByContributor(sourced, rows));
  if (without !== 0 && without < rules.fewest) return null;
  const backing = backingOf(sourced, rows);
  if (factor !== 'employer') return tableRow(backing, rules)?.rounding ?? null;
  const enough = backing.contributors >= first.contributors && backing.contributorShare <= rules.maxShare;
  return enough ? first.rounding : null;
}

function figuresOf(
  factor: TermFactor,
  value: string,
  { effect, variance }: Effect,
  rounding: number,
  { boundRounding }: ReleaseRules,
): ReleasedTerm {
  const half = Z90 * Math.sqrt(variance);
  const rounded = roundedTo(rounding, Math.exp(effect));
  return {
    factor,
    value,
    effectPercent: percent(rounded),
    low: percent(roundedTo(boundRounding, Math.min(rounded, Math.exp(effect - half)), 'floor')),
    high: percent(roundedTo(boundRounding, Math.max(rounded, Math.exp(effect + half)), 'ceil')),
  };
}

function makeTerm(
  pool: SourcedPool,
  { factor, known }: FactorGroups,
  value: string,
  rows: readonly number[],
  everyone: ReadonlyMap<string, number>,
  rules: ReleaseRules,
): (() => ReleasedTerm) | null {
  const rounding = roundingOf(pool, factor, rows, everyone, rules);
  if (rounding === null) return null;
  const of = { row: rows[0]!, share: rows.length / known.length };
  return () =>
    figuresOf(factor, value, termEffect(pool.model, pool.offers.columns, factor, value, of), rounding, rules);
}

/** The terms of a pool that could be published. */
export function presentTerms(
  pool: SourcedPool,
  rows: readonly number[],
  rules: ReleaseRules,
): Present<ReleasedTerm>[] {
  const { columns } = pool.offers;
  return factorGroups(columns, rows).flatMap((all) => {
    const everyone = offersByContributor({ columns, provenance: pool.provenance }, all.known);
    return [...all.groups].map(([value, own]) => ({
      // How a value is spelt does not count.
      key: JSON.stringify([all.factor, value.toLowerCase()]),
      offers: figureOffers(pool, own),
      make: makeTerm(pool, all, value, own, everyone, rules),
    }));
  });
}
