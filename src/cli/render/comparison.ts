import type { Comparison } from '../../domain/comparison.js';
import { formatCount, formatNumber, formatPercentile } from '../../guidance/format.js';
import type { Style } from './style.js';
import { suppressedLines } from './suppressed.js';
import { table, paragraph } from './table.js';

type ComparedSkill = Comparison['skills'][number];

/** Skills shown of those that peers' offers ask for; one's own and the paid ones are shown beside them. */
const COMMONEST = 12;

export const share = (value: number): string => `${(100 * value).toFixed(0)} %`;
export const signed = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;

/** Which way demand goes, in a letter; nothing where that is not clear. */
export const arrows = { rising: '↑', falling: '↓', flat: '→', unclear: '' } as const;

/** A role, level and place in a line. */
export function subjectLine({ role, level, location, country, workMode }: Comparison['query']): string {
  return [role, level, location ?? country, workMode].filter((part) => part !== undefined).join(', ');
}

/** How many rows were looked at, of whom, and what was given up to have enough. */
export function peersText(
  noun: string,
  { offers, employers, widened }: Comparison['peers'],
  asOf: string | null,
): string {
  const from =
    employers === null
      ? 'too few name an employer, so each counts by itself'
      : formatCount(employers, 'employer');
  const when = asOf === null ? 'of any date' : `of the twelve months to ${asOf}`;
  const wider = widened.length > 0 ? ` Widened to reach enough: ${widened.join('; ')}.` : '';
  return `${formatCount(offers, noun)} ${when} (${from}).${wider}`;
}

function premiumWords({ premium, withheld }: Pick<ComparedSkill, 'premium' | 'withheld'>): [string, string] {
  if (premium) return [signed(premium.percent), `${signed(premium.low)} to ${signed(premium.high)}`];
  const why = { tooFew: 'too few', notDistinguishable: 'not told apart', notReleased: 'not released' };
  return ['', withheld === null ? '' : why[withheld]];
}

function skillRow(skill: ComparedSkill): string[] {
  const { demand } = skill;
  return [
    `  ${skill.have ? '✓' : ' '} ${skill.skill}`,
    share(demand.share),
    `${share(demand.low)} – ${share(demand.high)}`,
    arrows[demand.trend],
    ...premiumWords(skill),
    formatNumber(skill.offersWith),
  ];
}

function skillTable({ skills }: Comparison, width: number): string[] {
  const shown = skills.filter(({ have, premium }, place) => place < COMMONEST || have || premium !== null);
  const narrow = width < 90;
  const columns = [
    { title: '    skill' },
    { title: 'asked', align: 'right' },
    { title: '90 % interval', align: 'right' },
    { title: '' },
    { title: 'premium %', align: 'right' },
    { title: 'interval', align: 'right' },
    { title: 'n', align: 'right' },
  ] as const;
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, at) => !narrow || at !== 2);
  const more = skills.length - shown.length;
  return [
    ...table(
      kept(columns),
      shown.map((skill) => kept(skillRow(skill))),
      width,
    ),
    ...(more > 0 ? [`    and ${formatNumber(more)} rarer ones`] : []),
  ];
}

function premiumsText({ premiums, skills }: Comparison): string {
  if (!premiums) return 'No premiums: no offer with skills and a usable pay is of this role.';
  const { offers, tested, stated, employersKnown } = premiums;
  const few = skills.filter(({ withheld }) => withheld === 'tooFew').length;
  const clusters = employersKnown ? '' : ' Too few of them name an employer, so each offer counts by itself.';
  return (
    `Premiums: ${stated} of ${tested} tested ${stated === 1 ? 'is' : 'are'} stated, ${tested - stated} cannot be told ` +
    `from none, and ${few} of the role’s skills have too few offers. From ${formatCount(offers, 'offer')} of the role at ` +
    `any level and place, each skill with all others held as they are.${clusters} A premium goes with a skill; it need ` +
    `not come from it.`
  );
}

