import type {
  PremiumHead,
  PremiumLedger,
  PremiumPlace,
  ReleasedPremium,
  ReleasedPremiums,
} from '../../../domain/released-skills.js';
import { plainText } from '../../code-lookup.js';
import type { PoolPremiums, RolePremiums, SkillPremium } from '../../skills/skill-premiums.js';
import { learnPremiums, premiumInput } from '../../skills/skill-premiums.js';
import type { FigureOffers } from '../changed-offers.js';
import { backingOf, tableRow } from '../backing.js';
import type { SourcedPool } from '../cell-figures.js';
import { figureOffers } from '../figure-offers.js';
import { grouped } from '../grouped.js';
import { Publishing, type Decided, type Present } from '../publishing.js';
import { roundedCount, roundedTo } from '../rounding.js';
import type { MadeDemand, SkillReleaseContext } from './make-demand.js';
import { leavesFew } from './mark-differences.js';
import { MarkPublishing, type DecidedMark, type PresentBlock } from './mark-publishing.js';
import { tellsOfFew } from './marked-rows.js';
import { skillMarks } from './skill-marks.js';
import type { SourcedRows } from './sourced-rows.js';

export interface MadePremiums {
  readonly premiums: readonly ReleasedPremiums[];
  readonly ledger: Readonly<Record<string, PremiumLedger>>;
}

type PremiumMark = DecidedMark<PremiumPlace, ReleasedPremium>;

/** Names a role's offers of a pool, or of a mark in all pools. */
const placeKey = ({ role, currency, tax, basis }: PremiumPlace): string =>
  JSON.stringify([role.toLowerCase(), currency, tax, basis]);
const keyOf = ({ role }: PremiumPlace, mark: string): string => JSON.stringify([plainText(role), mark]);

/** The plausible offers of a pool with recorded skills, by the code of their role. */
function offersByRole({ offers, rows }: SourcedPool): Map<number, number[]> {
  const { columns, implausible } = offers;
  const role = columns.role.codes;
  const kept = Array.from(rows).filter(
    (row) => columns.skills.known[row] === 1 && implausible[row] !== 1 && role[row] !== 0,
  );
  return grouped(kept, (row) => role[row]!);
}

const percent = (factor: number): number => 100 * (factor - 1) + 0;

/** The premiums of one pool that could be published; they are learnt once, and only where any is due. */
class PremiumMaker {
  #learnt: PoolPremiums | undefined;

  constructor(
    private readonly pool: SourcedPool,
    private readonly context: SkillReleaseContext,
  ) {}

  #of(role: number): RolePremiums | undefined {
    const { pool, context } = this;
    this.#learnt ??= learnPremiums(premiumInput(pool, pool.offers.columns, context.policy));
    return this.#learnt.get(role);
  }

  head(at: PremiumPlace, role: number, rows: readonly number[]): Present<PremiumHead> {
    const { rules } = this.context;
    const make = (): PremiumHead => ({
      ...at,
      offers: roundedCount(rows.length, rules.countStep),
      employersKnown: this.#of(role)?.employersKnown ?? false,
    });
    const meets = tableRow(backingOf(this.#sourced, rows), rules) !== null;
    return { key: placeKey(at), offers: figureOffers(this.pool, rows), make: meets ? make : null };
  }

  block(
    at: PremiumPlace,
    role: number,
    rows: readonly number[],
  ): PresentBlock<PremiumPlace, ReleasedPremium> {
    const { columns } = this.pool.offers;
    const make = (skill: number): ReleasedPremium | null => {
      const found = this.#of(role)?.skills.find(({ skills: [code] }) => code === skill);
      return found ? this.#released(columns.skills.values[skill]!, found) : null;
    };
    const marks = skillMarks(this.#sourced, rows, this.context.rules, make);
    return { key: placeKey(at), at, parts: [figureOffers(this.pool, rows)], marks };
  }

  get #sourced(): SourcedRows {
    return { columns: this.pool.offers.columns, provenance: this.pool.provenance };
  }

  #released(skill: string, found: SkillPremium): ReleasedPremium {
    const { countStep, boundRounding } = this.context.rules;
    const { offersWith, offersWithout, premium, withheld, little } = found;
    const rounded = (value: number, direction?: 'floor' | 'ceil'): number =>
      percent(roundedTo(boundRounding, 1 + value / 100, direction));
    return {
      skill,
      offersWith: roundedCount(offersWith, countStep),
      offersWithout: roundedCount(offersWithout, countStep),
      premium: premium && {
        percent: rounded(premium.percent),
        low: rounded(premium.low, 'floor'),
        high: rounded(premium.high, 'ceil'),
      },
      withheld,
      little,
    };
  }
}

