const MOST_STEPS = 100;

/**
 * The root of an increasing function between two points, by regula falsi as Anderson and Björck vary it: about eight
 * evaluations. An end is returned where the function does not cross 0 between them.
 *
 * @param tolerance of the root: steps below it end the search
 * Source: Anderson and Björck, BIT 13 (1973).
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
    if (Math.abs(x - before) < tolerance) return x;
    const fx = f(x);
    if (fx === 0) return x;
    const side = Math.sign(fx);
    // An end that stays twice pulls as much less as the other end came nearer.
    if (side === lastSide && side < 0) fb *= pullAfter(fx, fa);
    if (side === lastSide && side > 0) fa *= pullAfter(fx, fb);
    if (side < 0) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
    lastSide = side;
  }
  return x;
}

function pullAfter(now: number, before: number): number {
  const pull = 1 - now / before;
  return pull > 0 ? pull : 0.5;
}
