import { formatAmount } from './format.js';

/** Numbers already said, and what the plan would say next. */
export interface StatedNumbers {
  readonly stated: readonly number[];
  readonly ask: number | null;
  readonly walkAway: number | undefined;
  readonly currency: string;
}

/**
 * Where a plan would contradict what was said before: an ask above or below the last number named, numbers that moved
 * down, a number below the own walk-away. Empty when nothing was said or all of it agrees.
 */
export function contradictions({ stated, ask, walkAway, currency }: StatedNumbers): string[] {
  const money = (amount: number): string => formatAmount(amount, currency);
  const found: string[] = [];
  const last = stated.at(-1);
  stated.forEach((number, index) => {
    const before = stated[index - 1];
    if (before !== undefined && number < before) {
      found.push(`You named ${money(before)} and later ${money(number)}: your number has come down.`);
    }
  });
  if (walkAway !== undefined) {
    stated
      .filter((number) => number < walkAway)
      .forEach((number) =>
        found.push(`You named ${money(number)}, which is below your walk-away of ${money(walkAway)}.`),
      );
    if (ask !== null && ask < walkAway) {
      found.push(
        `The ask of ${money(ask)} is below your walk-away of ${money(walkAway)}: pick a higher percentile or check the walk-away.`,
      );
    }
  }
  if (last !== undefined && ask !== null && last < ask) {
    found.push(
      `You named ${money(last)}; asking ${money(ask)} now goes back on it: say what has changed, or stay with your number.`,
    );
  }
  if (last !== undefined && ask !== null && last > ask) {
    found.push(
      `You already named ${money(last)}, above the ask of ${money(ask)}: do not go down by yourself.`,
    );
  }
  return found;
}
