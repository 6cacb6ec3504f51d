import fc from 'fast-check';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../../src/core/random.js';
import type { Entry } from '../../../src/domain/entry.js';
import { worthAnswerSchema } from '../../../src/domain/estimate.js';
import { ReleasedAnswers } from '../../../src/market/shared/released-answers.js';
import { answersOf, offersOf, releaseOf } from '../release/some-release.js';
import { anyQuery } from '../random-market.js';
import { policy, query, tools } from '../some-market.js';

/** Offers of two roles of a family and one of another, in two countries, with what terms are of. */
function someOffers(): Entry[] {
  const random = seededRandom(11);
  return offersOf(400, 160, 60).map((entry, i): Entry => {
    const role = i % 100 === 0 ? 'SRE' : i % 5 === 0 ? 'Data Scientist' : 'Data Engineer';
    const [senior, kafka] = [random() < 0.5, random() < 0.4];
    const pay = Math.exp(11.3 + (senior ? 0.25 : 0) + (kafka ? 0.12 : 0) + 0.15 * randomNormal(random));
    return {
      ...entry,
      role,
      level: senior ? 'Senior' : 'Junior',
      country: i % 3 === 0 ? 'DE' : 'US',
      years: randomInt(random, 15),
      skills: kafka ? ['Kafka', 'SQL'] : ['SQL'],
      date: `202${3 + (i % 2)}-07`,
      payMin: Math.round(100 * pay),
      payMax: Math.round(100 * pay),
    };
  });
}

let answers: ReleasedAnswers;

beforeAll(async () => {
  answers = answersOf(await releaseOf(someOffers()));
});

const middleOf = (fields: Parameters<typeof query>[0]): number =>
  answers.estimate(query(fields)).percentiles.find(({ percentile }) => percentile === 50)!.value;

describe('an answer from a release', () => {
  test('comes from the deepest released cell, and says what it does not tell apart', () => {
    const deep = answers.estimate(query({ level: 'senior', country: 'US' }));
    expect(deep.evidence.widened).toEqual([]);
    expect(deep.exactCohort.percentiles.map(({ value }) => value)).toEqual(
      deep.percentiles.map(({ value }) => value),
    );
    const wide = answers.estimate(query({ level: 'Wizard', country: 'US', employer: 'nobody' }));
    expect(wide.evidence.widened).toEqual(['any employer', 'any country', 'any level']);
    expect(wide.confidence).not.toBe('high');
    expect(wide.exactCohort).toEqual({ offers: 0, employers: null, percentiles: [] });
  });

  test('of a role that is not released comes from what lies around it', () => {
    const { percentiles, evidence } = answers.estimate(query({ role: 'SRE' }));
    expect(percentiles.length).toBeGreaterThan(0);
    expect(evidence.widened).toEqual(['all operations roles', 'all roles']);
  });

  test('of a role that nobody has heard of names the nearest, whether there are offers of it or not', () => {
    const { percentiles, suppressed } = answers.estimate(query({ role: 'Data Engineeer' }));
    expect(percentiles).toEqual([]);
    expect(suppressed?.nearest[0]).toBe('Data Engineer');
    expect(suppressed?.needed).toContain('5 contributors');
    expect(answers.percentile(query({ role: 'Data Engineeer' }), 50)).toBeNull();
  });

  test('is suppressed before the first release', () => {
    const none = new ReleasedAnswers(null, { policy, familyOf: tools.familyOf });
    const { percentiles, suppressed } = none.estimate(query());
    expect([percentiles, suppressed?.reason]).toEqual([[], 'Nothing has been released from this store yet.']);
  });

  test('is the same by whatever quantile and as of whatever day', () => {
    const plain = answers.estimate(query());
    for (const fields of [{ quantile: 'hf7' }, { quantile: 'hf8' }, { asOf: '2020-01-01' }] as const) {
      expect(answers.estimate(query(fields))).toEqual({ ...plain, query: query(fields) });
    }
    expect(plain.method.quantile).toBe('hd');
  });

  test('follows released terms, each of which stands among the drivers', () => {
    expect(middleOf({ skills: ['Kafka'] })).toBeGreaterThan(middleOf({ skills: ['SQL'] }));
    const { drivers } = answers.estimate(query({ skills: ['Kafka', 'Cobol'] }));
    expect(drivers.map(({ factor }) => factor)).toEqual(['skill Kafka']);
    expect(drivers[0]!.effectPercent).toBeGreaterThan(0);
  });

  test('uses a level’s term only where the cell does not tell levels apart', () => {
    const factors = (fields: Parameters<typeof query>[0]): string[] =>
      answers.estimate(query(fields)).drivers.map(({ factor }) => factor);
    expect(factors({ level: 'Senior' })).toEqual([]);
    expect(factors({ role: 'SRE', level: 'Senior' })).toEqual(['level']);
  });

  test('places a pay between published percentiles, open at the ends', () => {
    const position = (pay: number): unknown => answers.estimate(query({ pay })).position;
    const middle = middleOf({});
    expect(position(middle * 1.001)).toEqual({
      pay: middle * 1.001,
      band: { low: 50, high: 75 },
      compaRatio: 1.001,
    });
    expect(position(1)).toMatchObject({ band: { low: null, high: 10 } });
    expect(position(1e9)).toMatchObject({ band: { low: 90, high: null } });
  });

  test('moves with a swept pay only where a published percentile is passed', () => {
    const bands = new Set<string>();
    for (let pay = 40_000; pay < 200_000; pay += 250) {
      bands.add(
        JSON.stringify(
          answers.estimate(query({ pay })).position && {
            ...answers.estimate(query({ pay })).position,
            pay: 0,
            compaRatio: 0,
          },
        ),
      );
    }
    expect(bands.size).toBe(6);
  });

  test('has percentiles between published ones, and none beyond them', () => {
    const at = (percentile: number): number | undefined => answers.percentile(query(), percentile)?.value;
    expect(at(50)).toBe(middleOf({}));
    expect(at(60)!).toBeGreaterThan(at(50)!);
    expect(at(60)!).toBeLessThan(at(75)!);
    expect([at(5), at(95)]).toEqual([undefined, undefined]);
  });

  test('chooses the pool that tells most of the question', async () => {
    const more = someOffers().map((entry): Entry => ({
      ...entry,
      currency: 'EUR',
      contributor: `eu ${entry.contributor!}`,
    }));
    const both = answersOf(await releaseOf([...someOffers(), ...more.slice(0, 200)]));
    const currency = (fields: Parameters<typeof query>[0]): string => both.estimate(query(fields)).currency;
    expect(currency({})).toBe('USD');
    expect(currency({ currency: 'EUR' })).toBe('EUR');
    expect(both.estimate(query({ currency: 'EUR' })).evidence.leftOut).toBeGreaterThan(100);
    expect(both.estimate(query({ currency: 'JPY' })).suppressed).not.toBeNull();
  });

  test('to any question has the full shape, rises with the percentile, and is on the published grid', () => {
    fc.assert(
      fc.property(anyQuery, (asked) => {
        const answer = answers.estimate(asked);
        expect(worthAnswerSchema.parse(answer)).toEqual(answer);
        const values = answer.percentiles.map(({ value }) => value);
        expect(values).toEqual([...values].sort((a, b) => a - b));
        for (const value of values) {
          const steps = Math.log(value) / Math.log1p(values.length === 1 ? 0.025 : 0.01);
          expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-6);
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
