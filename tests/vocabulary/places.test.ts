import { describe, expect, test } from '@jest/globals';
import type { Place } from '../../src/vocabulary/places.js';
import { builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();
const berlin = { country: 'DE', region: 'State of Berlin', city: 'Berlin' };
const newYork = { country: 'US', region: 'New York', city: 'New York City' };
const london = { country: 'GB', region: 'England', city: 'London' };

describe('places', () => {
  test.each<[string, Place]>([
    ['Berlin', berlin],
    ['Berlin, Germany', berlin],
    ['Berlin, DE', berlin],
    ['San Francisco, CA', { country: 'US', region: 'California', city: 'San Francisco' }],
    ['San Francisco Bay Area', { country: 'US', region: 'California', city: 'San Francisco' }],
    ['London', london],
    ['Lontoo', london],
    ['London, UK', london],
    ['Greater London', london],
    ['London, CA', { country: 'CA', region: 'Ontario', city: 'London' }],
    ['Paris, TX', { country: 'US', region: 'Texas', city: 'Paris' }],
    ['New York, NY', newYork],
    ['NYC', newYork],
    ['Washington, D.C.', { country: 'US', region: 'District of Columbia', city: 'Washington' }],
    ['Bengaluru, Karnataka, India', { country: 'IN', region: 'Karnataka', city: 'Bengaluru' }],
    ['Ciudad de México', { country: 'MX', region: 'Mexico City', city: 'Mexico City' }],
    ['München', { country: 'DE', region: 'Bavaria', city: 'Munich' }],
    ['Tallinna', { country: 'EE', region: 'Harjumaa', city: 'Tallinn' }],
    ['Lviv, Ukraine', { country: 'UA', region: 'Lviv', city: 'Lviv' }],
    ['東京', { country: 'JP', region: 'Tokyo', city: 'Tokyo' }],
    ['Kalifornia', { country: 'US', region: 'California' }],
    ['UK', { country: 'GB' }],
    ['Deutschland', { country: 'DE' }],
    ['Georgia', { country: 'GE' }],
  ])('%j', (text, place) => {
    expect(vocabulary.place(text)).toEqual(place);
  });

  test.each<[string, Place]>([
    ['PK-Seutu (Helsinki, Espoo, Vantaa)', { country: 'FI', region: 'Uusimaa' }],
    ['Capital region (Helsinki, Espoo, Vantaa)', { country: 'FI', region: 'Uusimaa' }],
    ['Berlin or Munich', { country: 'DE' }],
    ['Київ чи область', { country: 'UA', region: 'Kyiv City' }],
    ['Ужгород чи Закарпатська область', { country: 'UA', region: 'Zakarpattia' }],
    ['Донецька чи Луганська область', { country: 'UA' }],
  ])('of several places, %j, what they have in common', (text, place) => {
    expect(vocabulary.place(text)).toEqual(place);
  });

  test.each<[string, Place]>([
    ['Remote', { remote: true }],
    ['Remote - US', { country: 'US', remote: true }],
    ['Remote (EU)', { remote: true }],
    ['Remote US', { country: 'US', remote: true }],
    ['100% remote, no main office', { remote: true }],
    ['Helsinki / Remote', { country: 'FI', region: 'Uusimaa', city: 'Helsinki', remote: true }],
  ])('%j says that the work is remote', (text, place) => {
    expect(vocabulary.place(text)).toEqual(place);
  });

  test.each(['', 'Nowhere in particular', 'Cambridge', 'in', 'Інше', 'EU', 'Llama', 'No HQ'])(
    '%j is no one place',
    (text) => {
      expect(vocabulary.place(text)).toEqual({});
    },
  );

  test("the row's country decides between places of one name", () => {
    expect(vocabulary.place('Georgia', 'US')).toEqual({ country: 'US', region: 'Georgia' });
    expect(vocabulary.place('Cambridge', 'GB')).toMatchObject({ country: 'GB', city: 'Cambridge' });
    expect(vocabulary.place('Cambridge', 'US')).toMatchObject({ region: 'Massachusetts', city: 'Cambridge' });
    expect(vocabulary.place('Helsinki', 'US')).toEqual({});
    expect(vocabulary.place('Berlin, Germany', 'US')).toEqual({});
  });
});

test.each([
  ['FI', 'FI'],
  ['fi', 'FI'],
  ['FIN', 'FI'],
  ['Suomi', 'FI'],
  ['UK', 'GB'],
  ['United Kingdom of Great Britain and Northern Ireland', 'GB'],
  ['USA', 'US'],
  ['United States of America', 'US'],
  ['Viet Nam', 'VN'],
  ['Türkiye', 'TR'],
  ['Czech Republic', 'CZ'],
  ['Korea', 'KR'],
  ['Німеччина', 'DE'],
  ['日本', 'JP'],
  ['Hong Kong (S.A.R.)', 'HK'],
  ['Nowhere', null],
  ['', null],
])('country %j is %j', (text, code) => {
  expect(vocabulary.country(text)).toBe(code);
});
