import { foldKey } from './fold.js';
import { Gazetteer, type PlaceNode } from './gazetteer.js';
import { memoised } from './memo.js';
import { Phrases } from './phrases.js';
import { choosePlace } from './place-choice.js';
import { plainText } from './plain-text.js';
import type { VocabularyData } from './vocabulary-data.js';

/** Where a text says that the work is. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  /** Present where the text says that the work is remote. */
  readonly remote?: boolean;
}

export interface PlaceReader {
  place(text: string, country?: string): Place;
  country(text: string): string | null;
}

const SEGMENTS =
  /[,;/|()[\]•\n]| - | -(?=\S)|-(?= )|\bor\b|\band\b| & | \+ | чи | або | или | und | oder | ja | et | y /i;
const LONGEST = 5;
const GIVEN = /^[A-Z]{2}$/;

interface Segment {
  readonly text: string;
  readonly key: string;
}

/** Whether a two-letter code stands in a text in capitals. */
function inCapitals(code: string, text: string): boolean {
  return /^[a-z]{2}$/.test(code) && new RegExp(`(?<!\\p{L})${code.toUpperCase()}(?!\\p{L})`, 'u').test(text);
}

/** Reads places by the gazetteer. A text of several places is what they have in common. */
class PlaceFinder {
  private gazetteer: Gazetteer | undefined;
  private readonly remote = new Phrases<true>();
  private readonly noise = new Phrases<true>();
  private readonly orRegion: readonly string[];
  private readonly wider: ReadonlySet<string>;

  constructor(private readonly data: VocabularyData) {
    const { remote, noise, orRegion, wider } = data.placeWords;
    for (const phrase of remote) this.remote.add(phrase, true);
    for (const phrase of noise) this.noise.add(phrase, true);
    this.orRegion = orRegion.map(foldKey).sort((a, b) => b.length - a.length);
    this.wider = new Set(wider.map(foldKey));
  }

  get places(): Gazetteer {
    return (this.gazetteer ??= new Gazetteer(this.data));
  }

  /** The key of a segment without noise at its ends, and whether it says that the work is remote. */
  private bare(key: string): { key: string; remote: boolean } {
    let words = key === '' ? [] : key.split(' ');
    let remote = false;
    for (let changed = true; changed && words.length > 0;) {
      changed = false;
      for (let count = Math.min(LONGEST, words.length); count > 0 && !changed; count--) {
        for (const [taken, rest] of [
          [words.slice(0, count), words.slice(count)],
          [words.slice(-count), words.slice(0, -count)],
        ] as const) {
          const phrase = taken.join(' ');
          const away = this.remote.exact(phrase) === true;
          if (changed || (!away && this.noise.exact(phrase) !== true)) continue;
          remote ||= away;
          words = rest;
          changed = true;
        }
      }
    }
    return { key: words.join(' '), remote };
  }

  private nodesOf({ key, text }: Segment): {
    nodes: readonly PlaceNode[];
    remote: boolean;
    wide: boolean;
  } {
    if (this.wider.has(key)) return { nodes: [], remote: false, wide: false };
    const whole = this.places.find(key, inCapitals(key, text));
    if (whole.length > 0) return { nodes: whole, remote: false, wide: false };
    const suffix = this.orRegion.find((phrase) => key === phrase || key.endsWith(` ${phrase}`));
    const rest = suffix === undefined ? key : key.slice(0, -suffix.length).trim();
    const { key: bare, remote } = this.bare(rest);
    const nodes = this.wider.has(bare) ? [] : this.places.find(bare, inCapitals(bare, text));
    return { nodes, remote, wide: suffix !== undefined };
  }

  read(text: string, given: string | undefined): Place {
    const plain = plainText(text);
    const segments = [plain, ...plain.split(SEGMENTS)];
    const [whole, ...parts] = segments.map((part) => this.nodesOf({ text: part, key: foldKey(part) }));
    const found = whole!.nodes.length > 0 ? [whole!] : parts;
    const remote = [whole!, ...parts].some((part) => part.remote);
    const nodes = found.map((part) => part.nodes).filter((list) => list.length > 0);
    const chosen = nodes.length === 0 ? undefined : choosePlace(nodes, given);
    const wide = [whole!, ...parts].some((part) => part.wide);
    return {
      ...(chosen && { country: chosen.country }),
      ...(chosen?.region !== undefined && { region: chosen.region }),
      ...(chosen?.city !== undefined && !wide && { city: chosen.city }),
      ...(remote && { remote }),
    };
  }

  country(text: string): string | null {
    const plain = plainText(text);
    const bare = plain.replace(/ *\([^()]*\)$/, '');
    return this.places.country(foldKey(plain)) ?? this.places.country(foldKey(bare)) ?? null;
  }
}

/**
 * A reader of places. A two-letter code counts in capitals only, and means what the rest of the text bears out: `San
 * Francisco, CA` is in California, `London, CA` in Canada. Of several places of one name the much larger one is
 * meant, else none. `X or its region` is the region of X.
 */
export function placeReader(data: VocabularyData): PlaceReader {
  const finder = new PlaceFinder(data);
  const read = memoised((query: string) => {
    const [given, text] = [query.slice(0, query.indexOf('\n')), query.slice(query.indexOf('\n') + 1)];
    return finder.read(text, GIVEN.test(given) ? given : undefined);
  });
  return {
    place: (text, country = '') => read(`${country}\n${text}`),
    country: memoised((text) => finder.country(text)),
  };
}
