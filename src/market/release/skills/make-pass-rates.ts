import { interviewStages } from '../../../domain/interview.js';
import type { PassPlace, ReleasedPassRate, SkillLedger } from '../../../domain/released-skills.js';
import { plainText } from '../../code-lookup.js';
import { passesOf, type Asked } from '../../skills/pass-rates.js';
import { passRate } from '../../skills/rates.js';
import type { InterviewColumns } from '../../skills/interview-columns.js';
import { figureOffers } from '../figure-offers.js';
import { grouped } from '../grouped.js';
import type { Provenance } from '../provenance.js';
import { roundedCount } from '../rounding.js';
import type { MadeDemand, SkillReleaseContext } from './make-demand.js';
import { MarkPublishing, type DecidedMark, type PresentBlock } from './mark-publishing.js';
import { sidesOf, tellsOfFew } from './marked-rows.js';
import { bothMeet } from './sourced-rows.js';
import { inSteps } from './steps.js';

/** Interviews, and where each comes from. */
export interface SourcedInterviews {
  readonly columns: InterviewColumns;
  readonly provenance: readonly Provenance[];
}

export interface MadePassRates {
  readonly passRates: readonly ReleasedPassRate[];
  readonly ledger: SkillLedger['passRates'];
}

type Passes = DecidedMark<PassPlace, ReleasedPassRate>;

/** The one mark of what was asked: that it was passed. */
const PASSED = 'passed';

const keyOf = ({ role, kind, name }: PassPlace): string =>
  JSON.stringify([role.toLowerCase(), kind, name.toLowerCase()]);

/** What the interviews of each role asked, by skill and by stage. */
function askedByPlace({ columns }: SourcedInterviews): { readonly at: PassPlace; readonly asked: Asked[] }[] {
  const places = new Map<string, { readonly at: PassPlace; readonly asked: Asked[] }>();
  for (let row = 0; row < columns.rows; row++) {
    const code = columns.role.codes[row]!;
    if (code === 0) continue;
    const role = columns.role.values[code]!;
    for (const each of passesOf(columns, row)) {
      const at = { role, kind: each.kind, name: each.name };
      const known = places.get(keyOf(at)) ?? { at, asked: [] };
      known.asked.push(each);
      places.set(keyOf(at), known);
    }
  }
  return [...places.values()];
}

function presentRate(
  source: SourcedInterviews,
  { at, asked }: ReturnType<typeof askedByPlace>[number],
  { rules }: SkillReleaseContext,
): PresentBlock<PassPlace, ReleasedPassRate> {
  const rows = asked.map(({ row }) => row);
  const passed = asked.filter((each) => each.passed).map(({ row }) => row);
  const make = (): ReleasedPassRate | null => {
    if (!bothMeet(rows, passed, source, rules)) return null;
    const asked = roundedCount(rows.length, rules.countStep);
    const rate = passRate({ asked, passes: roundedCount(passed.length, rules.countStep) });
    return { ...at, asked, passRate: inSteps(rules.shareStep, rate) };
  };
  const marked = new Set(passed.map((row) => source.provenance[row]!.fingerprint));
  return {
    key: keyOf(at),
    at,
    parts: [figureOffers(source, rows)],
    marks: [{ name: PASSED, marked, make }],
  };
}

/** Whether what was ever asked about a skill, less the interviews of the year that did, is of too few. */
function tells({ at, rows }: Passes, demand: MadeDemand['roles'], fewest: number): boolean {
  const year = demand
    .get(plainText(at.role))
    ?.shares.find(({ name }) => at.kind === 'skill' && name === plainText(at.name));
  return year !== undefined && tellsOfFew(rows.parts[0]!, [sidesOf(year.rows)[0]!], fewest);
}

/** The stages of a role that stay: those who passed one and are still at the next could be told by subtraction. */
function stagesThatStay(stages: readonly Passes[], fewest: number): Passes[] {
  const inOrder = interviewStages.flatMap((name) => stages.find(({ at }) => at.name === name) ?? []);
  return inOrder.reduce<Passes[]>((kept, stage) => {
    const before = kept.at(-1);
    const passed = before && sidesOf(before.rows)[0]!;
    return passed && tellsOfFew(passed, [stage.rows.parts[0]!], fewest) ? kept : [...kept, stage];
  }, []);
}

/**
 * Makes what is published of how often interviews were passed.
 *
 * @param demand what is published of what interviews ask for
 */
export function makePassRates(
  source: SourcedInterviews,
  before: SkillLedger['passRates'],
  demand: MadeDemand['roles'],
  context: SkillReleaseContext,
): MadePassRates {
  const { ledger, rules, book } = context;
  const publishing = new MarkPublishing(before, ledger, rules);
  const present = askedByPlace(source).map((place) => presentRate(source, place, context));
  const decided = publishing.decide(present).filter((mark) => !tells(mark, demand, rules.fewest));
  const skills = decided.filter(({ at }) => at.kind === 'skill');
  const stages = grouped(
    decided.filter(({ at }) => at.kind === 'stage'),
    ({ at }) => plainText(at.role),
  );
  const published = [
    ...skills,
    ...[...stages.values()].flatMap((ofRole) => stagesThatStay(ofRole, rules.fewest)),
  ];
  return {
    passRates: [...published].sort((a, b) => (a.block < b.block ? -1 : 1)).map(({ figures }) => figures),
    ledger: publishing.remember(published, book),
  };
}
