import type { PlaceNode } from './gazetteer.js';

/** What is meant of several places of one name is clear when it has this many times the people of the next. */
const CLEARLY = 2;

/** How much a node says for itself, against others of its name: a country most, a city by its people, a region least. */
function weight({ region, city, people }: PlaceNode): number {
  if (city !== undefined) return people;
  return region === undefined ? Infinity : 300;
}

/** The best score of each key; a score is how many segments agree, then how large what they mean is. */
interface Score {
  segments: number;
  weight: number;
}

function best<Key>(scores: ReadonlyMap<Key, Score>): Key | undefined {
  const ranked = [...scores].sort(([, a], [, b]) => b.segments - a.segments || b.weight - a.weight);
  const [first, second] = ranked;
  if (!first) return undefined;
  if (!second || first[1].segments > second[1].segments) return first[0];
  return first[1].weight >= CLEARLY * second[1].weight ? first[0] : undefined;
}

/** Scores each key by the segments that have a node of it, and the heaviest of those nodes. */
function scored<Key>(
  segments: readonly (readonly PlaceNode[])[],
  keyOf: (node: PlaceNode) => Key | undefined,
): Map<Key, Score> {
  const scores = new Map<Key, Score>();
  for (const nodes of segments) {
    const seen = new Map<Key, number>();
    for (const node of nodes) {
      const key = keyOf(node);
      if (key !== undefined) seen.set(key, Math.max(seen.get(key) ?? 0, weight(node)));
    }
    for (const [key, heaviest] of seen) {
      const score = scores.get(key) ?? { segments: 0, weight: 0 };
      scores.set(key, { segments: score.segments + 1, weight: Math.max(score.weight, heaviest) });
    }
  }
  return scores;
}

/** Only the nodes that agree with a choice; segments that have none of them stay out. */
function within(
  segments: readonly (readonly PlaceNode[])[],
  fits: (node: PlaceNode) => boolean,
): (readonly PlaceNode[])[] {
  return segments.map((nodes) => nodes.filter(fits)).filter((nodes) => nodes.length > 0);
}

/** How many segments agree on one region of a country, or on the country alone. */
function agreement(segments: readonly (readonly PlaceNode[])[]): number {
  const regions = new Set(segments.flatMap((nodes) => nodes.map(({ region }) => region)));
  const counts = [...regions].map(
    (region) => within(segments, (node) => node.region === undefined || node.region === region).length,
  );
  return Math.max(...counts);
}

function countryOf(segments: readonly (readonly PlaceNode[])[]): string | undefined {
  const scores = scored(segments, ({ country }) => country);
  for (const [country, score] of scores) {
    score.segments = agreement(within(segments, (node) => node.country === country));
  }
  return best(scores);
}

/** The region that all that is said of a country lies in; where a name is a city and a region, the city says more. */
function regionOf(segments: readonly (readonly PlaceNode[])[]): string | undefined {
  const inside = within(segments, ({ region }) => region !== undefined);
  const scores = scored(inside, ({ region }) => region);
  const region = best(scores);
  return region !== undefined && scores.get(region)!.segments === inside.length ? region : undefined;
}

function cityOf(segments: readonly (readonly PlaceNode[])[]): string | undefined {
  const cities = within(segments, ({ city }) => city !== undefined);
  const names = cities.map((nodes) => [...nodes].sort((a, b) => b.people - a.people)[0]!.city);
  return new Set(names).size === 1 ? names[0] : undefined;
}

/**
 * The one place that segments mean together, each with all the places of its name: the country most segments agree
 * on, in it the region, in it the city; ties go to what is clearly larger, and stay open where nothing is. Several
 * cities are their common region or country. Where the country is given, a segment that lies elsewhere contradicts it,
 * and nothing is chosen.
 */
export function choosePlace(
  segments: readonly (readonly PlaceNode[])[],
  given: string | undefined,
): Pick<PlaceNode, 'country' | 'region' | 'city'> | undefined {
  const country = given ?? countryOf(segments);
  if (country === undefined) return undefined;
  const inside = within(segments, (node) => node.country === country);
  if (inside.length === 0 || (given !== undefined && inside.length < segments.length)) return undefined;
  const region = regionOf(inside);
  if (region === undefined) return { country, region, city: undefined };
  const city = cityOf(within(inside, (node) => node.region === region));
  return { country, region, city };
}
