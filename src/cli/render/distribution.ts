import { formatNumber, formatStanding } from '../../guidance/format.js';
import type { WorthAnswer } from '../../domain/estimate.js';
import type { Style } from './style.js';

function valueAt({ percentiles }: WorthAnswer, percentile: number): number | undefined {
  return percentiles.find((each) => each.percentile === percentile)?.value;
}

/** A line of `width` spaces with texts centred at columns, moved inwards at the ends; later ones give way. */
function labels(width: number, marks: readonly { readonly at: number; readonly text: string }[]): string {
  const line: string[] = Array.from({ length: width }, () => ' ');
  for (const { at, text } of marks) {
    const start = Math.max(0, Math.min(width - text.length, at - Math.floor(text.length / 2)));
    const free = line
      .slice(Math.max(0, start - 1), start + text.length + 1)
      .every((letter) => letter === ' ');
    if (free) Array.from(text).forEach((letter, index) => (line[start + index] = letter));
  }
  return line.join('').trimEnd();
}

/**
 * The distribution as a box: from P10 to P90 a line, from P25 to P75 a box, the middle a bar, and the pay in question
 * marked under it. Nothing when the answer lacks percentiles.
 */
export function distribution(estimate: WorthAnswer, width: number, style: Style): string[] {
  const marks = [10, 25, 50, 75, 90].map((percentile) => valueAt(estimate, percentile));
  if (marks.some((mark) => mark === undefined)) return [];
  const [p10, p25, p50, p75, p90] = marks as [number, number, number, number, number];
  const pay = estimate.position?.pay;
  const low = Math.min(p10, pay ?? p10);
  const high = Math.max(p90, pay ?? p90);
  const inner = width - 4;
  const column = (value: number): number =>
    high === low ? Math.floor(inner / 2) : Math.round(((value - low) / (high - low)) * (inner - 1));
  const [a, b, c, d, e] = [p10, p25, p50, p75, p90].map(column) as [number, number, number, number, number];
  const box = Array.from({ length: inner }, (_, at) => {
    if (at === c) return '┃';
    if (at >= b && at <= d) return '█';
    return at >= a && at <= e ? '─' : ' ';
  }).join('');
  const numbers = labels(inner, [
    { at: c, text: formatNumber(p50) },
    { at: a, text: formatNumber(p10) },
    { at: e, text: formatNumber(p90) },
    { at: b, text: formatNumber(p25) },
    { at: d, text: formatNumber(p75) },
  ]);
  const lines = [`  ${style.accent(box.trimEnd())}`, `  ${style.dim(numbers)}`];
  if (pay === undefined || !estimate.position) return lines;
  const text = `${formatNumber(pay)}, ${formatStanding(estimate.position)}`;
  return [
    `  ${style.bold(labels(inner, [{ at: column(pay), text }]))}`,
    `  ${style.bold(labels(inner, [{ at: column(pay), text: '▼' }]))}`,
    ...lines,
  ];
}
