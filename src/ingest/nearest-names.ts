import { distance } from 'fastest-levenshtein';
import { foldKey } from '../vocabulary/fold.js';

/** The names most like a text, the likest first: those that hold it, then by the share of letters to change. */
export function nearestNames(text: string, names: readonly string[], count = 3): string[] {
  const key = foldKey(text);
  const cost = (name: string): number => {
    const other = foldKey(name);
    const within = key !== '' && other !== '' && (other.includes(key) || key.includes(other));
    return within ? 0 : distance(key, other) / Math.max(key.length, other.length, 1);
  };
  return names
    .map((name) => ({ name, cost: cost(name) }))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, count)
    .map(({ name }) => name);
}
