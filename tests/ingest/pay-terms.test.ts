import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../src/domain/entry.js';
import type { IngestOptions } from '../../src/ingest/csv-import.js';
import { headerWords } from '../../src/ingest/header-words.js';
import { problemText } from '../../src/ingest/rejects-file.js';
import { importInFull, memorySource, tools } from './import-in-full.js';

/** The first entry of a file, or why there is none. */
async function first(text: string, options: Partial<IngestOptions> = {}): Promise<Entry | string> {
  const { candidates, findings } = await importInFull(memorySource(text), options);
  return candidates[0]?.entry ?? findings[0]!.problems.map(problemText).join();
}

describe('what is known of a pay', () => {
  test('the cell says before the column, the column before --set, --set before the header', async () => {
    const header = 'Monthly salary (EUR)';
    expect(await first(`${header}\n5000\n`)).toMatchObject({ currency: 'EUR', period: 'month' });
    expect(await first(`${header}\n5000\n`, { set: { currency: 'SEK' } })).toMatchObject({ currency: 'SEK' });
    const withColumn = `${header},Currency\n5000,PLN\n`;
    expect(await first(withColumn)).toMatchObject({ currency: 'PLN', period: 'month' });
    const inCell = await first(`${header}\n"60,000 USD a year"\n`, {
      set: { currency: 'SEK', period: 'day' },
    });
    expect(inCell).toMatchObject({ currency: 'USD', period: 'year' });
  });

  test('a cell that contradicts its row is refused', async () => {
    expect(await first('pay,currency,period\n60000 USD,EUR,year\n')).toContain(
      '60000 USD, while the row says EUR elsewhere',
    );
    expect(await first('pay,currency,period\n60000 per year,EUR,month\n')).toContain('expected one period');
    expect(await first('pay,currency,period\n$60000,EUR,year\n')).toContain(
      'while the row says EUR elsewhere',
    );
  });

  test('a sign that currencies share is decided by the row, then by its country, and never guessed', async () => {
    expect(await first('pay,currency,period\n$60000,CAD,year\n')).toMatchObject({ currency: 'CAD' });
    expect(await first('pay,country,period\n$60000,Australia,year\n')).toMatchObject({ currency: 'AUD' });
    expect(await first('pay,country,period\n$60000,Australia,year\n$60000,,year\n')).toMatchObject({
      currency: 'AUD',
    });
    expect(await first('pay,country,period\n$60000,Germany,year\n')).toContain('without a currency');
  });

  test('ranges stay ranges, open ends stay open', async () => {
    expect(await first('pay\n90-110k EUR a year\n')).toMatchObject({ payMin: 9_000_000, payMax: 11_000_000 });
    expect(await first('pay\nfrom 60k EUR a year\n')).not.toHaveProperty('payMax');
    expect(await first('pay\nup to 60k EUR a year\n')).not.toHaveProperty('payMin');
    const bounds = 'min pay,max pay,currency,period\n,60000,EUR,year\n';
    expect(await first(bounds)).toMatchObject({ payMax: 6_000_000 });
    expect(await first('pay,min pay,max pay,currency,period\n55000,50000,60000,EUR,year\n')).toMatchObject({
      payMin: 5_500_000,
      payMax: 5_500_000,
    });
  });

  test('amounts are whole minor units of their currency', async () => {
    expect(await first('pay,currency,period\n1234.5,EUR,month\n')).toMatchObject({ payMin: 123_450 });
    expect(await first('pay,currency,period\n400000,JPY,month\n')).toMatchObject({ payMin: 400_000 });
    expect(await first('pay,currency,period\n1500.125,KWD,month\n', { decimal: '.' })).toMatchObject({
      payMin: 1_500_125,
    });
  });

  test('amounts beside the pay are in its currency, and refused in another', async () => {
    const text = 'pay,bonus,currency,period\n5000,"1,000 EUR",EUR,month\n5000,1000 USD,EUR,month\n';
    expect(await first(text)).toMatchObject({ bonus: 100_000 });
    const { findings } = await importInFull(memorySource(text));
    expect(findings[0]!.problems[0]!.found).toContain('1000 USD');
  });

  test('a share of a full-time week makes an employee part-time; hours alone do not', async () => {
    const text = (hours: string, kind = ''): string =>
      `pay,currency,period,hours,employment\n4000,EUR,month,${hours},${kind}\n`;
    expect(await first(text('80%'))).toMatchObject({ hours: 32, employment: 'part-time' });
    expect(await first(text('100%', 'employee'))).toMatchObject({ hours: 40, employment: 'employee' });
    expect(await first(text('50%', 'contractor'))).toMatchObject({ hours: 20, employment: 'contractor' });
    expect(await first(text('30'))).not.toHaveProperty('employment');
  });
});

describe('the words of a header', () => {
  test.each([
    ['Kuukausipalkka (brutto, euroina)', { period: 'month', currency: 'EUR', tax: 'gross', rest: '' }],
    ['Tuntilaskutus (ALV 0%, euroina)', { period: 'hour', currency: 'EUR', rest: '' }],
    ['salary_in_usd', { currency: 'USD', rest: 'salary' }],
    [
      'Base salary (gross, monthly EUR)',
      { period: 'month', currency: 'EUR', tax: 'gross', rest: 'base salary' },
    ],
    ['Bruttojahresgehalt', { period: 'year', tax: 'gross', rest: 'bruttojahresgehalt' }],
    ['Зарплата на місяць, USD, нетто', { period: 'month', currency: 'USD', tax: 'net', rest: 'зарплата' }],
    ['salary_eur', { currency: 'EUR', rest: 'salary' }],
    ['Pay for all', { rest: 'pay all' }],
    ['Salary EUR or USD', { rest: 'salary or' }],
  ])('of %s say what they say and no more', (name, said) => {
    const { aliases, vocabulary } = tools();
    const { period, currency, tax, rest } = headerWords(name, aliases, vocabulary);
    expect(
      Object.fromEntries(
        Object.entries({ period, currency, tax, rest }).filter(([, value]) => value !== undefined),
      ),
    ).toEqual(said);
  });
});
