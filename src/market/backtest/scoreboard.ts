import { standardPercentiles } from '../../domain/worth-query.js';

/** How well percentiles forecast held-out pay (METHOD 6). */
export interface Score {
  /** Mean pinball loss on natural-log pay over the standard percentiles. */
  readonly pinball: number;
  /** Median absolute percentage error of the P50, as a share. */
  readonly mdape: number;
  /** Shares of the pay inside P25-P75 and P10-P90. */
  readonly coverage50: number;
  readonly coverage80: number;
}

/** The share of held-out pay at or below a percentile of its own forecast: ideally the percentile. */
export interface Calibration {
  readonly percentile: number;
  readonly below: number;
}

/** Counts how often pay falls at or below the deciles of its own forecast. */
export class CalibrationBoard {
  readonly #below = new Uint32Array(DECILES.length);
  #count = 0;

  /** @param quantile natural log of the forecast at p */
  add(logPay: number, quantile: (p: number) => number): void {
    DECILES.forEach((percentile, i) => {
      if (logPay <= quantile(percentile / 100)) this.#below[i]!++;
    });
    this.#count++;
  }

  calibration(): Calibration[] {
    return DECILES.map((percentile, i) => ({
      percentile,
      below: this.#below[i]! / Math.max(1, this.#count),
    }));
  }
}

const DECILES = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

/**
 * The loss of forecasting the p-quantile of a value as `forecast`.
 *
 * @example pinballLoss(1, 0, 0.9) // 0.9
 */
export function pinballLoss(value: number, forecast: number, p: number): number {
  return value >= forecast ? p * (value - forecast) : (1 - p) * (forecast - value);
}

/** Gathers forecasts and what was paid. */
export class Scoreboard {
  #loss = 0;
  #inner = 0;
  #outer = 0;
  readonly #errors: number[] = [];

  /**
   * @param logPay natural log of the held-out pay
   * @param forecast natural logs of the standard percentiles
   */
  add(logPay: number, forecast: readonly number[]): void {
    const losses = standardPercentiles.map((percentile, i) =>
      pinballLoss(logPay, forecast[i]!, percentile / 100),
    );
    this.#loss += losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    const [p10, p25, p50, p75, p90] = forecast as [number, number, number, number, number];
    if (logPay >= p25 && logPay <= p75) this.#inner++;
    if (logPay >= p10 && logPay <= p90) this.#outer++;
    this.#errors.push(Math.abs(Math.expm1(p50 - logPay)));
  }

  /** Zero for everything where nothing was added. */
  score(): Score {
    const count = Math.max(1, this.#errors.length);
    const sorted = Float64Array.from(this.#errors).sort();
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    return {
      pinball: this.#loss / count,
      mdape: sorted.length === 0 ? 0 : median,
      coverage50: this.#inner / count,
      coverage80: this.#outer / count,
    };
  }
}
