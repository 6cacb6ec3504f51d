import type { Policy } from '../../domain/policy.js';
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.js';
import { effectiveSize } from '../../stats/effective-size.js';
import { studentTQuantile, studentTTail } from '../../stats/student-t.js';
import type { RoleOffers } from './role-offers.js';
import type { SkillRows } from './skill-rows.js';

export type Verdict = 'rising' | 'falling' | 'flat' | 'unclear';

/** How the share of a skill changed from one half-year to the next, in points of 100. */
export interface ShareChange {
  readonly points: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

/** Before anything is known changes have a standard deviation of 3 points, which counts as much as five skills, */
const USUAL_CHANGE = 0.03;
const USUAL_WEIGHT = 5;
/** and however alike they are, of no less than 1 point. */
const LEAST_CHANGE = 0.01;

/** A difference of two shares and its standard error, employers as clusters. */
interface Difference {
  readonly skill: number;
  readonly rows: number;
  readonly points: number;
  readonly error: number;
}

/** Sums over clusters of what each skill's difference is made of. */
class DifferenceSums {
  readonly counts: readonly [Float64Array, Float64Array];
  readonly #squares: Float64Array;
  readonly #before: Float64Array;
  readonly #after: Float64Array;
  readonly #own: readonly [Int32Array, Int32Array];
  readonly sizes: [before: number, after: number] = [0, 0];
  readonly clusters: number[] = [];
  readonly #products = { before: 0, both: 0, after: 0 };

  constructor(
    private readonly skills: SkillRows['skills'],
    { rows, ends }: RoleOffers,
    isAfter: (row: number) => boolean,
  ) {
    const size = skills.values.length;
    const floats = (): Float64Array => new Float64Array(size);
    this.counts = [floats(), floats()];
    [this.#squares, this.#before, this.#after] = [floats(), floats(), floats()];
    this.#own = [new Int32Array(size), new Int32Array(size)];
    for (const row of rows) this.sizes[isAfter(row) ? 1 : 0]++;
    for (let c = 0; c + 1 < ends.length; c++) this.#addCluster(rows.subarray(ends[c], ends[c + 1]), isAfter);
  }

  #addCluster(rows: Uint32Array, isAfter: (row: number) => boolean): void {
    const { offsets, codes } = this.skills;
    const own: [number, number] = [0, 0];
    const touched: number[] = [];
    for (const row of rows) {
      const side = isAfter(row) ? 1 : 0;
      own[side]++;
      for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
        const skill = codes[k]!;
        if (this.#own[0][skill] === 0 && this.#own[1][skill] === 0) touched.push(skill);
        this.#own[side][skill]!++;
      }
    }
    const [before, after] = [own[0] / this.sizes[0], own[1] / this.sizes[1]];
    for (const skill of touched) {
      const held = [this.#own[0][skill]!, this.#own[1][skill]!] as const;
      const pull = held[1] / this.sizes[1] - held[0] / this.sizes[0];
      this.#squares[skill]! += pull * pull;
      this.#before[skill]! += pull * before;
      this.#after[skill]! += pull * after;
      for (const side of [0, 1] as const) {
        this.counts[side][skill]! += held[side];
        this.#own[side][skill] = 0;
      }
    }
    this.clusters.push(rows.length);
    this.#products.before += before * before;
    this.#products.both += before * after;
    this.#products.after += after * after;
  }

  difference(skill: number): Difference {
    const [before, after] = [0, 1].map(
      (side) => this.counts[side as 0 | 1][skill]! / this.sizes[side as 0 | 1],
    );
    const p = this.#products;
    const centred =
      this.#squares[skill]! -
      2 * (after! * this.#after[skill]! - before! * this.#before[skill]!) +
      (after! * after! * p.after - 2 * before! * after! * p.both + before! * before! * p.before);
    const groups = this.clusters.length;
    const clustered = Math.max(0, centred) * (groups / Math.max(1, groups - 1));
    const rows = this.counts[0][skill]! + this.counts[1][skill]!;
    const share = (rows + 1) / (this.sizes[0] + this.sizes[1] + 2);
    const independent = share * (1 - share) * (1 / this.sizes[0] + 1 / this.sizes[1]);
    return { skill, rows, points: after! - before!, error: Math.sqrt(Math.max(clustered, independent)) };
  }
}

const inPoints = (points: number, half: number, verdict: Verdict): ShareChange => ({
  points: 100 * points,
  low: 100 * (points - half),
  high: 100 * (points + half),
  verdict,
});

/**
 * A change that was not found to be there. Where its own rows are many enough to speak against a change that matters,
 * it is shrunk by how much the changes of the role's other skills come to.
 */
function unfound({ points, error }: Difference, usual: number, factor: number, flat: number): ShareChange {
  const own = inPoints(points, factor * error, 'unclear');
  if (factor * error > flat || Math.abs(points) > flat) return own;
  const shrunk = usual / (usual + error ** 2);
  const half = factor * Math.sqrt(shrunk) * error;
  return Math.abs(shrunk * points) + half <= flat ? inPoints(shrunk * points, half, 'flat') : own;
}

/**
 * How the share of each skill changed between two halves of a year (METHOD 7): `rising` or `falling` where the change
 * survives the procedure of Benjamini and Hochberg, with an interval of the level that goes with it; else its 90 %
 * interval, `flat` where that lies within what does not matter.
 *
 * @param offers rows of both halves
 * @param isAfter whether a row is of the later half
 * @returns by code, for skills that any row asks for; none where a half has no rows
 */
export function shareChanges(
  { skills }: SkillRows,
  offers: RoleOffers,
  isAfter: (row: number) => boolean,
  { falseRate, flatChange, changeRows }: Policy['skills'],
): Map<number, ShareChange> {
  const sums = new DifferenceSums(skills, offers, isAfter);
  if (sums.sizes[0] === 0 || sums.sizes[1] === 0) return new Map();
  const clusters = offers.employersKnown ? effectiveSize(sums.clusters) : offers.rows.length;
  const freedom = Math.max(1, clusters - 1);
  const all = skills.values.map((_, skill) => sums.difference(skill)).filter(({ rows }) => rows > 0);
  const tested = all.filter(({ rows }) => rows >= changeRows);
  const survives = benjaminiHochberg(
    tested.map(({ points, error }) => studentTTail(points / error, freedom)),
    falseRate,
  );
  const found = new Set(tested.filter((_, i) => survives[i] === 1));
  const level = (falseRate * found.size) / Math.max(1, tested.length);
  const guarded = studentTQuantile(1 - level / 2, freedom);
  const others = tested.filter((each) => !found.has(each));
  const squares = others.reduce((sum, { points, error }) => sum + points ** 2 - error ** 2, 0);
  const usual = (squares + USUAL_WEIGHT * USUAL_CHANGE ** 2) / (others.length + USUAL_WEIGHT);
  const factor = studentTQuantile(0.95, freedom);
  return new Map(
    all.map((each) => {
      const { skill, points, error } = each;
      if (!found.has(each))
        return [skill, unfound(each, Math.max(LEAST_CHANGE ** 2, usual), factor, flatChange)];
      return [skill, inPoints(points, guarded * error, points > 0 ? 'rising' : 'falling')];
    }),
  );
}
