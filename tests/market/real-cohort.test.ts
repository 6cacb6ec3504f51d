import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Entry } from '../../src/domain/entry.js';
import { quantileMethods } from '../../src/domain/worth-query.js';
import { marketOf, query } from './some-market.js';

const FILE = '../shared/datasets/aijobs-net/salaries.csv';
const testWithData = existsSync(FILE) ? test : test.skip;

// Made by scripts/golden/aijobs-cohort.R
const golden = JSON.parse(readFileSync('fixtures/golden/aijobs-cohort.json', 'utf8')) as {
  rows: number;
  offers: number;
} & Record<(typeof quantileMethods)[number], number[]>;

const employments: Record<string, Entry['employment']> = {
  FT: 'employee',
  PT: 'part-time',
  CT: 'contractor',
  FL: 'contractor',
};

function entryOf(row: Record<string, string>): Entry {
  return {
    role: row['job_title'],
    level: row['experience_level'],
    country: row['company_location'],
    employment: employments[row['employment_type']!],
    currency: row['salary_currency'],
    period: 'year',
    payMin: Number(row['salary']) * 100,
    payMax: Number(row['salary']) * 100,
    date: row['work_year'],
  };
}

describe('a cohort of real offers', () => {
  testWithData('has the percentiles that R computes from the same file', async () => {
    const rows = parse<Record<string, string>>(readFileSync(FILE), { columns: true });
    expect(rows).toHaveLength(golden.rows);
    const market = await marketOf(rows.map(entryOf));
    for (const quantile of quantileMethods) {
      const asked = query({ level: 'SE', country: 'US', currency: 'USD', quantile });
      const exactCohort = market.exactCohort(asked);
      expect(exactCohort.offers).toBe(golden.offers);
      exactCohort.percentiles.forEach(({ value }, i) => {
        expect(Math.abs(value / golden[quantile][i]! - 1)).toBeLessThan(1e-9);
      });
    }
  });
});