function gapLines({ gaps, currency }: Comparison, width: number, style: Style): string[] {
  if (gaps.length === 0) return [];
  const rows = gaps.map(({ skill, valuePerYear, low, high, demand, missRate, asked }) => [
    `  ${skill}`,
    formatNumber(valuePerYear),
    `${formatNumber(low)} – ${formatNumber(high)}`,
    share(demand),
    share(missRate),
    formatNumber(asked),
  ]);
  const columns = [
    { title: '  skill' },
    { title: `${currency ?? ''} a year`, align: 'right' },
    { title: 'interval', align: 'right' },
    { title: 'asked', align: 'right' },
    { title: 'you miss', align: 'right' },
    { title: 'of n', align: 'right' },
  ] as const;
  return ['', style.bold('What a missing skill is worth'), ...table(columns, rows, width)];
}

function bundleLines({ bundles }: Comparison): string[] {
  return bundles.map(({ skills, premium, withheld, offersWith }) => {
    const [percent, interval] = premiumWords({ premium, withheld });
    const said = premium ? `${percent} % (${interval})` : interval;
    return `Come together: ${skills.join(' and ')}: ${said}, ${formatCount(offersWith, 'offer')} with all.`;
  });
}

function listLines(comparison: Comparison): string[] {
  const { skills, distinguishing, expected, notWorthForPay } = comparison;
  const lacking = skills
    .filter(({ skill, have }) => expected.includes(skill) && !have)
    .map(({ skill }) => skill);
  return [
    ...(distinguishing.length > 0 ? [`Sets you apart (rare and paid): ${distinguishing.join(', ')}.`] : []),
    ...(expected.length > 0
      ? [
          `Expected of everyone: ${expected.join(', ')}.${lacking.length > 0 ? ` You lack ${lacking.join(', ')}.` : ''}`,
        ]
      : []),
    ...(notWorthForPay.length > 0 ? [`Not worth learning for pay: ${notWorthForPay.join(', ')}.`] : []),
    ...bundleLines(comparison),
  ];
}

function interviewLines({ interviews }: Comparison, width: number, style: Style): string[] {
  const rows = [
    ...interviews.stages.map(({ stage, ...rate }) => ({ name: `stage ${stage}`, ...rate })),
    ...interviews.skills.slice(0, COMMONEST).map(({ skill, ...rate }) => ({ name: skill, ...rate })),
  ].map(({ name, asked, passRate, everyone }) => [
    `  ${name}`,
    share(passRate),
    formatNumber(asked),
    everyone ? share(everyone.passRate) : '',
    everyone ? formatNumber(everyone.asked) : '',
  ]);
  if (rows.length === 0) return [];
  const columns = [
    { title: '  your interviews' },
    { title: 'passed', align: 'right' },
    { title: 'of n', align: 'right' },
    { title: 'everyone', align: 'right' },
    { title: 'of n', align: 'right' },
  ] as const;
  return ['', style.bold('How you do when asked'), ...table(columns, rows, width)];
}

/** One's skills against peers, for people. */
export function comparisonLines(comparison: Comparison, width: number, style: Style): string[] {
  if (comparison.suppressed) return suppressedLines(comparison.suppressed, width, style);
  const { query, peers, coverage, asOf } = comparison;
  const covered =
    coverage.share === null || coverage.percentile === null
      ? []
      : [
          `You cover ${share(coverage.share)} of what the role asks for, each skill by its rarity: the ${formatPercentile(coverage.percentile)} of peers.`,
        ];
  const indented = (text: string): string[] => paragraph(text, width);
  return [
    style.bold(`Skills against peers: ${subjectLine(query)}`),
    ...[peersText('offer', peers, asOf), ...covered].flatMap(indented),
    '',
    ...skillTable(comparison, width),
    ...gapLines(comparison, width, style),
    ...interviewLines(comparison, width, style),
    '',
    ...[...listLines(comparison), premiumsText(comparison)].flatMap(indented),
  ];
}
