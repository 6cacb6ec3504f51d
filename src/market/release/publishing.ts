import type { Published, ReleaseLedger } from '../../domain/release.js';
import { method } from '../method.js';
import { changeBetween, type Change, type FigureOffers } from './changed-offers.js';
import { LedgerBook, offersIn } from './ledger-book.js';
import type { ReleaseRules } from './release-rules.js';

/** Figures that are to be published, and the offers they stand for. */
export interface Decided<Figures> {
  readonly key: string;
  readonly figures: Figures;
  readonly offers: FigureOffers;
  /** Whether they were made now; else they are those published before. */
  readonly fresh: boolean;
}

/** What a figure could be made from now. */
export interface Present<Figures> {
  readonly key: string;
  readonly offers: FigureOffers;
  /** Makes the figures; null where no row of the table is met. */
  readonly make: (() => Figures) | null;
}

const nothing: FigureOffers = { fingerprints: [], contributors: [] };

/** What becomes of figures that were published, given what became of their offers. */
export function fateOf(
  before: Pick<Published<unknown>, 'preset' | 'method'>,
  change: Change,
  { preset }: ReleaseRules,
): 'anew' | 'kept' | 'hidden' {
  const sameRules = before.preset === preset;
  const outdated = !sameRules || before.method !== method.version;
  if (change === 'enough' || (change === 'none' && outdated)) return 'anew';
  return sameRules ? 'kept' : 'hidden';
}

/**
 * Decides over time what is published under each key (METHOD 8): new figures where none were before or enough has
 * changed, else those before; nothing where other rules made those. Remembers what was published last, also while it is
 * not published.
 */
export class Publishing<Figures> {
  constructor(
    private readonly before: Readonly<Record<string, Published<Figures>>>,
    private readonly ledger: Pick<ReleaseLedger, 'contributors'>,
    private readonly rules: ReleaseRules,
  ) {}

  /** Decides on all there is now, and on what was published before of which no offer is left. */
  decide(present: readonly Present<Figures>[]): Decided<Figures>[] {
    const seen = new Set(present.map(({ key }) => key));
    const gone = Object.keys(this.before).filter((key) => !seen.has(key));
    const all = [...present, ...gone.map((key) => ({ key, offers: nothing, make: null }))];
    return all.flatMap(({ key, offers, make }) => this.#decide(key, offers, make) ?? []);
  }

  #decide(key: string, offers: FigureOffers, make: Present<Figures>['make']): Decided<Figures> | null {
    const before = this.before[key];
    const fresh = (): Decided<Figures> | null => make && { key, offers, figures: make(), fresh: true };
    if (!before) return fresh();
    const beforeOffers = offersIn(before, this.ledger);
    const fate = fateOf(before, changeBetween(beforeOffers, offers, this.rules), this.rules);
    if (fate === 'anew') return fresh();
    return fate === 'kept' ? { key, offers: beforeOffers, figures: before.figures, fresh: false } : null;
  }

  /** What the next release is compared with, given what is published of what was decided. */
  remember(published: readonly Decided<Figures>[], book: LedgerBook): Record<string, Published<Figures>> {
    const { preset } = this.rules;
    const next = new Map<string, Published<Figures>>();
    for (const { key, figures, offers, fresh } of published) {
      if (fresh) next.set(key, { preset, method: method.version, figures, ...book.written(offers) });
    }
    for (const [key, known] of Object.entries(this.before)) {
      // Figures that were not replaced may still be told apart from later ones.
      if (!next.has(key)) next.set(key, { ...known, ...book.written(offersIn(known, this.ledger)) });
    }
    return Object.fromEntries(next);
  }
}

/** Figures in an order of their own, whatever order offers came in. */
export function ordered<Figures>(published: readonly Pick<Decided<Figures>, 'key' | 'figures'>[]): Figures[] {
  return [...published].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ figures }) => figures);
}
