import type { CellPath } from '../../../domain/published.js';
import type {
  DemandHead,
  DemandQuarter,
  QuarterPath,
  ReleasedChange,
  ReleasedShare,
} from '../../../domain/released-skills.js';
import type { SkillPolicy } from '../../skills/demand-of.js';
import { byEmployer } from '../../skills/role-offers.js';
import { roleSkills } from '../../skills/role-skills.js';
import { shareChanges, type ShareChange } from '../../skills/share-changes.js';
import { SkillShares } from '../../skills/skill-shares.js';
import { backingOf, tableRow } from '../backing.js';
import type { Cell } from '../cell-tree.js';
import { figureOffers } from '../figure-offers.js';
import type { Present } from '../publishing.js';
import type { ReleaseRules } from '../release-rules.js';
import { roundedCount } from '../rounding.js';
import type { PresentBlock, PresentMark } from './mark-publishing.js';
import { periodRows, type PeriodRows, type RecentQuarters } from './recent-quarters.js';
import { skillMarks } from './skill-marks.js';
import type { SourcedRows } from './sourced-rows.js';
import { inSteps, roundedPart, roundedShare, stepFor, verdictWithin } from './steps.js';

/** Everything that could be published of what the rows of a cell ask for. */
export interface PresentDemand {
  readonly head: Present<DemandHead>;
  readonly quarters: readonly Present<DemandQuarter>[];
  readonly shares: PresentBlock<CellPath, ReleasedShare>;
  readonly changes: PresentBlock<CellPath, ReleasedChange> | null;
  readonly quarterShares: readonly PresentBlock<QuarterPath, ReleasedShare>[];
}

/** How a name is spelt does not count. */
const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts).toLowerCase();

/** Makes what could be published of cells of one source: offers, or interviews. */
export class DemandMaker {
  constructor(
    private readonly source: SourcedRows,
    private readonly rules: ReleaseRules,
    private readonly policy: SkillPolicy,
  ) {}

  present({ path, rows }: Cell, recent: RecentQuarters): PresentDemand {
    const periods = periodRows(this.source, rows, recent);
    const { year, halves, quarters } = periods;
    const { skills } = this.policy;
    const shares = this.#shares(year);
    const named = roleSkills(shares, this.source.columns.skills.values, skills);
    return {
      head: this.#head(path, year, recent),
      quarters: [...quarters].map(([quarter, own]) => this.#quarter(path, quarter, own)),
      shares: {
        key: keyOf(path),
        at: path,
        parts: [figureOffers(this.source, year)],
        marks: this.#shareMarks(year, shares, named),
      },
      changes: halves.length === 0 ? null : this.#changes(path, periods, named),
      quarterShares: [...quarters].map(([quarter, own]) => ({
        key: keyOf(path, quarter),
        at: { ...path, quarter },
        parts: [figureOffers(this.source, own)],
        marks: this.#shareMarks(own, this.#shares(own), named),
      })),
    };
  }

  #shares(rows: readonly number[]): SkillShares {
    return new SkillShares(this.source.columns, this.#byEmployer(rows));
  }

  #byEmployer(rows: readonly number[]) {
    const { minEmployerCoverage } = this.policy.labels;
    return byEmployer(this.source.columns, Uint32Array.from(rows), minEmployerCoverage);
  }

  #meets(rows: readonly number[]): boolean {
    return tableRow(backingOf(this.source, rows), this.rules) !== null;
  }

  #head(path: CellPath, rows: readonly number[], { newest }: RecentQuarters): Present<DemandHead> {
    const { countStep } = this.rules;
    const make = (): DemandHead => {
      const { employersKnown } = this.#byEmployer(rows);
      const { offers, employers } = backingOf(this.source, rows);
      return {
        ...path,
        asOf: newest,
        rows: roundedCount(offers, countStep),
        employers: employersKnown ? roundedCount(employers, countStep) : null,
      };
    };
    return {
      key: keyOf(path),
      offers: figureOffers(this.source, rows),
      make: this.#meets(rows) ? make : null,
    };
  }

  #quarter(path: CellPath, quarter: string, rows: readonly number[]): Present<DemandQuarter> {
    const make = (): DemandQuarter => ({
      ...path,
      quarter,
      rows: roundedCount(rows.length, this.rules.countStep),
    });
    return {
      key: keyOf(path, quarter),
      offers: figureOffers(this.source, rows),
      make: this.#meets(rows) ? make : null,
    };
  }

  #shareMarks(
    rows: readonly number[],
    shares: SkillShares,
    skills: readonly number[],
  ): PresentMark<ReleasedShare>[] {
    const make = (skill: number): ReleasedShare => ({
      skill: this.source.columns.skills.values[skill]!,
      ...roundedShare(this.rules, shares.counts[skill]!, rows.length, (share) => shares.around(skill, share)),
    });
    return skillMarks(this.source, rows, this.rules, make, skills);
  }

  #changes(
    path: CellPath,
    { year, halves }: PeriodRows,
    skills: readonly number[],
  ): PresentBlock<CellPath, ReleasedChange> {
    const later = new Set(halves[1]);
    let changes: ReadonlyMap<number, ShareChange> | undefined;
    const changesOf = (): ReadonlyMap<number, ShareChange> =>
      (changes ??= shareChanges(
        this.source.columns,
        this.#byEmployer(year),
        (row) => later.has(row),
        this.policy.skills,
      ));
    const make = (skill: number, own: readonly number[]): ReleasedChange | null => {
      const change = this.#eachEnough(halves, own) ? changesOf().get(skill) : undefined;
      return change ? this.#roundedChange(change, halves, own) : null;
    };
    return {
      key: keyOf(path),
      at: path,
      parts: halves.map((half) => figureOffers(this.source, half)),
      marks: skillMarks(this.source, year, this.rules, make, skills),
    };
  }

  /** Whether of each half the rows with a skill, and those without it, are of nobody or of enough contributors. */
  #eachEnough(halves: PeriodRows['halves'], own: readonly number[]): boolean {
    const marked = new Set(own);
    const { provenance } = this.source;
    return halves.every((half) =>
      [true, false].every((side) => {
        const rows = half.filter((row) => marked.has(row) === side);
        const { size } = new Set(rows.map((row) => provenance[row]!.contributor));
        return size === 0 || size >= this.rules.fewest;
      }),
    );
  }

  #roundedChange(
    { low: from, high: to, verdict }: ShareChange,
    halves: PeriodRows['halves'],
    own: readonly number[],
  ): ReleasedChange {
    const { rules } = this;
    const marked = new Set(own);
    const [before, after] = halves.map((half) =>
      roundedPart(rules, half.filter((row) => marked.has(row)).length, half.length),
    );
    const points = inSteps(100 * rules.shareStep, 100 * (after! - before!));
    const lost = halves.reduce((sum, half) => sum + 50 * stepFor(rules, half.length), 0);
    const half = inSteps(100 * rules.shareStep, (to - from) / 2 + lost, 'ceil');
    const [low, high] = [Math.max(-100, points - half), Math.min(100, points + half)];
    return { points, low, high, verdict: verdictWithin(verdict, low, high, this.policy.skills.flatChange) };
  }
}
