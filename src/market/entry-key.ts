/** How many whole numbers of 32 bits make up a key. */
export const KEY_WORDS = 4;

const DIGITS_A_WORD = 8;

/** The value of a hex digit by its character code. */
function digit(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}

/**
 * A part of a key as a number: keys compare as their words do.
 *
 * @param key at most 32 hex digits
 * @param word from 0 to 3
 * @example keyWord('0000000a', 0) // 10
 */
export function keyWord(key: string, word: number): number {
  const from = word * DIGITS_A_WORD;
  let value = 0;
  for (let i = from; i < from + DIGITS_A_WORD; i++) {
    value = (value << 4) | (i < key.length ? digit(key.charCodeAt(i)) : 0);
  }
  return value >>> 0;
}

/** Which of two rows comes first in key order: below 0 the first, 0 where their keys are the same. */
export function compareKeys(keys: Uint32Array, a: number, b: number): number {
  for (let word = 0; word < KEY_WORDS; word++) {
    const difference = keys[a * KEY_WORDS + word]! - keys[b * KEY_WORDS + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
