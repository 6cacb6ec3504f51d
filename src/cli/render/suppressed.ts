import type { Style } from './style.js';
import { wrap } from './table.js';

/** Why there is no answer, what is needed, and which roles are near. */
export function suppressedLines(
  {
    reason,
    needed,
    nearest,
  }: { readonly reason: string; readonly needed: string; readonly nearest: readonly string[] },
  width: number,
  style: Style,
): string[] {
  const near = nearest.length > 0 ? [`Nearest known: ${nearest.join(', ')}.`] : [];
  return [style.warn(reason), needed, ...near].flatMap((text) => wrap(text, width));
}
