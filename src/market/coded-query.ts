import { evidenceTiers } from '../domain/offer.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import { UNKNOWN_YEARS, type OfferColumns } from './columns.js';
import type { CodedProfile } from './model/pay-model.js';
import { placeNames } from './place-names.js';

/** A query in the codes of the columns; 0 is what is not asked for or what no offer has. */
export interface CodedQuery extends CodedProfile {
  readonly family: number;
}

const WRITTEN = evidenceTiers.indexOf('written');

/** Codes a query; its profile has a written offer on the day `asOf`. */
export function codeQuery(
  columns: OfferColumns,
  query: WorthQuery,
  family: string | null,
  asOf: number,
): CodedQuery {
  const place = placeNames(query);
  const skills = (query.skills ?? []).map((name) => codeOf(columns.skills, name)).filter((code) => code > 0);
  return {
    role: codeOf(columns.role, query.role),
    roleText: query.role,
    family: codeOf(columns.family, family),
    level: codeOf(columns.level, query.level),
    country: codeOf(columns.country, place.country),
    region: codeOf(columns.region, place.region),
    city: codeOf(columns.city, place.city),
    employer: codeOf(columns.employer, query.employer),
    workMode: codeOf(columns.workMode, query.workMode),
    employment: codeOf(columns.employment, query.employment),
    skills: [...new Set(skills)].sort((a, b) => a - b),
    skillsKnown: query.skills !== undefined,
    years: query.years ?? UNKNOWN_YEARS,
    day: asOf,
    tier: WRITTEN,
  };
}
