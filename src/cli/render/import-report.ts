import type { ImportReport } from '../../app/import-offers.js';
import { fates } from '../../domain/batch.js';
import type { Finding } from '../../domain/ports.js';
import type { ImportPlan } from '../../ingest/csv-import.js';
import { formatCount, formatNumber } from '../../guidance/format.js';
import type { Style } from './style.js';
import { table, wrap } from './table.js';

/** How the columns were understood, with sample values: shown before anything is written. */
export function planLines(plan: ImportPlan, width: number, style: Style): string[] {
  const rows = plan.mapped.map(({ field, column, by, samples }) => [
    `  ${field}`,
    column.replace(/\s+/g, ' '),
    by,
    samples.join(' | ').replace(/\s+/g, ' '),
  ]);
  const set = Object.entries(plan.set).map(([field, value]) => [`  ${field}`, '', 'set', value]);
  const columns = [{ title: '  field' }, { title: 'column' }, { title: 'by' }, { title: 'first values' }];
  const { encoding, delimiter, headerRow, gzip } = plan.dialect;
  const delimiterName = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }[delimiter] ?? delimiter;
  const facts = [
    `  ${encoding}${gzip ? ', gzip' : ''}, ${delimiterName}-separated, header on line ${headerRow}; identical rows: ${plan.duplicates.policy} (${plan.duplicates.why})`,
    ...(plan.extra.length > 0
      ? [`  not used: ${plan.extra.map((name) => name.replace(/\s+/g, ' ')).join(', ')}`]
      : []),
    ...(plan.missing.length > 0 ? [`  no column for: ${plan.missing.join(', ')}`] : []),
    ...plan.notes.map((note) => `  note: ${note}`),
  ];
  return [
    ...table(columns, [...rows, ...set], width),
    ...facts.flatMap((fact) => wrap(fact.trim(), width - 2, '  ').map((line) => style.dim(`  ${line}`))),
  ];
}

const sentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1).replace(/([^.])$/, '$1.');

/** The first rows that stayed outside, each with what was found, what was expected and what to do. */
export function findingLines(findings: readonly Finding[], width: number): string[] {
  return findings.flatMap(({ line, fate, problems }) => {
    const said = problems.map(
      ({ column, found, expected, fix }) =>
        `${column === null ? '' : `${column.replace(/\s+/g, ' ')}: `}found ${found}; expected ${expected}. ${sentence(fix)}`,
    );
    return wrap(`line ${line}, ${fate}: ${said.join(' ')}`, width - 2, '    ').map((text) => `  ${text}`);
  });
}

const shown = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

function changeLines({ changes }: ImportReport): string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(
    ({ line, field, before, after }) => `  line ${line}, ${field}: ${shown(before)} -> ${shown(after)}`,
  );
  return ['What the updates change (the first):', ...lines];
}

/** What an import did, for people: the five counts, and the first rows that need a look. */
export function importReportLines(
  report: ImportReport,
  rejectsFile: string | null,
  width: number,
  style: Style,
): string[] {
  const outside = report.quarantined + report.rejected;
  const counts = fates.map((fate) => `${formatNumber(report[fate])} ${fate}`).join(', ');
  const head =
    report.batch === null
      ? `${report.file}: a dry run, nothing was written.`
      : `${report.file}: import ${report.batch}, ${report.seconds.toFixed(1)} s.`;
  const more = outside - Math.min(outside, report.firstFindings.length);
  const where = rejectsFile === null ? '' : ` All of them are in ${rejectsFile}.`;
  return [
    style.bold(head),
    `  ${formatCount(report.rows, 'row')}: ${counts}.`,
    ...changeLines(report),
    ...(report.firstFindings.length > 0 ? ['Rows that stayed outside:'] : []),
    ...findingLines(report.firstFindings, width),
    ...(more > 0
      ? [`  and ${formatNumber(more)} more.${where}`]
      : where === '' || outside === 0
        ? []
        : [` ${where}`]),
  ];
}
