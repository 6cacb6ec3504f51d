import { z } from 'zod';
import { checkedVocabulary, vocabularyParts, type VocabularyData } from './vocabulary-data.js';

const { roles, levels, skills, terms, currencies, pay, placeWords } = vocabularyParts;

const extensionSchema = z
  .strictObject({
    roles: roles.partial(),
    levels: levels.partial(),
    skills: skills.partial(),
    terms: terms.partial(),
    currencies: currencies.partial(),
    pay: pay.partial(),
    placeWords: placeWords.partial(),
  })
  .partial();

/** What a user adds to the vocabulary: parts of the built-in shape, any of them left out. */
export type VocabularyExtension = z.infer<typeof extensionSchema>;

/**
 * Checks a user's extension.
 *
 * @throws MarketWorthError VOCABULARY_INVALID naming the place that does not fit
 */
export function readVocabularyExtension(file: string, data: unknown): VocabularyExtension {
  return checkedVocabulary(file, extensionSchema, data) as VocabularyExtension;
}

type Json = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists are joined, tables merged, anything else replaced. What is added comes last, and so wins over an equal name. */
function merged(base: unknown, added: unknown): unknown {
  if (added === undefined) return base;
  if (Array.isArray(base) && Array.isArray(added)) return [...(base as unknown[]), ...(added as unknown[])];
  if (!isTable(base) || !isTable(added)) return added;
  const kept = Object.entries(base).filter(([key]) => !Object.hasOwn(added, key));
  const changed = Object.entries(added).map(([key, value]) => [key, merged(base[key], value)] as const);
  return Object.fromEntries([...kept, ...changed]);
}

/** The data with a user's extension over it: where both name the same text, the extension decides. */
export function extendVocabulary(data: VocabularyData, extension: VocabularyExtension): VocabularyData {
  return merged(data, extension) as VocabularyData;
}
