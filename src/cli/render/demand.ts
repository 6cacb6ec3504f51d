import type { AskedSkill, Demand } from '../../domain/demand.js';
import { formatNumber } from '../../guidance/format.js';
import { arrows, peersText, share, signed, subjectLine } from './comparison.js';
import { smallMultiples } from './small-multiples.js';
import type { Style } from './style.js';
import { suppressedLines } from './suppressed.js';
import { table, paragraph } from './table.js';

const CHARTS = 12;
const ROWS = 20;
const TITLE = 17;
/** A narrower terminal has no room for both intervals. */
const NARROW = 75;

function titleOf({ skill, lastYear, change }: AskedSkill): string {
  const name = skill.length > TITLE ? `${skill.slice(0, TITLE - 1)}…` : skill;
  return `${name} ${share(lastYear.share)} ${arrows[change.verdict]}`.trimEnd();
}

function charts({ quarters, skills }: Pick<Demand, 'quarters' | 'skills'>, width: number): string[] {
  if (quarters.length < 2) return [];
  const shown = skills.slice(0, CHARTS).map((each) => ({
    title: titleOf(each),
    values: each.shares.map((quarter) => quarter.share),
  }));
  const most = Math.max(0, ...shown.flatMap(({ values }) => values));
  const scale = `${quarters[0]!} to ${quarters.at(-1)!}, a bar a quarter; the highest is ${share(most)}`;
  return ['', ...smallMultiples(shown, width), ...paragraph(scale, width)];
}

function demandTable(skills: readonly AskedSkill[], width: number): string[] {
  const moves = ({ change }: AskedSkill): boolean => ['rising', 'falling'].includes(change.verdict);
  const shown = skills.filter((skill, place) => place < ROWS || moves(skill));
  const rows = shown.map(({ skill, lastYear, change }) => [
    `  ${skill}`,
    share(lastYear.share),
    `${share(lastYear.low)} – ${share(lastYear.high)}`,
    signed(change.points),
    `${signed(change.low)} to ${signed(change.high)}`,
    change.verdict,
  ]);
  const columns = [
    { title: '  skill' },
    { title: 'asked', align: 'right' },
    { title: '90 % interval', align: 'right' },
    { title: 'change', align: 'right' },
    { title: 'interval', align: 'right' },
    { title: '' },
  ] as const;
  const more = skills.length - shown.length;
  const rest = more > 0 ? [`  and ${formatNumber(more)} rarer ones`] : [];
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, at) => width >= NARROW || at !== 2);
  return ['', ...table(kept(columns), rows.map(kept), width), ...rest];
}

/** What offers and interviews ask for, for people: small charts of one scale, then the figures. */
export function demandLines(demand: Demand, width: number, style: Style): string[] {
  if (demand.suppressed) return suppressedLines(demand.suppressed, width, style);
  const { query, interviews, expected } = demand;
  const indented = (text: string): string[] => paragraph(text, width);
  const sources = [
    { title: 'offer', of: demand },
    ...(interviews ? [{ title: 'interview', of: interviews }] : []),
  ].flatMap(({ title, of }) => {
    const { rows, employers, widened, asOf, skills } = of;
    return [
      style.bold(`What ${title}s ask for: ${subjectLine(query)}`),
      ...indented(peersText(title, { offers: rows, employers, widened }, asOf)),
      ...charts(of, width),
      ...demandTable(skills, width),
      '',
    ];
  });
  const standard =
    expected.length > 0 ? [`Asked of everyone, by at least half of the offers: ${expected.join(', ')}.`] : [];
  return [
    ...sources,
    ...[
      ...standard,
      'Change: the last half-year against the one before, in points of 100; rising and falling are said only where that survives a guard against chance among many skills.',
    ].flatMap(indented),
  ];
}
