import { dayOf, quarterOf } from '../../core/calendar-date.js';
import type { AskedSkill } from '../../domain/demand.js';
import type { Policy } from '../../domain/policy.js';
import { UNKNOWN_DAY } from '../columns.js';
import { byEmployer, type RoleOffers } from './role-offers.js';
import { DAYS_A_YEAR, type Peers } from './peers.js';
import { roleSkills } from './role-skills.js';
import { shareChanges, type ShareChange } from './share-changes.js';
import { SkillShares } from './skill-shares.js';
import type { SkillRows } from './skill-rows.js';

/** What a role's rows of the last twelve months ask for. */
export interface RoleDemand {
  readonly peers: Peers;
  readonly offers: RoleOffers;
  /** Null where too few rows name one. */
  readonly employers: number | null;
  readonly shares: SkillShares;
  /** Codes, the commonest first. */
  readonly skills: readonly number[];
  /** By skill; empty where no row has a date. */
  readonly changes: ReadonlyMap<number, ShareChange>;
}

const UNCLEAR: ShareChange = { points: 0, low: -100, high: 100, verdict: 'unclear' };

/** What is assumed of skills, and of employers that are not named. */
export type SkillPolicy = Pick<Policy, 'skills' | 'labels'>;

/** Works out what peers ask for, and how that changed. */
export function demandOf(columns: SkillRows, peers: Peers, { skills, labels }: SkillPolicy): RoleDemand {
  const offers = byEmployer(columns, peers.rows, labels.minEmployerCoverage);
  const shares = new SkillShares(columns, offers);
  const middle = peers.asOf - DAYS_A_YEAR / 2;
  const dated = peers.asOf !== UNKNOWN_DAY;
  return {
    peers,
    offers,
    employers: offers.employersKnown ? namedEmployers(columns, offers) : null,
    shares,
    skills: roleSkills(shares, columns.skills.values, skills),
    changes: dated ? shareChanges(columns, offers, (row) => columns.day[row]! > middle, skills) : new Map(),
  };
}

function namedEmployers({ employer }: SkillRows, { rows, ends }: RoleOffers): number {
  let named = 0;
  for (let c = 0; c + 1 < ends.length; c++) if (employer.codes[rows[ends[c]!]!] !== 0) named++;
  return named;
}

/** How a skill's share changed. */
export function changeOf({ changes }: RoleDemand, skill: number): ShareChange {
  return changes.get(skill) ?? UNCLEAR;
}

const MOST_QUARTERS = 8;

/** Shares by quarter, the last eight that have rows at most, oldest first. */
export function quarterShares(
  columns: SkillRows,
  rows: Uint32Array,
  minCoverage: number,
): { readonly quarter: string; readonly shares: SkillShares }[] {
  const byQuarter = new Map<string, number[]>();
  const byDay = new Map<number, number[]>();
  for (const row of rows) {
    const day = columns.day[row]!;
    if (day === UNKNOWN_DAY) continue;
    let own = byDay.get(day);
    if (!own) {
      own = byQuarter.get(quarterOf(day)) ?? [];
      byDay.set(day, own);
      byQuarter.set(quarterOf(day), own);
    }
    own.push(row);
  }
  return [...byQuarter]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-MOST_QUARTERS)
    .map(([quarter, own]) => ({
      quarter,
      shares: new SkillShares(columns, byEmployer(columns, Uint32Array.from(own), minCoverage)),
    }));
}

/** The demand of some rows in the shape of the contract. */
export function demandJson(columns: SkillRows, demand: RoleDemand, minCoverage: number) {
  const { peers, offers, shares, skills, employers } = demand;
  const quarters = quarterShares(columns, peers.everRows, minCoverage).filter(
    ({ quarter }) => peers.asOf === UNKNOWN_DAY || quarter <= quarterOf(peers.asOf),
  );
  const asked = skills.map((skill): AskedSkill => ({
    skill: columns.skills.values[skill]!,
    shares: quarters.map((each) => ({
      quarter: each.quarter,
      ...each.shares.of(skill),
      n: each.shares.rows,
    })),
    lastYear: { ...shares.of(skill), n: offers.rows.length },
    change: changeOf(demand, skill),
  }));
  return {
    asOf: peers.asOf === UNKNOWN_DAY ? null : dayOf(peers.asOf),
    widened: [...peers.widened],
    quarters: quarters.map(({ quarter }) => quarter),
    rows: offers.rows.length,
    employers,
    skills: asked,
  };
}
