import { execFileSync } from 'node:child_process';
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

/** A text with the part between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withPart(text: string, name: string, part: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`README.md has no part ${name}`);
  return `${text.slice(0, from + open.length)}\n\n${part}\n\n${text.slice(to)}`;
}
