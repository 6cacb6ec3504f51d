/** What a store of offers holds, as plain objects, and what is asked about it. */
import { worthQuerySchema } from '../../dist/domain/worth-query.js';

/** What a market is built with. */
export const toolsOf = ({ policy, rates, vocabulary }) => ({
  policy,
  rates,
  familyOf: (role) => vocabulary.familyOf(role),
});

/** Every so-manieth offer that a store holds, all unless said. */
export async function rowsOf(store, every = 1) {
  const rows = [];
  let at = 0;
  for await (const chunk of store.entries()) {
    for (const { entry } of chunk) {
      if (at++ % every !== 0) continue;
      const { role, level, country, location, years, employer, skills, payMin } = entry;
      rows.push({ role, level, country, location, years, employer, skills, pay: payMin / 100 });
    }
  }
  return rows;
}

/** Rows evenly apart, to ask about. */
export function some(rows, count) {
  return Array.from({ length: count }, (_, i) => rows[Math.floor(((i + 0.5) * rows.length) / count)]);
}

/** The question for a cell of role, level and perhaps a skill, by type 7. */
export const cellOf = ({ role, level, skill }) =>
  worthQuerySchema.parse({ role, level, quantile: 'hf7', ...(skill ? { skills: [skill] } : {}) });

/** A full question of everything a row says. */
export function questionOf({ role, level, country, location, years, skills }, pay) {
  return worthQuerySchema.parse({ role, level, country, location, years, skills: skills.slice(0, 2), pay });
}
