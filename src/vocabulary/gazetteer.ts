import { foldKey } from './fold.js';
import type { VocabularyData } from './vocabulary-data.js';

/** A country, a region of it or a city in it that a name may mean. */
export interface PlaceNode {
  readonly country: string;
  readonly region: string | undefined;
  readonly city: string | undefined;
  /** Thousands of people of a city; how it weighs against others of its name. */
  readonly people: number;
}

/** Names of places, each with all that it may mean. Built at first use: it is large. */
export class Gazetteer {
  private readonly nodes = new Map<string, PlaceNode[]>();
  /** Two-letter codes, which count in capitals only. */
  private readonly codes = new Map<string, PlaceNode[]>();
  private readonly countries = new Map<string, string>();

  constructor({ places, placeWords }: VocabularyData) {
    for (const [country, { names }] of Object.entries(places.countries)) {
      this.countries.set(foldKey(country), country);
      for (const name of names) {
        if (!this.countries.has(foldKey(name))) this.countries.set(foldKey(name), country);
      }
    }
    // Aliases beat a name that another country shares (`Korea`).
    for (const [country, names] of Object.entries(placeWords.countries)) {
      for (const name of names) this.countries.set(foldKey(name), country);
    }
    for (const [name, country] of this.countries) {
      const node = { country, region: undefined, city: undefined, people: 0 };
      (name.length === 2 && name === country.toLowerCase() ? this.codes : this.nodes).set(name, [node]);
    }
    this.addRegions(places, placeWords);
    this.addCities(places, placeWords);
  }

  private add(key: string, node: PlaceNode): void {
    const short = /^[a-z]{1,2}$/.test(key);
    // Towns of two letters (Of, Ho) are words, or codes of something else.
    if (short && node.city !== undefined) return;
    const nodes = short ? this.codes : this.nodes;
    const known = nodes.get(key);
    if (!known) nodes.set(key, [node]);
    else if (!known.includes(node)) known.push(node);
  }

  private addRegions(places: VocabularyData['places'], words: VocabularyData['placeWords']): void {
    for (const country of Object.keys(places.countries)) {
      const aliases = words.regions[country] ?? {};
      for (const region of new Set([...(places.regions[country] ?? []), ...Object.keys(aliases)])) {
        const node = { country, region, city: undefined, people: 0 };
        for (const name of [region, ...(aliases[region] ?? [])]) this.add(foldKey(name), node);
      }
    }
  }

  private addCities(places: VocabularyData['places'], words: VocabularyData['placeWords']): void {
    for (const [country, lines] of Object.entries(places.cities)) {
      const regions = places.regions[country] ?? [];
      const aliases = new Map(
        Object.entries(words.cities).filter(([name]) => name.startsWith(`${country}|`)),
      );
      for (const line of lines) {
        const [city, region, people, ...keys] = line.split('|') as [string, string, string, ...string[]];
        const node = { country, region: regions[Number(region)], city, people: Number(people) };
        this.add(foldKey(city), node);
        if (keys.length > 0) {
          // A name that is not its first says less for a city that is not large.
          const other = { ...node, people: Math.round(node.people / 2) };
          for (const key of keys) this.add(key, other);
        }
        const own = aliases.get(`${country}|${city}`);
        // Lines come largest first: the aliases are the largest city's of the name.
        if (own && aliases.delete(`${country}|${city}`))
          for (const name of own) this.nodes.set(foldKey(name), [node]);
      }
    }
  }

  /** All that a name may mean. `key` is folded; two-letter codes count where the name stands in capitals. */
  find(key: string, capitals: boolean): readonly PlaceNode[] {
    const named = this.nodes.get(key) ?? [];
    return capitals && key.length === 2 ? [...(this.codes.get(key) ?? []), ...named] : named;
  }

  /** The alpha-2 code of a country's code or name. */
  country(key: string): string | undefined {
    return this.countries.get(key);
  }
}
