import type { Plan } from '../domain/plan.js';
import { formatAmount, formatPercentile, formatStanding } from './format.js';

type Unwritten = Omit<Plan, 'text'>;

const bullets = (lines: readonly string[]): string[] => lines.map((line) => `  - ${line}`);

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function askLines({ ask, worth }: Unwritten): string[] {
  if (!ask) {
    return ['  No figure: the evidence is too thin to name one. What is missing stands below.'];
  }
  const money = (amount: number): string => formatAmount(amount, worth.currency);
  return [
    `  ${money(ask.point)} a year, the ${formatPercentile(ask.percentile)} of your market (confidence: ${worth.confidence}).`,
    `  Say it as a range with your figure as its floor: "${money(ask.low)} to ${money(ask.high)}".`,
  ];
}

function standingLines({ worth }: Unwritten): string[] {
  const { position, currency } = worth;
  if (!position) return [];
  const ratio = position.compaRatio.toFixed(2);
  const where = 'percentile' in position ? `at the ${formatStanding(position)}` : formatStanding(position);
  return [`  ${formatAmount(position.pay, currency)} a year stands ${where} (compa-ratio ${ratio}).`];
}

function walkAwayLines({ walkAway, floor, alternatives, worth }: Unwritten): string[] {
  const money = (amount: number): string => formatAmount(amount, worth.currency);
  const own =
    walkAway === null ? 'Decide it before you talk, and keep it to yourself.' : `Yours: ${money(walkAway)}.`;
  const market = floor === null ? '' : ` Three in four comparable offers pay more than ${money(floor)}.`;
  const strongest = alternatives.map(({ name, strength, value, percentile }) => {
    const at = percentile === null ? '' : `, ${formatPercentile(percentile)}`;
    return `${strength}: ${name}, ${money(value)}${at}`;
  });
  return [`  ${own}${market}`, ...bullets(strongest)];
}

function packageLines({ packages, worth }: Unwritten): string[] {
  const money = (amount: number): string => formatAmount(amount, worth.currency);
  return packages.map(({ name, base, signOn, remoteDays }) => {
    const extras = [
      ...(signOn > 0 ? [`sign-on ${money(signOn)}`] : []),
      ...(remoteDays > 0 ? [`${remoteDays} days a week at home`] : []),
    ];
    return `  - ${name}: base ${money(base)}${extras.map((extra) => `, ${extra}`).join('')}`;
  });
}

/** A plan as plain text, a line a thought; every figure carries the offers and the date behind it. */
export function planText(plan: Unwritten): string {
  const behind = plan.reasons.map(
    ({ text, offers, asOf }) => `${text} [n ${offers}, newest ${asOf ?? 'undated'}]`,
  );
  return [
    'Ask for',
    ...askLines(plan),
    ...section('Where a given pay stands', standingLines(plan)),
    ...section('Reasons to give', bullets(behind)),
    ...section('Offer three packages of equal value, and let them choose', packageLines(plan)),
    ...section('Walk away below', walkAwayLines(plan)),
    ...section('Careful: this contradicts what was said', bullets(plan.contradictions)),
    ...section('What would sharpen this', bullets(plan.missing)),
  ].join('\n');
}
