import { readFileSync } from 'node:fs';
import { createVocabulary, type Vocabulary } from '../../src/vocabulary/vocabulary.js';
import { readVocabularyData, type VocabularyData } from '../../src/vocabulary/vocabulary-data.js';

/** The data that the product ships. */
export function builtInData(): VocabularyData {
  return readVocabularyData(
    (file) => JSON.parse(readFileSync(`src/vocabulary/data/${file}`, 'utf8')) as unknown,
  );
}

let shared: Vocabulary | undefined;

/** The vocabulary that the product ships, built once a test file. */
export function builtInVocabulary(): Vocabulary {
  return (shared ??= createVocabulary(builtInData()));
}
