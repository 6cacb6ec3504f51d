/**
 * Writes src/domain/policy/exchange-rates.json: one dated table a quarter, out of the npm package
 * `@fawazahmed0/currency-api`, whose versions carry the date of their rates. Needs npm and its registry.
 *
 * Usage: npm run script -- build/scripts/policy/exchange-rates.js
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isCurrency } from '../../src/core/money.js';
import { exchangeRatesSchema, type ExchangeRates } from '../../src/domain/policy.js';

const PACKAGE = '@fawazahmed0/currency-api';

/** The last version of each quarter; append the next one when it is out. */
const VERSIONS = [
  '2024.3.28',
  '2024.6.15',
  '2024.9.6',
  '2024.12.31',
  '2025.3.20',
  '2025.6.30',
  '2025.9.23',
  '2025.12.31',
  '2026.3.10',
  '2026.6.30',
  '2026.9.29',
];

const publishedSchema = z.object({ date: z.string(), usd: z.record(z.string(), z.number()) });

/** The table of one installed version: ISO 4217 currencies alone, six significant digits, in alphabetical order. */
function readTable(folder: string): ExchangeRates['tables'][number] {
  const file = join(folder, 'v1', 'currencies', 'usd.min.json');
  const { date, usd } = publishedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const perUsd = Object.entries(usd)
    .map(([code, rate]) => [code.toUpperCase(), Number(rate.toPrecision(6))] as const)
    .filter(([code, rate]) => isCurrency(code) && rate > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { date, perUsd: Object.fromEntries(perUsd) };
}

function collectTables(): ExchangeRates['tables'] {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-rates-'));
  try {
    const aliases = VERSIONS.map((version) => `rates-${version}@npm:${PACKAGE}@${version}`);
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
    execFileSync('npm', ['install', ...options, ...aliases], { stdio: ['ignore', 'ignore', 'inherit'] });
    return VERSIONS.map((version) => readTable(join(folder, 'node_modules', `rates-${version}`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rates = exchangeRatesSchema.parse({
  source: `npm package ${PACKAGE}, indicative market rates`,
  licence: 'CC0-1.0',
  tables: collectTables(),
});
const tables = rates.tables.map((table) => `    ${JSON.stringify(table)}`).join(',\n');
const head = `  "source": ${JSON.stringify(rates.source)},\n  "licence": ${JSON.stringify(rates.licence)},\n`;
writeFileSync('src/domain/policy/exchange-rates.json', `{\n${head}  "tables": [\n${tables}\n  ]\n}\n`);