/** Whether one of two figures less the others, or those less it, tells of too few, head by head and mark by mark. */
class Neighbours {
  readonly #heads = new Map<string, FigureOffers[]>();
  readonly #marks = new Map<string, Pick<PremiumMark, 'rows'>[]>();

  constructor(
    private readonly demand: MadeDemand['roles'],
    private readonly fewest: number,
  ) {}

  /** Of a role's offers: against those of its year, and those of the pools that were published of it. */
  headTells({ figures, offers }: Decided<PremiumHead>): boolean {
    const year = this.demand.get(plainText(figures.role))?.head;
    if (!year) return false;
    const others = this.#heads.get(plainText(figures.role)) ?? [];
    return (
      tellsOfFew(offers, [year.offers], this.fewest) ||
      tellsOfFew(year.offers, [...others, offers], this.fewest)
    );
  }

  markTells({ at, name, rows }: PremiumMark): boolean {
    const year = this.demand.get(plainText(at.role))?.shares.find((share) => share.name === name);
    if (!year) return false;
    const others = this.#marks.get(keyOf(at, name)) ?? [];
    return leavesFew({ rows }, [year], this.fewest) || leavesFew(year, [...others, { rows }], this.fewest);
  }

  add(heads: readonly Decided<PremiumHead>[], marks: readonly PremiumMark[]): void {
    for (const { figures, offers } of heads) put(this.#heads, plainText(figures.role), offers);
    for (const mark of marks) put(this.#marks, keyOf(mark.at, mark.name), mark);
  }
}

function put<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}

const nothingBefore: PremiumLedger = { heads: {}, skills: {} };

/** Makes what is published of premiums, pool by pool. */
export class PremiumReleases {
  readonly #neighbours: Neighbours;
  readonly #premiums: ReleasedPremiums[] = [];
  readonly #ledgers: Record<string, PremiumLedger> = {};

  /** @param demand what is published of the roles' offers */
  constructor(
    private readonly before: Readonly<Record<string, PremiumLedger>>,
    demand: MadeDemand['roles'],
    private readonly context: SkillReleaseContext,
  ) {
    this.#neighbours = new Neighbours(demand, context.rules.fewest);
  }

  /**
   * Takes in a pool; null where no offer of it is left. Premiums are of base pay alone: of another basis too, they would
   * tell by subtraction of those who do not say what else they are paid.
   */
  add(name: string, pool: SourcedPool | null): void {
    const { ledger, rules, book } = this.context;
    const before = this.before[name] ?? nothingBefore;
    const present = pool?.basis === 'basePay' ? presentPremiums(pool, this.context) : [];
    const headPublishing = new Publishing(before.heads, ledger, rules);
    const markPublishing = new MarkPublishing(before.skills, ledger, rules);
    const heads = headPublishing
      .decide(present.map(({ head }) => head))
      .filter((head) => !this.#neighbours.headTells(head));
    const shown = new Set(heads.map(({ key }) => key));
    const marks = markPublishing
      .decide(present.map(({ block }) => block))
      .filter((mark) => shown.has(mark.block) && !this.#neighbours.markTells(mark));
    this.#neighbours.add(heads, marks);
    this.#premiums.push(...premiumsOf(heads, marks));
    this.#ledgers[name] = {
      heads: headPublishing.remember(heads, book),
      skills: markPublishing.remember(marks, book),
    };
  }

  take(): MadePremiums {
    const ordered = Object.entries(this.#ledgers).sort(([a], [b]) => (a < b ? -1 : 1));
    return { premiums: this.#premiums, ledger: Object.fromEntries(ordered) };
  }
}

function presentPremiums(pool: SourcedPool, context: SkillReleaseContext) {
  const maker = new PremiumMaker(pool, context);
  const { currency, tax, basis } = pool;
  return [...offersByRole(pool)].map(([role, rows]) => {
    const at = { role: pool.offers.columns.role.values[role]!, currency, tax, basis };
    return { head: maker.head(at, role, rows), block: maker.block(at, role, rows) };
  });
}

function premiumsOf(
  heads: readonly Decided<PremiumHead>[],
  marks: readonly PremiumMark[],
): ReleasedPremiums[] {
  const ofHead = grouped(marks, ({ block }) => block);
  return [...heads]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, figures }) => ({
      ...figures,
      skills: (ofHead.get(key) ?? [])
        .map((mark) => mark.figures)
        .sort((a, b) => (a.skill < b.skill ? -1 : 1)),
    }));
}
