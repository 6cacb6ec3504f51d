import type { Plan } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';

type Package = Plan['packages'][number];

const DAYS_A_WEEK = 5;

/** What a package is worth a year: pay, a share of the sign-on, and the days at home at the policy's price. */
function valueOf(parts: Omit<Package, 'name' | 'value'>, policy: Policy): number {
  const home = (policy.negotiation.remoteShare * parts.remoteDays) / DAYS_A_WEEK;
  const signOn = parts.signOn / policy.weights.signOnYears;
  return parts.base * (1 + home) + parts.bonus + parts.equityPerYear + signOn;
}

/** The package with the parts given and the base that makes it worth `value`, to the unit. */
function balanced(
  name: string,
  value: number,
  parts: Partial<Omit<Package, 'name' | 'value'>>,
  policy: Policy,
): Package {
  const full = { base: 0, bonus: 0, equityPerYear: 0, signOn: 0, remoteDays: 0, ...parts };
  const perBase = valueOf({ ...full, base: 1 }, policy) - valueOf(full, policy);
  const base = Math.round((value - valueOf(full, policy)) / perBase);
  return { name, ...full, base, value: Math.round(valueOf({ ...full, base }, policy)) };
}

/**
 * Three packages worth the same a year, to be put forward together: the other side may pick, and shows what it
 * values. All in base pay; a part of it as a sign-on; some of it as days at home.
 *
 * @param value a year, in major units
 */
export function equalPackages(value: number, policy: Policy): Package[] {
  const { variablePart, remoteDays } = policy.negotiation;
  const signOn = Math.round(value * variablePart) * policy.weights.signOnYears;
  return [
    balanced('all in base pay', value, {}, policy),
    balanced('less base, a sign-on', value, { signOn }, policy),
    balanced('less base, days at home', value, { remoteDays }, policy),
  ];
}
