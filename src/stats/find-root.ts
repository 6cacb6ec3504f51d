const MOST_STEPS = 100;

/**
 * The root of an increasing function between two points, by the Illinois variant of regula falsi: about ten
 * evaluations. An end is returned where the function does not cross 0 between them.
 *
 * @param tolerance of the root: steps below it end the search
 * Source: Dowell and Jarratt, BIT 11 (1971).
 * @example Math.round(findRoot((x) => x * x - 2, 0, 2, 1e-9) * 1e6) // 1414214
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, fa, b, fb] = [low, f(low), high, f(high)];
  if (fa >= 0) return a;
  if (fb <= 0) return b;
  let x = a;
  let lastSide = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const before = x;
    x = (a * fb - b * fa) / (fb - fa);
    const fx = f(x);
    if (fx === 0 || Math.abs(x - before) < tolerance) return x;
    const side = Math.sign(fx);
    if (side < 0) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
    // An end that stays twice pulls half as hard.
    if (side === lastSide && side < 0) fb /= 2;
    if (side === lastSide && side > 0) fa /= 2;
    lastSide = side;
  }
  return x;
}
