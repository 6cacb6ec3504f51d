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

const englishName = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function isCountry(location: string, country: string | undefined): boolean {
  if (country === undefined) return false;
  const text = location.trim().toLowerCase();
  return text === country.toLowerCase() || text === englishName.of(country)?.toLowerCase();
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
