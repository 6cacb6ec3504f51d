/** A place in whatever detail is known. */
interface Place {
  readonly country?: string | undefined;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly location?: string | undefined;
}

/** A place as the columns name it; null where not known. */
export interface PlaceNames {
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
}

/** Made when first asked for: it takes a while, and most places do not ask. */
let englishNames: Intl.DisplayNames | undefined;
const namesMet = new Map<string, string | undefined>();

function englishName(country: string): string | undefined {
  if (!namesMet.has(country)) {
    englishNames ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    namesMet.set(country, englishNames.of(country)?.toLowerCase());
  }
  return namesMet.get(country);
}

function isCountry(location: string, country: string | undefined): boolean {
  if (country === undefined) return false;
  const text = location.trim().toLowerCase();
  return text === country.toLowerCase() || text === englishName(country);
}

/**
 * The names of a place that carry their parents, so that places nest and Paris in Texas is not Paris in France. A
 * location that is known only as it was written stands for a city.
 *
 * @example placeNames({ country: 'US', region: 'Texas', city: 'Paris' }).city // 'US/Texas/Paris'
 */
export function placeNames({ country, region, city, location }: Place): PlaceNames {
  const written =
    region === undefined && location !== undefined && !isCountry(location, country)
      ? location.trim()
      : undefined;
  const town = city ?? written;
  return {
    country: country ?? null,
    region: region === undefined ? null : `${country ?? ''}/${region}`,
    city: town === undefined ? null : `${country ?? ''}/${region ?? ''}/${town}`,
  };
}
