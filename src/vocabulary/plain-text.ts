const ODD_SPACES = /[\s\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]+/g;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
const PLAIN = /^[\x21-\x5f\x61-\x7e]*$/;

/**
 * A text with one kind of space, dash and apostrophe, so that rules need to know one: no-break, thin and zero-width
 * spaces become a space, en and em dashes and the minus sign a hyphen. Runs of spaces are one; the ends have none.
 *
 * @example plainText(' 37\u00a0500 – 40\u202f000 ') // '37 500 - 40 000'
 */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(ODD_SPACES, ' ').trim().replace(DASHES, '-').replace(APOSTROPHES, "'");
}
