import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomInt, seededRandom } from '../../../src/core/random.js';
import { Canon, yearsBands } from '../../../src/market/model/canon.js';
import type { CanonicalRows } from '../../../src/market/model/canonical-rows.js';
import { CombinationIndex } from '../../../src/market/model/combination-index.js';
import { buildDesign } from '../../../src/market/model/design.js';
import { fitPayModel } from '../../../src/market/model/fit.js';
import { inDesignOrder } from '../../../src/market/model/key-order.js';
import { Located, UNSEEN } from '../../../src/market/model/located.js';
import { modelInput, type Offer } from './model-input.js';

const random = seededRandom(3);
const some = (name: string, count: number): string => `${name} ${randomInt(random, count)}`;
const offers = Array.from({ length: 400 }, (): Offer => ({
  pay: 50_000 + randomInt(random, 50_000),
  role: some('Role', 6),
  country: some('Country', 3),
  city: some('City', 9),
  employer: some('Employer', 40),
  ...(random() < 0.8 ? { level: some('Level', 4), years: randomInt(random, 20) } : {}),
  ...(random() < 0.9 ? { skills: [...new Set([some('Skill', 12), some('Skill', 12)])] } : {}),
  ...(random() < 0.9 ? { day: 19_000 + randomInt(random, 900) } : {}),
}));
const input = modelInput(offers);
const canon = new Canon(input.factors, yearsBands(input.factors));
const rows = canon.rows();
const design = buildDesign(canon, rows);

/** A list's members, row by row. */
const listed = ({ ends, members }: CanonicalRows['skills'], row: number): number[] => [
  ...members.subarray(ends[row], ends[row + 1]),
];

describe('offers that an answer reads together', () => {
  test('are in the codes that all offers are in', () => {
    for (const picked of [Uint32Array.of(7, 3, 3), Uint32Array.from({ length: 200 }, (_, i) => 2 * i)]) {
      const read = canon.readRows(picked);
      expect(read.rows).toBe(picked.length);
      picked.forEach((row, i) => {
        for (const [name, codes] of Object.entries(rows.groups))
          expect(read.groups[name as keyof typeof rows.groups][i]).toBe(codes[row]);
        expect(listed(read.skills, i)).toEqual(listed(rows.skills, row));
        expect(listed(read.words, i)).toEqual(listed(rows.words, row));
        expect([read.years[i], read.days[i], read.skillsKnown[i]]).toEqual([
          rows.years[row],
          rows.days[row],
          rows.skillsKnown[row],
        ]);
      });
    }
  });

  test('have together the effects that each has by itself', () => {
    const weights = Float64Array.from({ length: rows.rows }, () => random());
    const located = new Located();
    for (const { coder, family } of design.terms) {
      const [together, each] = [new Float64Array(family.size), new Float64Array(family.size)];
      coder.addAll(rows, weights, { add: (code, weight) => code >= 0 && (together[code]! += weight) });
      for (let row = 0; row < rows.rows; row++) {
        coder.locate(rows, row, 0, located);
        for (let k = 0; k < located.count; k++)
          each[located.codes[k]!]! += weights[row]! * located.values[k]!;
      }
      expect(together).toEqual(each);
    }
  });
});

describe('combinations of codes', () => {
  test('are numbered in the order they come, however far apart they are', () => {
    const key = fc.oneof(
      fc.nat(40),
      fc.maxSafeNat(),
      fc.nat(9).map((n) => n * 2 ** 36),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), fc.array(key), (keys, asked) => {
        const numbers = new Map([...new Set(keys)].map((value, number) => [value, number]));
        const index = new CombinationIndex();
        expect(keys.map((value) => index.add(value))).toEqual(keys.map((value) => numbers.get(value)));
        expect([...index.keys()]).toEqual([...numbers.keys()]);
        const again = new CombinationIndex(index.keys());
        for (const value of [...keys, ...asked]) expect(again.find(value)).toBe(numbers.get(value) ?? UNSEEN);
      }),
      { seed: 12 },
    );
  });

  test('lie in a fit in the order of their keys, each with its own effect', () => {
    const { snapshot } = fitPayModel(input);
    const effects = inDesignOrder(design.terms, snapshot.linear.effects);
    snapshot.terms.forEach(({ codes }, t) => {
      if (!codes.keys) {
        expect(effects[t]).toEqual(snapshot.linear.effects[t]);
        return;
      }
      expect(codes.keys).toEqual(codes.keys.slice().sort());
      const own = new Map(
        Array.from(design.terms[t]!.codes.keys!, (value, code) => [value, effects[t]![code]]),
      );
      codes.keys.forEach((value, code) => {
        expect(snapshot.linear.effects[t]![code]).toBe(own.get(value));
      });
    });
  });
});
