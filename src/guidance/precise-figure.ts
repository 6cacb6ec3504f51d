/**
 * A figure precise enough to sound reckoned, not rounded: to the nearest 1 or 5 times a power of ten that is at most
 * 0.3 % of it.
 *
 * @example preciseFigure(86743.22) // 86700
 */
export function preciseFigure(amount: number): number {
  const limit = amount * 0.003;
  const power = 10 ** Math.floor(Math.log10(limit));
  const step = power * (limit >= 5 * power ? 5 : 1);
  // Steps below 1 are divisions, so that 0.1 steps do not leave 0.30000000000000004.
  return step >= 1 ? Math.round(amount / step) * step : Math.round(amount * (1 / step)) / (1 / step);
}
