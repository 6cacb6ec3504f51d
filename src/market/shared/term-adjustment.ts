import type { ReleasedCell, TermFactor } from '../../domain/release.js';
import type { WorthAnswer } from '../../domain/estimate.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { placeNames } from '../place-names.js';
import { yearsBand, yearsBands } from '../years-band.js';
import { termOf, type FoundCell } from './released-market.js';

/** How a profile differs from the offers of a cell, as far as released terms say. */
export interface TermAdjustment {
  /** Added to log pay, and the half-width of its 90 % interval. */
  readonly shift: number;
  readonly halfWidth: number;
  readonly drivers: WorthAnswer['drivers'];
}

/** What a query says beside the path of the cell that answers it. */
function askedBeside(query: WorthQuery, cell: ReleasedCell): [TermFactor, string][] {
  const place = placeNames(query);
  const asked: [TermFactor, string | null | undefined][] = [
    ['level', cell.level === null ? query.level : null],
    ['country', cell.country === null ? place.country : null],
    ['region', cell.region === null ? place.region : null],
    ['city', place.city],
    ['years', query.years === undefined ? null : yearsBands[yearsBand(query.years)]],
    ...(query.skills ?? []).map((skill): [TermFactor, string] => ['skill', skill]),
    ['workMode', query.workMode],
    ['employment', query.employment],
    ['employer', query.employer],
  ];
  return asked.flatMap(([factor, value]) => (value == null ? [] : [[factor, value]]));
}

const log = (percent: number): number => Math.log1p(percent / 100);
const percent = (effect: number): number => 100 * Math.expm1(effect);

/** The way from the offers of a cell to a profile: each released term against what it adds to the cell on average. */
export function termAdjustment(query: WorthQuery, { pool, cell }: FoundCell): TermAdjustment {
  const drivers: WorthAnswer['drivers'] = [];
  let [shift, squares] = [0, 0];
  for (const [factor, value] of askedBeside(query, cell)) {
    const term = termOf(pool, factor, value);
    if (!term) continue;
    const centre = factor === 'skill' ? 0 : log(cell.centres[factor] ?? 0);
    const [effect, low, high] = [term.effectPercent, term.low, term.high].map((each) => log(each) - centre);
    shift += effect!;
    squares += ((high! - low!) / 2) ** 2;
    drivers.push({
      factor: factor === 'skill' ? `skill ${term.value}` : factor,
      effectPercent: percent(effect!),
      low: percent(low!),
      high: percent(high!),
    });
  }
  return { shift, halfWidth: Math.sqrt(squares), drivers };
}
