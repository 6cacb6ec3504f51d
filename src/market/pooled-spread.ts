import { boundsOnly } from './offer-points.js';
import type { Pool } from './pool.js';
import type { PooledSpread } from './sampling-error.js';

/** Sums over the members of groups. */
class Groups {
  readonly #sums = new Map<number, { n: number; sum: number }>();

  add(group: number, value: number): void {
    const sums = this.#sums.get(group);
    if (sums) {
      sums.n++;
      sums.sum += value;
    } else this.#sums.set(group, { n: 1, sum: value });
  }

  mean(group: number): number {
    const { n, sum } = this.#sums.get(group)!;
    return sum / n;
  }

  all(): { n: number; sum: number }[] {
    return [...this.#sums.values()];
  }
}

/**
 * How much log pay differs between employers, and within one, once role, level and country are accounted for: a
 * one-way analysis of variance by employer. Zero for both where there is nothing to compare.
 */
export function pooledSpread(pool: Pool): PooledSpread {
  const { columns, low, high } = pool;
  const rows = Uint32Array.from({ length: columns.rows }, (_, row) => row).filter(
    (row) => !boundsOnly(pool, row),
  );
  const logOf = (row: number): number => Math.log((low[row]! + high[row]!) / 2);
  const cellOf = (row: number): number =>
    (columns.role.codes[row]! * columns.level.values.length + columns.level.codes[row]!) *
      columns.country.values.length +
    columns.country.codes[row]!;
  const employerOf = (row: number): number => columns.employer.codes[row]! || -1 - row;
  const cells = new Groups();
  const employers = new Groups();
  for (const row of rows) cells.add(cellOf(row), logOf(row));
  const residual = (row: number): number => logOf(row) - cells.mean(cellOf(row));
  for (const row of rows) employers.add(employerOf(row), residual(row));
  const groups = employers.all();
  const within = rows.reduce((sum, row) => sum + (residual(row) - employers.mean(employerOf(row))) ** 2, 0);
  const between = groups.reduce((sum, { n, sum: total }) => sum + (total * total) / n, 0);
  const free = rows.length - groups.length;
  if (free === 0)
    return { tau: 0, sigma: Math.sqrt(between / Math.max(1, rows.length - cells.all().length)) };
  const sigma2 = within / free;
  const spare = Math.max(1, groups.length - 1);
  const perGroup = (rows.length - groups.reduce((sum, { n }) => sum + n * n, 0) / rows.length) / spare;
  const tau2 = perGroup > 0 ? Math.max(0, (between / spare - sigma2) / perGroup) : 0;
  return { tau: Math.sqrt(tau2), sigma: Math.sqrt(sigma2) };
}
