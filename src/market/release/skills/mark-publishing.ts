import type { MarkedLedger, PublishedMark } from '../../../domain/released-skills.js';
import type { ReleaseLedger } from '../../../domain/release.js';
import { method } from '../../method.js';
import type { FigureOffers } from '../changed-offers.js';
import type { LedgerBook } from '../ledger-book.js';
import { fateOf } from '../publishing.js';
import type { ReleaseRules } from '../release-rules.js';
import { changeOfSides, type MarkedRows } from './marked-rows.js';
import { MarkedBlockReader, MarkedBlockWriter } from './marked-ledger.js';

/** Rows that figures of several marks are made from now. */
export interface PresentBlock<At, Figures> {
  readonly key: string;
  readonly at: At;
  readonly parts: readonly FigureOffers[];
  readonly marks: readonly PresentMark<Figures>[];
}

/** A mark, such as a skill, and the fingerprints of the rows that have it. */
export interface PresentMark<Figures> {
  readonly name: string;
  readonly marked: ReadonlySet<string>;
  /** Makes its figures; null where too few stand behind them. */
  readonly make: () => Figures | null;
}

/** Figures of a mark that are to be published, and the rows they stand for. */
export interface DecidedMark<At, Figures> {
  readonly block: string;
  readonly at: At;
  readonly name: string;
  readonly figures: Figures;
  readonly rows: MarkedRows;
  readonly fresh: boolean;
}

const nobody: FigureOffers = { fingerprints: [], contributors: [] };

/** As `Publishing`, for figures that tell rows with a mark from those without: each side keeps the rule of time. */
export class MarkPublishing<At, Figures> {
  readonly #readers = new Map<string, MarkedBlockReader>();

  constructor(
    private readonly before: Readonly<Record<string, MarkedLedger<At, Figures>>>,
    private readonly ledger: Pick<ReleaseLedger, 'contributors'>,
    private readonly rules: ReleaseRules,
  ) {}

  decide(present: readonly PresentBlock<At, Figures>[]): DecidedMark<At, Figures>[] {
    const seen = new Set(present.map(({ key }) => key));
    const gone = Object.entries(this.before).filter(([key]) => !seen.has(key));
    const nothing = gone.map(([key, { at }]) => ({ key, at, parts: [], marks: [] }));
    return [...present, ...nothing].flatMap((block) => this.#decideBlock(block));
  }

  #decideBlock(block: PresentBlock<At, Figures>): DecidedMark<At, Figures>[] {
    const known = this.before[block.key]?.marks ?? {};
    const seen = new Set(block.marks.map(({ name }) => name));
    const gone = Object.keys(known)
      .filter((name) => !seen.has(name))
      .map((name): PresentMark<Figures> => ({ name, marked: new Set(), make: () => null }));
    return [...block.marks, ...gone].flatMap((mark) => this.#decide(block, mark, known[mark.name]) ?? []);
  }

  #decide(
    { key, at, parts }: PresentBlock<At, Figures>,
    { name, marked, make }: PresentMark<Figures>,
    before: PublishedMark<Figures> | undefined,
  ): DecidedMark<At, Figures> | null {
    const anew = (): DecidedMark<At, Figures> | null => {
      const figures = make();
      return figures && { block: key, at, name, figures, rows: { parts, marked }, fresh: true };
    };
    if (!before) return anew();
    const rows = this.#reader(key).read(before);
    // Where nothing is left of a block its parts are gone too.
    const now = { parts: rows.parts.map((_, part) => parts[part] ?? nobody), marked };
    const fate = fateOf(before, changeOfSides(rows, now, this.rules), this.rules);
    if (fate === 'anew') return anew();
    return fate === 'kept' ? { block: key, at, name, figures: before.figures, rows, fresh: false } : null;
  }

  /** What the next release is compared with. */
  remember(
    published: readonly DecidedMark<At, Figures>[],
    book: LedgerBook,
  ): Record<string, MarkedLedger<At, Figures>> {
    const { preset } = this.rules;
    const next = new Map<string, { at: At; names: Set<string>; writer: MarkedBlockWriter<Figures> }>();
    const blockOf = (key: string, at: At) => {
      const known = next.get(key) ?? { at, names: new Set(), writer: new MarkedBlockWriter(book) };
      next.set(key, known);
      return known;
    };
    for (const { block, at, name, figures, rows, fresh } of published) {
      if (!fresh) continue;
      const { names, writer } = blockOf(block, at);
      names.add(name);
      writer.add(name, { preset, method: method.version, figures }, rows);
    }
    for (const [key, { at, marks }] of Object.entries(this.before)) {
      const { names, writer } = blockOf(key, at);
      for (const [name, mark] of Object.entries(marks)) {
        if (!names.has(name)) writer.add(name, mark, this.#reader(key).read(mark));
      }
    }
    return Object.fromEntries([...next].map(([key, { at, writer }]) => [key, writer.take(at)]));
  }

  #reader(key: string): MarkedBlockReader {
    const known = this.#readers.get(key) ?? new MarkedBlockReader(this.before[key]!, this.ledger);
    this.#readers.set(key, known);
    return known;
  }
}
