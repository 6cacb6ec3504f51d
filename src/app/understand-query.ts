import { MarketWorthError } from '../core/errors.js';
import type { Profile } from '../domain/profile.js';
import { worthQuerySchema, type WorthQuery } from '../domain/worth-query.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { AppContext } from './context.js';
import type { MarketAnswers } from './market-answers.js';
import { validate } from './validate.js';

/** A question in the user's words: the fields of a worth query, each optional, texts not yet canonical. */
export type WorthRequest = { readonly [Field in keyof WorthQuery]?: WorthQuery[Field] | undefined };

/** A role's text in the words of the offers: as a role they know, else parsed as a title. */
function understandRole(
  { role, level }: WorthQuery,
  vocabulary: Vocabulary,
  market: Pick<MarketAnswers, 'knows'>,
): Pick<WorthQuery, 'role' | 'level'> {
  const asRole = vocabulary.role(role);
  const asked = level === undefined ? {} : { level: vocabulary.level(level) };
  if (market.knows(asRole)) return { role: asRole, ...asked };
  const title = vocabulary.title(role);
  if (!market.knows(title.role)) return { role: asRole, ...asked };
  return { role: title.role, ...(title.level === undefined ? {} : { level: title.level }), ...asked };
}

/** Where the query is about: the place that its text names, within the country given. */
function understandPlace(
  { location, country }: WorthQuery,
  vocabulary: Vocabulary,
): Partial<Pick<WorthQuery, 'country' | 'region' | 'city'>> {
  if (country === undefined && location === undefined) return {};
  const code = country === undefined ? undefined : vocabulary.country(country);
  if (code === null) {
    throw new MarketWorthError(
      'QUERY_INVALID',
      `country: found "${country}". Expected a country's name or its code, such as DE or Germany.`,
    );
  }
  const place = location === undefined ? {} : vocabulary.place(location, code);
  return {
    ...(place.region === undefined ? {} : { region: place.region }),
    ...(place.city === undefined ? {} : { city: place.city }),
    ...((code ?? place.country) === undefined ? {} : { country: code ?? place.country }),
  };
}

/** Anything but blanks and what no one sees. */
const VISIBLE = /[^\s\p{C}]/u;

/** A query whose texts all say something. */
function named(query: WorthQuery): WorthQuery {
  for (const [name, value] of Object.entries(query)) {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (texts.some((text) => typeof text === 'string' && !VISIBLE.test(text))) {
      throw new MarketWorthError(
        'QUERY_INVALID',
        `${name}: found nothing but blanks. Expected a name, or leave it out.`,
      );
    }
  }
  return query;
}

/**
 * A request with the profile's defaults, checked, and in the words that the offers use: the same vocabulary reads
 * both. Fails with QUERY_INVALID naming each part that is not usable.
 */
export function understandQuery(
  request: WorthRequest,
  profile: Profile | undefined,
  vocabulary: Vocabulary,
  market: Pick<MarketAnswers, 'knows'>,
): WorthQuery {
  const given = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
  const asked = { ...profile, ...given };
  if (!('role' in asked)) {
    throw new MarketWorthError(
      'QUERY_INVALID',
      'No role was given. Name one, such as "Data Engineer", or save a profile.',
    );
  }
  const query = validate(worthQuerySchema, asked, 'QUERY_INVALID');
  return named({
    ...query,
    ...understandRole(query, vocabulary, market),
    ...understandPlace(query, vocabulary),
    ...(query.skills === undefined
      ? {}
      : { skills: [...new Set(query.skills.map((skill) => vocabulary.skill(skill)))] }),
  });
}

/** A request as `understandQuery` reads it, and the profile that it was read with: that of the person who asks. */
export async function understandFor(
  { store, person, vocabulary }: AppContext,
  request: WorthRequest,
  market: Pick<MarketAnswers, 'knows'>,
): Promise<{ readonly query: WorthQuery; readonly profile: Profile | undefined }> {
  const profile = await store.profile(person);
  return { query: understandQuery(request, profile, vocabulary, market), profile };
}
