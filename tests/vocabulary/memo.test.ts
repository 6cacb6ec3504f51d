import { expect, test } from '@jest/globals';
import { memoised } from '../../src/vocabulary/memo.js';

function counted(capacity: number) {
  const asked: string[] = [];
  const read = memoised((text: string) => {
    asked.push(text);
    return text.toUpperCase();
  }, capacity);
  return { read, asked };
}

test('a text that was met lately is not read again', () => {
  const { read, asked } = counted(2);
  expect(['a', 'b', 'a', 'b', 'a'].map(read)).toEqual(['A', 'B', 'A', 'B', 'A']);
  expect(asked).toEqual(['a', 'b']);
});

test('what is asked for again survives, what is not is forgotten', () => {
  const { read, asked } = counted(2);
  for (const text of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) read(text);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'b']);
});

test('long texts are read each time', () => {
  const { read, asked } = counted(2);
  const long = 'x'.repeat(201);
  expect([read(long), read(long)]).toEqual([long.toUpperCase(), long.toUpperCase()]);
  expect(asked).toHaveLength(2);
});
