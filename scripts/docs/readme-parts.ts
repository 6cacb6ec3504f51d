import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorTable } from '../../src/core/errors.js';

/** The README's table of errors, a row a code. */
export function errorRows(): string {
  const rows = Object.entries(errorTable).map(
    ([code, { status, exit, title }]) => `| \`${code}\` | ${status} | ${exit} | ${title} |`,
  );
  return ['| code | HTTP | exit | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** What the example prints after its import, as a terminal of 100 columns shows it. */
export function demoOutput(): string {
  const env = { ...process.env, COLUMNS: '100', NO_COLOR: '1' };
  const printed = execFileSync(process.execPath, ['dist/main.js', 'demo'], { env, encoding: 'utf8' });
  const from = printed.indexOf('$ market-worth guide');
  const to = printed.indexOf('\nThe example is made up');
  return `\`\`\`text\n${printed.slice(from, to).trimEnd()}\n\`\`\``;
}

interface Score {
  readonly pinball: number;
  readonly mdape: number;
  readonly coverage50: number;
  readonly coverage80: number;
  readonly seconds: number;
}

/** The README's table of back-tests: each split's engine row with the rows of today's answers under it. */
export function accuracyRows(folder: string, splits: readonly string[]): string {
  const rows = splits.flatMap((split) => {
    const words = [
      'backtest',
      `${folder}/${split}-train.csv`,
      '--test',
      `${folder}/${split}-test.csv`,
      '--json',
    ];
    const printed = execFileSync(
      process.execPath,
      ['dist/main.js', ...words, '--store', `file:${join(tmpdir(), 'market-worth-accuracy.db')}`],
      {
        encoding: 'utf8',
      },
    );
    const report = JSON.parse(printed) as Record<'engine' | 'groupBy' | 'global', Score> &
      Record<'trainRows' | 'testRows', number>;
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    const row = (name: string, score: Score): string =>
      `| ${name} | ${score.pinball.toFixed(4)} | ${percent(score.mdape)} | ${percent(score.coverage50)} | ${percent(score.coverage80)} |`;
    return [
      row(
        `**${split}**, ${report.trainRows} to learn, ${report.testRows} to score: market-worth`,
        report.engine,
      ),
      row('percentiles of groups', report.groupBy),
      row('percentiles of all', report.global),
    ];
  });
  return [
    '| | pinball loss | error of P50 | inside P25-P75 | inside P10-P90 |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** A text with the part between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withPart(text: string, name: string, part: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`README.md has no part ${name}`);
  return `${text.slice(0, from + open.length)}\n\n${part}\n\n${text.slice(to)}`;
}
