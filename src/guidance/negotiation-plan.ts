import type { Plan, PlanRequest } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';
import { alternatives } from './alternatives.js';
import { askingFigure } from './asking-figure.js';
import { contradictions } from './contradictions.js';
import { equalPackages } from './equal-packages.js';
import type { MarketView } from './market-view.js';
import { missingEvidence } from './missing-evidence.js';
import { planText } from './plan-text.js';
import { reasons } from './reasons.js';

/**
 * Turns market worth into what to say in a negotiation (METHOD 9). Deterministic: the same worth and request give the
 * same plan. When the evidence is thin it names no figure and says what to collect.
 */
export function negotiationPlan(view: MarketView, request: PlanRequest, policy: Policy): Plan {
  const { worth } = view;
  const ask = askingFigure(view, request.targetPercentile, policy.negotiation);
  const floor = worth.percentiles.find(({ percentile }) => percentile === 25)?.value ?? null;
  const plan = {
    worth,
    ask,
    target: ask?.point ?? null,
    floor,
    walkAway: request.walkAway ?? null,
    alternatives: alternatives(view, request.offers, policy.weights),
    packages: ask ? equalPackages(ask.point, policy) : [],
    reasons: reasons(view, ask),
    contradictions: contradictions({
      stated: request.stated,
      ask: ask?.point ?? null,
      walkAway: request.walkAway,
      currency: worth.currency,
    }),
    missing: missingEvidence(worth, policy.labels),
  };
  return { ...plan, text: planText(plan) };
}
