const CAPACITY = 20_000;

/**
 * Remembers what a pure function of a text gave, for the texts met lately. Two generations bound it: when the young
 * one is full it becomes the old one, and what is asked for again moves back. At most twice `capacity` texts are held.
 *
 * Texts longer than 200 characters are not kept: they hardly repeat.
 */
export function memoised<Value extends object | string | null>(
  read: (text: string) => Value,
  capacity: number = CAPACITY,
): (text: string) => Value {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) return known;
    if (text.length > 200) return read(text);
    const value = old.get(text) ?? read(text);
    if (young.size >= capacity) {
      old = young;
      young = new Map();
    }
    young.set(text, value);
    return value;
  };
}
