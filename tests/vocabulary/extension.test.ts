import { expect, test } from '@jest/globals';
import { MarketWorthError } from '../../src/core/errors.js';
import { createVocabulary } from '../../src/vocabulary/vocabulary.js';
import { readVocabularyData } from '../../src/vocabulary/vocabulary-data.js';
import { readVocabularyExtension } from '../../src/vocabulary/vocabulary-extension.js';
import { builtInData } from './built-in.js';

const data = builtInData();

function extended(extension: unknown) {
  return createVocabulary(data, readVocabularyExtension('words.json', extension));
}

test('an extension adds roles, skills, terms and places', () => {
  const vocabulary = extended({
    roles: { families: { zoo: { 'Llama Keeper': ['alpaca keeper'] } } },
    skills: { skills: { Shearing: ['llama shearing'], Kafka: ['franz'] } },
    terms: { period: { day: ['sunrise'] } },
    placeWords: { cities: { 'FI|Tampere': ['Manse'] } },
  });
  expect(vocabulary.title('Senior Alpaca Keeper')).toMatchObject({ role: 'Llama Keeper', level: 'senior' });
  expect(vocabulary.familyOf('Llama Keeper')).toBe('zoo');
  expect(vocabulary.skills('franz, llama shearing, k8s')).toEqual(['Kafka', 'Shearing', 'Kubernetes']);
  expect(vocabulary.period('sunrise')).toEqual({ ok: true, value: 'day' });
  expect(vocabulary.place('Manse')).toMatchObject({ country: 'FI', city: 'Tampere' });
});

test('where both name a text, the extension decides', () => {
  const vocabulary = extended({
    skills: { skills: { Jakarta: ['java'], 'Golang!': ['go'] } },
    roles: { families: { data: { 'Data Person': ['data engineer'] } } },
  });
  expect(vocabulary.skill('JAVA')).toBe('Jakarta');
  expect(vocabulary.skill('Go')).toBe('Golang!');
  expect(vocabulary.role('Data Engineer')).toBe('Data Person');
});

test('the built-in data stay as they are', () => {
  extended({ skills: { skills: { Kafka: ['franz'] } } });
  expect(createVocabulary(data).skill('franz')).toBe('franz');
});

test.each<[string, unknown, string]>([
  ['a part that does not exist', { colours: {} }, 'Unrecognized key: "colours"'],
  ['a list that is none', { skills: { skills: { Kafka: 'franz' } } }, 'skills > skills > Kafka'],
  ['a value that does not exist', { terms: { period: { decade: ['x'] } } }, 'terms > period'],
  ['a currency that does not exist', { currencies: { signs: { '@': 'ABC' } } }, 'currencies > signs > @'],
  ['no table at all', 'words', 'the whole file'],
])('%s is refused, naming the file and the place', (_, extension, place) => {
  const read = () => readVocabularyExtension('words.json', extension);
  expect(read).toThrow(MarketWorthError);
  expect(read).toThrow(place);
  expect(read).toThrow('words.json');
});

test('a damaged data file is refused by its name', () => {
  expect(() => readVocabularyData(() => ({}))).toThrow('roles.json');
});
