import { readFileSync } from 'node:fs';
import type { Entry } from '../../src/domain/entry.js';
import { policySchema, type ExchangeRates } from '../../src/domain/policy.js';
import { worthQuerySchema, type WorthQuery } from '../../src/domain/worth-query.js';
import { buildMarket, type Market, type MarketTools } from '../../src/market/market.js';

export const policy = policySchema.parse(JSON.parse(readFileSync('src/domain/policy/policy.json', 'utf8')));

export const rates: ExchangeRates = {
  source: 'made up',
  licence: 'none',
  tables: [
    { date: '2023-01-01', perUsd: { USD: 1, EUR: 1, PLN: 4 } },
    { date: '2024-01-01', perUsd: { USD: 1, EUR: 0.8, PLN: 4 } },
  ],
};

const families: Record<string, string> = {
  'Data Engineer': 'data',
  'Data Scientist': 'data',
  SRE: 'operations',
};

export const tools: MarketTools = { policy, rates, familyOf: (role) => families[role] ?? null };

/** An offer of a US data engineer, with some fields of its own; pay a year in whole dollars. */
export function offer(pay: number | [number | undefined, number | undefined], more: Entry = {}): Entry {
  const [low, high] = typeof pay === 'number' ? [pay, pay] : pay;
  const bound = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : Math.round(value * 100);
  return {
    role: 'Data Engineer',
    level: 'Senior',
    country: 'US',
    date: '2024-07-01',
    currency: 'USD',
    period: 'year',
    tax: 'gross',
    ...(low === undefined ? {} : { payMin: bound(low) }),
    ...(high === undefined ? {} : { payMax: bound(high) }),
    ...more,
  };
}

/** A market of entries, in the order given. */
export function marketOf(entries: readonly Entry[], sequence = 1): Promise<Market> {
  async function* chunks(): AsyncGenerator<{ key: string; batch: number; entry: Entry }[]> {
    await Promise.resolve();
    yield entries.map((entry, i) => ({ key: String(i).padStart(8, '0'), batch: 1, entry }));
  }
  return buildMarket(chunks(), sequence, tools);
}

export function query(fields: Partial<WorthQuery> = {}): WorthQuery {
  return worthQuerySchema.parse({ role: 'Data Engineer', ...fields });
}
