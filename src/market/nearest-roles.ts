import { plainText } from './code-lookup.js';

/** Two-letter pieces of a text, with its ends marked. */
function pairs(text: string): Set<string> {
  const marked = ` ${text} `;
  return new Set(Array.from({ length: marked.length - 1 }, (_, i) => marked.slice(i, i + 2)));
}

/** Dice's coefficient: twice what two sets share, as a part of both; 0 for two empty ones. */
function dice<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const shared = [...a].filter((item) => b.has(item)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.split(/[^\p{L}\p{N}+#]+/u).filter((word) => word !== ''));
}

/**
 * How alike two role names are, from 0 to 1: words they share, and letter pairs, which forgive typing errors.
 *
 * @example likeness('Data Engineer', 'data engineer') // 1
 */
export function likeness(a: string, b: string): number {
  const [first, second] = [plainText(a), plainText(b)];
  return (dice(wordsOf(first), wordsOf(second)) + dice(pairs(first), pairs(second))) / 2;
}

const LEAST_LIKENESS = 0.25;
const FAMILY_BONUS = 0.3;

/**
 * The known roles nearest to a text: by likeness, those of its family ahead; ties go to the commoner role. The
 * commonest roles where none is near.
 *
 * @param known the commonest first
 */
export function nearestRoles(
  asked: string,
  known: readonly { readonly role: string }[],
  familyOf: (role: string) => string | null,
  count = 5,
): string[] {
  const family = familyOf(asked);
  const scored = known
    .filter(({ role }) => plainText(role) !== plainText(asked))
    .map(({ role }) => {
      const related = family !== null && familyOf(role) === family;
      return { role, score: likeness(asked, role) + (related ? FAMILY_BONUS : 0) };
    });
  const near = scored.filter(({ score }) => score >= LEAST_LIKENESS).sort((a, b) => b.score - a.score);
  return (near.length > 0 ? near : scored).slice(0, count).map(({ role }) => role);
}
