import type { ReleasedSkills, SkillLedger } from '../../../domain/released-skills.js';
import type { SourcedPool } from '../cell-figures.js';
import type { ReleaseInput } from '../release-input.js';
import { makeDemand, type MadeDemand, type SkillReleaseContext } from './make-demand.js';
import { makePassRates, type MadePassRates } from './make-pass-rates.js';
import { PremiumReleases } from './make-premiums.js';

const nothingBefore: SkillLedger = { offers: {}, interviews: {}, premiums: {}, passRates: {} };

export interface MadeSkills {
  readonly skills: ReleasedSkills;
  readonly ledger: SkillLedger;
}

/** Makes what a release tells of skills (METHOD 8); premiums follow from the pools, which come one by one. */
export class SkillReleases {
  readonly #offers: MadeDemand;
  readonly #interviews: MadeDemand;
  readonly #passRates: MadePassRates;
  readonly #premiums: PremiumReleases;

  constructor(input: ReleaseInput, before: SkillLedger = nothingBefore, context: SkillReleaseContext) {
    this.#offers = makeDemand(input, before.offers, context);
    this.#interviews = makeDemand(input.interviews, before.interviews, context);
    this.#passRates = makePassRates(input.interviews, before.passRates, this.#interviews.roles, context);
    this.#premiums = new PremiumReleases(before.premiums, this.#offers.roles, context);
  }

  /** Takes in a pool under its name; null where no offer of it is left. */
  addPool(name: string, pool: SourcedPool | null): void {
    this.#premiums.add(name, pool);
  }

  take(): MadeSkills {
    const { premiums, ledger } = this.#premiums.take();
    return {
      skills: {
        offers: [...this.#offers.cells],
        interviews: [...this.#interviews.cells],
        premiums: [...premiums],
        passRates: [...this.#passRates.passRates],
      },
      ledger: {
        offers: this.#offers.ledger,
        interviews: this.#interviews.ledger,
        premiums: ledger,
        passRates: this.#passRates.ledger,
      },
    };
  }
}
