import type { GivenInterview } from '../contract/interview.js';
import { MarketWorthError } from '../core/errors.js';
import { toMinor } from '../core/money.js';
import { isInterview, isOffer, type Entry } from '../domain/entry.js';
import { canonicalEntry } from '../domain/identity.js';
import { currencySchema } from '../domain/offer.js';
import { SanityLimits } from '../ingest/sanity-limits.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { AppContext } from './context.js';
import { moneyFields } from './entry-json.js';

const refused = (message: string): MarketWorthError => new MarketWorthError('BODY_INVALID', message);

/** Role and level as given; what is not given comes from the title. */
function subject({ title, role, level }: GivenInterview, vocabulary: Vocabulary): Entry {
  const read = title === undefined ? undefined : vocabulary.title(title);
  const readRole = read?.role === '' ? undefined : read?.role;
  return {
    title,
    role: role === undefined ? readRole : vocabulary.role(role),
    level: level === undefined ? read?.level : vocabulary.level(level),
  };
}

function place({ location, country }: GivenInterview, vocabulary: Vocabulary): Entry {
  const code = country === undefined ? undefined : vocabulary.country(country);
  if (code === null) {
    throw refused(
      `country: found "${country}". Expected a country's name or its code, such as DE or Germany.`,
    );
  }
  const found = location === undefined ? {} : vocabulary.place(location, code);
  return { location, country: code ?? found.country, region: found.region, city: found.city };
}

/** Skills by their common names, each once. */
function skills(given: readonly string[] | undefined, vocabulary: Vocabulary): string[] | undefined {
  return given && [...new Set(given.map((skill) => vocabulary.skill(skill)))];
}

function stage(text: string | undefined, vocabulary: Vocabulary): string | undefined {
  if (text === undefined) return undefined;
  const read = vocabulary.stage(text);
  return (read.ok ? read.value : undefined) ?? text;
}

/** All amounts in minor units; `pay` is both bounds. */
function money({ pay, ...given }: GivenInterview): Entry {
  if (pay !== undefined && (given.payMin !== undefined || given.payMax !== undefined)) {
    throw refused('pay: found beside payMin or payMax. Expected either a point or bounds.');
  }
  const amounts = { ...given, ...(pay === undefined ? {} : { payMin: pay, payMax: pay }) };
  const minor: Partial<Record<(typeof moneyFields)[number], number>> = {};
  for (const field of moneyFields) {
    const major = amounts[field];
    if (major === undefined) continue;
    const currency = currencySchema.safeParse(given.currency);
    if (!currency.success) {
      throw refused(
        `currency: found ${given.currency ?? 'none'} beside ${field}. Expected an ISO 4217 code.`,
      );
    }
    const scaled = toMinor(major, currency.data);
    if (!scaled.ok) throw refused(`${field}: ${scaled.problem}.`);
    minor[field] = scaled.value;
  }
  if (minor.payMin !== undefined && minor.payMax !== undefined && minor.payMin > minor.payMax) {
    throw refused('payMin: found more than payMax. Expected the lower bound first.');
  }
  return minor;
}

function checked(entry: Entry, { policy, rates }: AppContext): Entry {
  const paid = entry.payMin !== undefined || entry.payMax !== undefined;
  if (!paid && !isInterview(entry)) {
    throw refused(
      'Found no pay, and nothing of an interview. Expected a pay, or the stage or outcome of an interview.',
    );
  }
  if (paid && entry.period === undefined) {
    throw refused('period: found none beside a pay. Expected what the pay is for, such as year or month.');
  }
  const implausible = isOffer(entry) ? new SanityLimits(policy, rates).problem(entry) : undefined;
  if (implausible) {
    const { found, expected, fix } = implausible;
    throw refused(`Found ${found}. Expected ${expected}; ${fix}.`);
  }
  return entry;
}

/**
 * What a person gives of an interview or an offer as an entry of theirs, in the words of the vocabulary, as an import
 * would read it. Fails with BODY_INVALID naming what is not usable.
 */
export function journalEntry(given: GivenInterview, context: AppContext): Entry {
  const { vocabulary, person } = context;
  const entry: Entry = {
    ...given,
    ...subject(given, vocabulary),
    ...place(given, vocabulary),
    ...money(given),
    skills: skills(given.skills, vocabulary),
    skillsAsked: skills(given.skillsAsked, vocabulary),
    skillsMissed: skills(given.skillsMissed, vocabulary),
    stage: stage(given.stage, vocabulary),
    contributor: person,
  };
  return checked(canonicalEntry(entry), context);
}
