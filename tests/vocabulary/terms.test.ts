import { describe, expect, test } from '@jest/globals';
import type { CurrencyHint } from '../../src/vocabulary/currency-text.js';
import { builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();
type TermReader = 'workMode' | 'employment' | 'evidenceTier' | 'tax' | 'period' | 'stage' | 'outcome';

const known: readonly (readonly [TermReader, Readonly<Record<string, string | null>>])[] = [
  [
    'workMode',
    {
      '0': 'onsite',
      '50': 'hybrid',
      '100': 'remote',
      'Fully remote': 'remote',
      etätyö: 'remote',
      'Hybrid - 2 days': 'hybrid',
      'Pääosin tai kokonaan etätyö': 'remote',
      'Noin 50/50 hybridimalli': 'hybrid',
      'Pääosin tai kokonaan toimistolla': 'onsite',
      'In-person': 'onsite',
      'No remote': 'onsite',
      'Hybrid (some remote, leans heavy to in-person)': 'hybrid',
      віддалено: 'remote',
      NA: null,
    },
  ],
  [
    'employment',
    {
      FT: 'employee',
      PT: 'part-time',
      CT: 'contractor',
      FL: 'contractor',
      'full-time': 'employee',
      B2B: 'contractor',
      'Työntekijä / palkollinen': 'employee',
      'Employed, full-time': 'employee',
      freelance: 'contractor',
      'Independent contractor, freelancer, or self-employed': 'contractor',
      'Full-time contractor': 'contractor',
      'Full-time internship': 'internship',
      'Працюю part-time': 'part-time',
      'Not employed': null,
      Student: null,
    },
  ],
  [
    'evidenceTier',
    { posted: 'posted', 'Written offer': 'written', verbal: 'verbal', payslip: 'paid', '': null },
  ],
  [
    'tax',
    {
      Gross: 'gross',
      brutto: 'gross',
      'before tax': 'gross',
      netto: 'net',
      'на руки': 'net',
      'gross (before tax)': 'gross',
    },
  ],
  [
    'period',
    {
      'p.a.': 'year',
      '/yr': 'year',
      'k/r': 'year',
      monthly: 'month',
      'за місяць': 'month',
      kk: 'month',
      'per hour': 'hour',
      Monatlich: 'month',
      'al mes': 'month',
      'por mês': 'month',
      miesięcznie: 'month',
      mensuel: 'month',
      'per jaar': 'year',
      'per månad': 'month',
      giorno: 'day',
      weekly: 'week',
      'month-13': 'month-13',
      '14 months': 'month-14',
    },
  ],
  [
    'stage',
    {
      'Phone screen': 'screening',
      'Final round': 'onsite',
      'take-home': 'assignment',
      'Tea with the owner': 'Tea with the owner',
    },
  ],
  [
    'outcome',
    {
      Rejected: 'rejected',
      ghosted: 'ghosted',
      offer: 'offered',
      'Accepted offer': 'accepted',
      'no response': 'ghosted',
      'Offer - declined': 'declined',
      withdrew: 'withdrawn',
      'In progress': 'pending',
    },
  ],
];

describe.each(known)('%s', (field, cases) => {
  test.each(Object.entries(cases))('%j is %j', (text, value) => {
    expect(vocabulary[field](text)).toEqual({ ok: true, value });
  });
});

test.each<[TermReader, string]>([
  ['workMode', 'remote or hybrid'],
  ['workMode', '0.5'],
  ['employment', 'gibberish'],
  ['tax', 'gross and net'],
  ['period', 'fortnight'],
  ['outcome', 'weird'],
])('%s refuses %j and names the values', (field, text) => {
  const reading = vocabulary[field](text);
  expect(reading).toMatchObject({ ok: false, problem: { found: text } });
  expect(reading.ok ? '' : reading.problem.expected).toMatch(/^one of \w/);
});

describe('currencies', () => {
  test.each<[string, CurrencyHint | undefined, string | null]>([
    ['USD', undefined, 'USD'],
    ['eur', undefined, 'EUR'],
    ['EUR European Euro', undefined, 'EUR'],
    ['CHF\tSwiss franc', undefined, 'CHF'],
    ['Euro (€)', undefined, 'EUR'],
    ['zł', undefined, 'PLN'],
    ['грн', undefined, 'UAH'],
    ['US$', undefined, 'USD'],
    ['Yhdysvaltain dollari', undefined, 'USD'],
    ['$', undefined, null],
    ['$', { country: 'CA' }, 'CAD'],
    ['$', { currency: 'AUD', country: 'CA' }, 'AUD'],
    ['$', { country: 'FI' }, null],
    ['kr', undefined, null],
    ['kr', { country: 'SE' }, 'SEK'],
    ['€', { country: 'US' }, 'EUR'],
  ])('%j, hint %j, is %j', (text, hint, code) => {
    expect(vocabulary.currency(text, hint)).toMatchObject({ ok: true, value: { code } });
  });

  test('a shared sign gives its candidates', () => {
    expect(vocabulary.currency('kr')).toEqual({
      ok: true,
      value: { code: null, candidates: ['SEK', 'NOK', 'DKK', 'ISK'] },
    });
  });

  test.each(['XYZ', 'bitcoin', 'EUR USD'])('%j is no currency', (text) => {
    expect(vocabulary.currency(text)).toMatchObject({ ok: false, problem: { found: text } });
  });
});

test('explain names what a text is as each kind of value', () => {
  const kinds = (text: string) => vocabulary.explain(text).map(({ as, became }) => `${as}: ${became}`);
  expect(kinds('Sr. Data Engineer')).toEqual(['role: Data Engineer', 'level: senior']);
  expect(kinds('k8s')).toContain('skill: Kubernetes');
  expect(kinds('60k EUR p.a.')).toContain('pay: min 60000, max 60000, currency EUR, period year');
  expect(kinds('Berlin')).toContain('place: country DE, region State of Berlin, city Berlin');
  expect(kinds('1/2/2024')).toContain('date: day first or month first');
  expect(kinds('NA')).toEqual(['missing: no value']);
});
