import type { CanonicalRows } from './canonical-columns.js';
import type { FitState } from './fit-state.js';

/** How many offers each cell of role, level and country has, and what they say against their parents. */
export class CellCounts {
  readonly #counts = new Map<number, number>();
  /** The variance between cells over the noise of one offer. */
  readonly #signal: number;
  readonly #levels: number;
  readonly #countries: number;

  constructor({ rows, canon, design, linear }: FitState) {
    this.#levels = canon.sizes.level;
    this.#countries = canon.sizes.country;
    const { role, level, country } = rows.groups;
    for (let row = 0; row < rows.rows; row++) {
      const [l, c] = [level[row]!, country[row]!];
      // Each cell and the wider ones it is part of, 0 for any; a row without a level is in those alone.
      for (const ofLevel of l === 0 ? [0] : [0, l]) {
        for (const ofCountry of c === 0 ? [0] : [0, c]) {
          const key = this.#key(role[row]!, ofLevel, ofCountry);
          this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
        }
      }
    }
    const prior = design.terms.reduce((sum, { term }, t) => {
      const ofRoles = term.kind === 'cells' ? !term.slope && term.by[0] === 'role' : term.step === 'role';
      return ofRoles ? sum + linear.priors[t]! : sum;
    }, 0);
    this.#signal = prior / linear.noise;
  }

  /**
   * Var(cell effect | data) / Var(cell effect | parent) = 1 / (1 + n x prior / noise): n the offers of the row's
   * role, level and country as far as it names them, prior the variance of all that is the role's own.
   */
  borrowedShare({ groups }: CanonicalRows): number {
    const key = this.#key(groups.role[0]!, groups.level[0]!, groups.country[0]!);
    const own = groups.role[0] === 0 ? 0 : (this.#counts.get(key) ?? 0);
    return 1 / (1 + own * this.#signal);
  }

  #key(role: number, level: number, country: number): number {
    return (role * this.#levels + level) * this.#countries + country;
  }
}
