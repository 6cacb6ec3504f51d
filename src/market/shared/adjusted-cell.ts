import type { Percentile, WorthAnswer } from '../../domain/estimate.js';
import type { ReleasedCell, ReleasedQuarter } from '../../domain/release.js';
import { normalQuantile } from '../../stats/normal.js';
import { roundedTo } from '../release/rounding.js';
import type { TermAdjustment } from './term-adjustment.js';

const MOST_QUARTERS = 12;

/** The percentiles of a cell brought to a profile, rounded as the cell's are. */
export class AdjustedCell {
  readonly percentiles: readonly Percentile[];

  /** @param boundRounding the share that intervals and bounds are rounded to, outwards */
  constructor(
    private readonly cell: ReleasedCell,
    private readonly adjustment: TermAdjustment,
    private readonly boundRounding: number,
  ) {
    this.percentiles = cell.percentiles.map((each) => this.#adjusted(each, cell.rounding));
  }

  /** What ranges say without an assumption, brought to the profile. */
  rangeBounds(): WorthAnswer['rangeBounds'] {
    const factor = Math.exp(this.adjustment.shift);
    return this.cell.rangeBounds.map(({ percentile, low, high }) => ({
      percentile,
      low: roundedTo(this.boundRounding, low * factor, 'floor'),
      high: roundedTo(this.boundRounding, high * factor, 'ceil'),
    }));
  }

  /**
   * A percentile in (0, 100): a released one, or between two released ones by the normal distribution through both; null
   * beyond them.
   */
  percentile(percentile: number): Percentile | null {
    const { percentiles } = this;
    const above = percentiles.find((each) => each.percentile >= percentile);
    const below = percentiles.findLast((each) => each.percentile <= percentile);
    if (!above || !below) return null;
    if (above === below) return above;
    const z = (p: number): number => normalQuantile(p / 100);
    const share = (z(percentile) - z(below.percentile)) / (z(above.percentile) - z(below.percentile));
    const between = (a: number, b: number): number => a * (b / a) ** share;
    const bound = (a: number | null, b: number | null): number | null =>
      a === null || b === null ? null : between(a, b);
    return {
      percentile,
      value: roundedTo(this.cell.rounding, between(below.value, above.value)),
      low: bound(below.low, above.low),
      high: bound(below.high, above.high),
    };
  }

  /** The band of released percentiles that a pay a year lies in, and its ratio to the middle. */
  position(pay: number): NonNullable<WorthAnswer['position']> {
    const { percentiles } = this;
    const low = percentiles.findLast(({ value }) => value <= pay)?.percentile ?? null;
    const high = percentiles.find(({ value }) => value > pay)?.percentile ?? null;
    const middle = percentiles.find(({ percentile }) => percentile === 50)!;
    return { pay, band: { low, high }, compaRatio: pay / middle.value };
  }

  /** The middle of each quarter brought to the profile, the last twelve at most. */
  trend(quarters: readonly ReleasedQuarter[]): NonNullable<WorthAnswer['trend']> {
    return quarters.slice(-MOST_QUARTERS).map(({ quarter, offers, rounding, ...figures }) => {
      const { value, low, high } = this.#adjusted({ percentile: 50, ...figures }, rounding);
      return { quarter, value, low, high, offers };
    });
  }

  #adjusted({ percentile, value: own, low, high }: Percentile, rounding: number): Percentile {
    const { shift, halfWidth } = this.adjustment;
    const value = roundedTo(rounding, own * Math.exp(shift));
    if (low === null || high === null) return { percentile, value, low: null, high: null };
    const width = (end: number): number => Math.hypot(Math.log(end / own), halfWidth);
    return {
      percentile,
      value,
      low: roundedTo(this.boundRounding, value * Math.exp(-width(low)), 'floor'),
      high: roundedTo(this.boundRounding, value * Math.exp(width(high)), 'ceil'),
    };
  }
}
