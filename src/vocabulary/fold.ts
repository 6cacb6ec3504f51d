import { plainText } from './plain-text.js';

const ASCII_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
/** Texts that no rule but the one on separators can touch; most are. */
const SIMPLE = /^[\w ,/():;&-]*$/;
const ASCII = /^[\x20-\x5f\x61-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const APART = /[^\p{L}\p{N}+#]+/gu;
// A plus or a hash is a part of a name after a letter (C++, C#), and a sign of its own elsewhere.
const LOOSE = /(^|[^\p{L}+#])[+#]+/gu;
const DOTTED = /(\p{L})\.(?=\p{L}\.)/gu;

/**
 * The key under which variants of a name meet: lower case, without accents, every run of other signs a space. Dotted
 * abbreviations close up.
 *
 * @example foldKey('Front-End  Développeur (C++)') // 'front end developpeur c++'
 * @example foldKey('p.a.') // 'pa'
 */
export function foldKey(text: string): string {
  if (ASCII_WORDS.test(text)) return text;
  if (SIMPLE.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  const lower = (ASCII.test(text) ? text : plainText(text)).replace(DOTTED, '$1').toLowerCase();
  const bare = ASCII.test(lower) ? lower : lower.normalize('NFKD').replace(MARKS, '');
  return bare.replace(/'/g, '').replace(LOOSE, '$1 ').replace(APART, ' ').trim();
}
