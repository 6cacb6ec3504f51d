import { evidenceTiers } from '../domain/offer.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { codeOf } from './code-lookup.js';
import { UNKNOWN_YEARS, type CodedColumn, type OfferColumns } from './columns.js';
import type { CodedProfile } from './model/pay-model.js';
import { placeNames } from './place-names.js';

/** A query in the codes of the columns. */
export interface CodedQuery extends CodedProfile {
  readonly family: number;
}

const WRITTEN = evidenceTiers.indexOf('written');

/** The code of a value asked for: one that no offer has is the one after the last. */
function askedCode(column: CodedColumn, text: string | null | undefined): number {
  return text ? codeOf(column, text) || column.values.length : 0;
}

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
    level: askedCode(columns.level, query.level),
    country: askedCode(columns.country, place.country),
    region: askedCode(columns.region, place.region),
    city: askedCode(columns.city, place.city),
    // Of an employer that no offer has nothing is known but what any employer may pay.
    employer: codeOf(columns.employer, query.employer),
    workMode: askedCode(columns.workMode, query.workMode),
    employment: askedCode(columns.employment, query.employment),
    skills: [...new Set(skills)].sort((a, b) => a - b),
    skillsKnown: query.skills !== undefined,
    years: query.years ?? UNKNOWN_YEARS,
    day: asOf,
    tier: WRITTEN,
  };
}
