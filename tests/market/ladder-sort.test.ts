import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeQuery } from '../../src/market/coded-query.js';
import { ColumnsBuilder } from '../../src/market/columns-builder.js';
import { Ladder } from '../../src/market/ladder.js';
import { skillFrequency } from '../../src/market/skill-frequency.js';
import { anyQuery, randomEntries } from './random-market.js';
import { tools } from './some-market.js';

const builder = new ColumnsBuilder(tools.policy, tools.familyOf);
builder.add(randomEntries(3000).map((entry, i) => ({ key: String(i).padStart(8, '0'), batch: 1, entry })));
const columns = builder.take();
const all = Uint32Array.from({ length: columns.rows }, (_, row) => row);
const frequency = skillFrequency(columns.skills, all);

test('rows sorted by rung, many at a time, are on the rung that each is found on by itself', () => {
  fc.assert(
    fc.property(anyQuery, fc.nat(12), (query, lowest) => {
      const coded = codeQuery(columns, query, tools.familyOf(query.role), 20_000);
      const ladder = new Ladder(columns, query, coded, frequency);
      const rungOf = ladder.rungs();
      const sorted = new Map<number, number[]>();
      ladder.sort(all, [], lowest, (rung, rows, count) => {
        sorted.set(rung, [...(sorted.get(rung) ?? []), ...rows.subarray(0, count)]);
      });
      for (let rung = lowest; rung <= ladder.top; rung++)
        expect(sorted.get(rung) ?? []).toEqual([...all].filter((row) => rungOf(row) === rung));
      expect([...sorted.keys()].every((rung) => rung >= lowest)).toBe(true);
    }),
    { seed: 11, numRuns: 60 },
  );
});
