import stringWidth from 'string-width';

/** A small chart: a title, and a bar for each value. */
export interface SmallChart {
  readonly title: string;
  readonly values: readonly number[];
}

const BARS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const HEIGHT = 3;
/** Columns of a bar and the gap after it. */
const BAR = 2;

/** One bar in a line of the chart, counted from the ground; a value above 0 always shows. */
function cell(value: number, most: number, line: number): string {
  const steps =
    most > 0 ? Math.max(value > 0 ? 1 : 0, Math.round((value / most) * HEIGHT * (BARS.length - 1))) : 0;
  const filled = Math.min(BARS.length - 1, Math.max(0, steps - line * (BARS.length - 1)));
  return BARS[filled]!.repeat(BAR);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

function chartLines({ title, values }: SmallChart, most: number, width: number): string[] {
  const lines = Array.from({ length: HEIGHT }, (_, line) =>
    values.map((value) => cell(value, most, HEIGHT - 1 - line)).join(' '),
  );
  return [title, ...lines, '‾'.repeat(Math.max(0, values.length * (BAR + 1) - 1))].map((line) =>
    padded(line, width),
  );
}

/**
 * Charts of one scale side by side, as many in a line as fit: the eye compares their shapes and heights.
 *
 * @param width columns there are
 */
export function smallMultiples(charts: readonly SmallChart[], width: number): string[] {
  if (charts.length === 0) return [];
  const most = Math.max(...charts.flatMap(({ values }) => values));
  const own = Math.max(
    ...charts.map(({ title, values }) => Math.max(stringWidth(title), values.length * (BAR + 1) - 1)),
  );
  const across = Math.max(1, Math.floor((width - 2 + 3) / (own + 3)));
  const lines: string[] = [];
  for (let first = 0; first < charts.length; first += across) {
    const row = charts.slice(first, first + across).map((chart) => chartLines(chart, most, own));
    for (let line = 0; line < row[0]!.length; line++) {
      lines.push(`  ${row.map((chart) => chart[line]!).join('   ')}`.trimEnd());
    }
  }
  return lines;
}
