import { describe, expect, test } from '@jest/globals';
import { MarketWorthError } from '../../src/core/errors.js';
import type { ImportPlan, IngestOptions } from '../../src/ingest/csv-import.js';
import { importInFull, memorySource, tools } from './import-in-full.js';

async function planOf(text: string, options: Partial<IngestOptions> = {}): Promise<ImportPlan> {
  return (await importInFull(memorySource(text), options)).plan;
}

async function refusal(text: string, options: Partial<IngestOptions> = {}): Promise<string> {
  try {
    await importInFull(memorySource(text), options);
  } catch (error) {
    if (error instanceof MarketWorthError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'taken';
}

describe('columns are matched', () => {
  test('by name in any case and punctuation, never by position', async () => {
    const { mapping } = await planOf('CURRENCY,pay-PERIOD,Job_Title,BaseSalary\nEUR,year,SRE,50000\n');
    expect(mapping).toEqual({
      currency: ['CURRENCY'],
      period: ['pay-PERIOD'],
      title: ['Job_Title'],
      pay: ['BaseSalary'],
    });
  });

  test('with --map before any alias, and the column is then free for no other field', async () => {
    const text = 'job title,salary,pay,currency,period\nSRE,1,50000,EUR,year\n';
    const { mapping } = await planOf(text, { map: { role: ['Job Title'], pay: ['pay'] } });
    expect(mapping).toEqual({
      role: ['job title'],
      pay: ['pay'],
      currency: ['currency'],
      period: ['period'],
    });
  });

  test('with --set before an alias', async () => {
    const imported = await importInFull(memorySource('pay,currency,period\n50000,USD,year\n'), {
      set: { currency: 'EUR' },
    });
    expect(imported.plan.mapping['currency']).toBeUndefined();
    expect(imported.candidates[0]!.entry.currency).toBe('EUR');
  });

  test('with --map first and --set where the cell is empty', async () => {
    const { candidates } = await importInFull(memorySource('pay,cur,period\n50000,USD,year\n50000,,year\n'), {
      map: { currency: ['cur'] },
      set: { currency: 'EUR' },
    });
    expect(candidates.map(({ entry }) => entry.currency)).toEqual(['USD', 'EUR']);
  });

  test('with what a mapping file or a remembered header says, where the user says nothing', async () => {
    const text = 'a,b,c,d\nSRE,50000,EUR,year\n';
    const saved = {
      name: 'board',
      mapping: { role: ['a'], pay: ['b'], currency: ['c'], period: ['gone'] },
      set: { period: 'month' },
    };
    const { plan, candidates } = await importInFull(
      memorySource(text),
      {},
      {
        ...tools(),
        savedMapping: () => Promise.resolve(saved),
      },
    );
    expect(candidates[0]!.entry).toMatchObject({ payMin: 5_000_000, currency: 'EUR', period: 'month' });
    expect(plan.source).toBe('board');
    expect(plan.mapped.map(({ by }) => by)).toEqual(['saved mapping', 'saved mapping', 'saved mapping']);
    expect(plan.notes).toEqual(["The mapping's column gone for period is not in this file."]);
  });

  test('only where their cells can be read as the field', async () => {
    const { mapping, notes } = await planOf(
      'pay,currency,period,manager\n50000,EUR,year,Ann\n51000,EUR,year,Bob\nx,EUR,year,Cid\n',
      {
        map: { pay: ['pay'] },
        duplicates: 'keep',
        set: { notes: 'from a table of our own' },
      },
    );
    expect(mapping['manager']).toEqual(['manager']);
    expect(notes).toEqual([]);
    const other = await planOf('Pay,Currency,Period,Manager\n50000,EUR,year,Ann\n51000,EUR,year,Bob\n');
    expect(other.mapping['manager']).toBeUndefined();
    expect(other.notes).toEqual([
      'Manager could be manager by its name, but not by its cells; it is not used.',
    ]);
  });

  test('with the surest of several, and the plan says so', async () => {
    const { mapping, notes } = await planOf('Salary,Base salary,Currency,Period\n1,50000,EUR,year\n');
    expect(mapping['pay']).toEqual(['Base salary']);
    expect(notes).toEqual(['Salary could be pay, too; Base salary is used.']);
  });

  test('and those that are not, and what usual imports have beside them, are listed', async () => {
    const { extra, missing } = await planOf('pay,currency,period,shoe size\n50000,EUR,year,42\n');
    expect(extra).toEqual(['shoe size']);
    expect(missing).toEqual(['date', 'employer', 'role', 'level', 'location']);
  });
});

describe('several columns', () => {
  test('of skills are one list, each skill once', async () => {
    const { candidates } = await importInFull(
      memorySource(
        "pay,currency,period,Tools,Lang\n50000,EUR,year,\"['Docker', 'k8s']\",JS;Kubernetes\n50000,EUR,year,,\n",
      ),
      { map: { skills: ['Tools', 'Lang'] } },
    );
    expect(candidates.map(({ entry }) => entry.skills)).toEqual([
      ['Docker', 'Kubernetes', 'JavaScript'],
      undefined,
    ]);
  });

  test('of one place are one text', async () => {
    const { candidates } = await importInFull(
      memorySource('pay,currency,period,town,land\n50000,EUR,year,Austin,TX\n'),
      {
        map: { location: ['town', 'land'] },
      },
    );
    expect(candidates[0]!.entry).toMatchObject({ location: 'Austin, TX', city: 'Austin', country: 'US' });
  });

  test('of bonus add up, a monthly one to its year; blank is unknown and zero is zero', async () => {
    const text =
      'pay,currency,period,Bonus,Monthly commission,Sign-on\n5000,EUR,month,1000,100,\n5000,EUR,month,,,0\n';
    const { candidates } = await importInFull(memorySource(text), {
      map: { bonus: ['Bonus', 'Monthly commission'], sign_on: ['Sign-on'] },
    });
    expect(candidates.map(({ entry }) => [entry.bonus, entry.signOn])).toEqual([
      [220_000, undefined],
      [undefined, 0],
    ]);
  });

  test('that tick a role or a skill give the name of the ticked one, the first of them for a role', async () => {
    const text =
      'pay,currency,period,web_developer,DataScientist\n1000,EUR,day,TRUE,TRUE\n1000,EUR,day,FALSE,TRUE\n1000,EUR,day,FALSE,FALSE\n';
    const columns = ['web_developer', 'DataScientist'];
    const { candidates } = await importInFull(memorySource(text), { map: { role: columns } });
    expect(candidates.map(({ entry }) => entry.role)).toEqual(['Web Developer', 'Data Scientist', undefined]);
  });
});

describe('a mapping that does not fit', () => {
  const text = 'role,pay,currency,period\nSRE,50000,EUR,year\n';

  test.each<[string, Partial<IngestOptions>, string]>([
    [
      'an unknown field, naming near ones',
      { map: { sallary: ['pay'] } },
      'sallary is no field. The nearest are ',
    ],
    [
      'an unknown column, naming near ones',
      { map: { pay: ['payy'] } },
      'the file has no column payy. The nearest are pay',
    ],
    ['a value that is none', { set: { country: 'Narnia' } }, '--set country=Narnia: expected a country'],
    ['a value that says nothing', { set: { role: 'n/a' } }, '--set role=n/a: expected a value'],
    ['an unknown field of --set', { set: { colour: 'red' } }, 'colour is no field'],
  ])('is refused for %s', async (_, options, message) => {
    const refused = await refusal(text, options);
    expect(refused).toContain('MAPPING_INVALID');
    expect(refused).toContain(message);
  });
});
