import type { LedgerRows, MarkedLedger, PublishedMark } from '../../../domain/released-skills.js';
import type { ReleaseLedger } from '../../../domain/release.js';
import type { FigureOffers } from '../changed-offers.js';
import { offersIn, type LedgerBook } from '../ledger-book.js';
import type { MarkedRows } from './marked-rows.js';

/** Reads what marks of a block were made from. Rows are shared by the marks that were made from the same ones. */
export class MarkedBlockReader {
  readonly #parts: (readonly FigureOffers[])[];

  constructor(
    readonly block: MarkedLedger<unknown, unknown>,
    ledger: Pick<ReleaseLedger, 'contributors'>,
  ) {
    this.#parts = block.rows.map((rows) => {
      const { fingerprints, contributors } = offersIn(rows, ledger);
      let from = 0;
      return rows.parts.map((length) => {
        const [start, end] = [from, (from += length)];
        return { fingerprints: fingerprints.slice(start, end), contributors: contributors.slice(start, end) };
      });
    });
  }

  read({ rows, marked }: Pick<PublishedMark<unknown>, 'rows' | 'marked'>): MarkedRows {
    const parts = this.#parts[rows]!;
    const all = parts.flatMap(({ fingerprints }) => fingerprints);
    return { parts, marked: new Set(marked.map((place) => all[place]!)) };
  }
}

/** Writes the marks of a block. */
export class MarkedBlockWriter<Figures> {
  readonly #rows = new Map<string, { readonly at: number; readonly places: ReadonlyMap<string, number> }>();
  readonly #written: LedgerRows[] = [];
  readonly #marks: Record<string, PublishedMark<Figures>> = {};

  constructor(private readonly book: LedgerBook) {}

  add(
    name: string,
    published: Pick<PublishedMark<Figures>, 'preset' | 'method' | 'figures'>,
    rows: MarkedRows,
  ): void {
    const { at, places } = this.#rowsOf(rows.parts);
    const marked = [...rows.marked].map((fingerprint) => places.get(fingerprint)!).sort((a, b) => a - b);
    const { preset, method, figures } = published;
    this.#marks[name] = { preset, method, figures, rows: at, marked };
  }

  take<At>(at: At): MarkedLedger<At, Figures> {
    return { at, rows: this.#written, marks: this.#marks };
  }

  #rowsOf(parts: readonly FigureOffers[]) {
    const fingerprints = parts.flatMap((part) => part.fingerprints);
    const lengths = parts.map((part) => part.fingerprints.length);
    const key = `${lengths.join()} ${fingerprints.join('')}`;
    const known = this.#rows.get(key);
    if (known) return known;
    const contributors = parts.flatMap((part) => part.contributors);
    this.#written.push({ ...this.book.written({ fingerprints, contributors }), parts: lengths });
    const written = {
      at: this.#written.length - 1,
      places: new Map(fingerprints.map((fingerprint, place) => [fingerprint, place])),
    };
    this.#rows.set(key, written);
    return written;
  }
}
