import type { Published, ReleaseLedger } from '../../domain/release.js';
import type { FigureOffers } from './changed-offers.js';

const LENGTH = 8;

/** Writes the next ledger: contributors by number, fingerprints in one text. */
export class LedgerBook {
  readonly #numbers = new Map<string, number>();

  number(contributor: string): number {
    const known = this.#numbers.get(contributor);
    if (known !== undefined) return known;
    this.#numbers.set(contributor, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** The offers of a figure as a ledger has them. */
  written({ fingerprints, contributors }: FigureOffers): Pick<Published<unknown>, 'offers' | 'by'> {
    return { offers: fingerprints.join(''), by: contributors.map((name) => this.number(name)) };
  }

  get contributors(): string[] {
    return [...this.#numbers.keys()];
  }
}

/** The offers of a figure that was published, as `LedgerBook` wrote them. */
export function offersIn(
  { offers, by }: Pick<Published<unknown>, 'offers' | 'by'>,
  { contributors }: Pick<ReleaseLedger, 'contributors'>,
): FigureOffers {
  return {
    fingerprints: by.map((_, i) => offers.slice(i * LENGTH, (i + 1) * LENGTH)),
    contributors: by.map((number) => contributors[number]!),
  };
}
