import {
  type CodedColumn,
  type PayFactors,
  UNKNOWN_DAY,
  UNKNOWN_YEARS,
} from '../../../src/market/columns.js';
import type { CodedProfile, ModelInput } from '../../../src/market/model/pay-model.js';

/** An offer as a test states it. */
export interface Offer {
  readonly pay: number;
  readonly role?: string;
  readonly level?: string;
  readonly country?: string;
  readonly city?: string;
  readonly employer?: string;
  readonly skills?: readonly string[];
  readonly years?: number;
  readonly day?: number;
}

type Names = 'role' | 'level' | 'country' | 'city' | 'employer';

function column(texts: readonly (string | undefined)[], values: readonly string[]): CodedColumn {
  return { values, codes: Uint32Array.from(texts, (text) => (text ? values.indexOf(text) : 0)) };
}

const asMet = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Codes offers as a pool's columns do. `order` gives the order of each dictionary. */
export function modelInput(
  offers: readonly Offer[],
  order: (texts: readonly string[]) => string[] = asMet,
): ModelInput {
  const named = (name: Names): CodedColumn => {
    const texts = offers.map((offer) => offer[name]);
    return column(texts, ['', ...order(asMet(texts.filter((text) => text !== undefined)))]);
  };
  const none = column(new Array<undefined>(offers.length).fill(undefined), ['']);
  const skillValues = ['', ...order(asMet(offers.flatMap((offer) => offer.skills ?? [])))];
  const lists = offers.map(({ skills = [] }) =>
    skills.map((s) => skillValues.indexOf(s)).sort((a, b) => a - b),
  );
  const offsets = new Uint32Array(offers.length + 1);
  lists.forEach((list, i) => (offsets[i + 1] = offsets[i]! + list.length));
  const factors: PayFactors = {
    rows: offers.length,
    role: named('role'),
    level: named('level'),
    country: named('country'),
    region: none,
    city: named('city'),
    employer: named('employer'),
    workMode: none,
    employment: none,
    skills: {
      offsets,
      codes: Uint32Array.from(lists.flat()),
      values: skillValues,
      known: Uint8Array.from(offers, ({ skills }) => (skills ? 1 : 0)),
    },
    years: Float32Array.from(offers, ({ years }) => years ?? UNKNOWN_YEARS),
    day: Int32Array.from(offers, ({ day }) => day ?? UNKNOWN_DAY),
    tier: new Uint8Array(offers.length).fill(2),
  };
  return { factors, logPay: Float64Array.from(offers, ({ pay }) => Math.log(pay)) };
}

/** Codes a profile as a query does. */
export function codedProfile({ factors }: ModelInput, profile: Omit<Offer, 'pay'>): CodedProfile {
  const code = (name: Names): number => Math.max(0, factors[name].values.indexOf(profile[name] ?? ''));
  return {
    role: code('role'),
    ...(profile.role === undefined ? {} : { roleText: profile.role }),
    level: code('level'),
    country: code('country'),
    region: 0,
    city: code('city'),
    employer: code('employer'),
    workMode: 0,
    employment: 0,
    skills: (profile.skills ?? [])
      .map((skill) => factors.skills.values.indexOf(skill))
      .filter((found) => found > 0)
      .sort((a, b) => a - b),
    skillsKnown: profile.skills !== undefined,
    years: profile.years ?? UNKNOWN_YEARS,
    day: profile.day ?? UNKNOWN_DAY,
    tier: 2,
  };
}
