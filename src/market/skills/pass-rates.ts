import { interviewOutcomes, interviewStages } from '../../domain/interview.js';
import { plainText } from '../code-lookup.js';
import type { InterviewColumns } from './interview-columns.js';

/** How often something was asked, and passed. */
export interface PassCount {
  readonly name: string;
  readonly asked: number;
  readonly passes: number;
}

/** Passes by skill, in plain text, and by stage. */
export interface PassCounts {
  readonly skills: ReadonlyMap<string, PassCount>;
  readonly stages: ReadonlyMap<string, PassCount>;
}

/**
 * The part of what was asked that was passed, shrunk towards one half.
 *
 * @example passRate({ asked: 0, passes: 0 }) // 0.5
 */
export function passRate({ asked, passes }: Pick<PassCount, 'asked' | 'passes'>): number {
  return (1 + passes) / (2 + asked);
}

const codeOfOutcome = (outcome: (typeof interviewOutcomes)[number]): number =>
  1 + interviewOutcomes.indexOf(outcome);
const FAILED = [codeOfOutcome('rejected'), codeOfOutcome('ghosted')];
const WON = [codeOfOutcome('offered'), codeOfOutcome('accepted'), codeOfOutcome('declined')];

function count(counts: Map<string, PassCount>, text: string, passed: boolean): void {
  const { name, asked, passes } = counts.get(plainText(text)) ?? { name: text, asked: 0, passes: 0 };
  counts.set(plainText(text), { name, asked: asked + 1, passes: passes + (passed ? 1 : 0) });
}

/** A stage is passed by going on from it or by an offer; one that is still open, or was left, tells nothing. */
function countStages(counts: Map<string, PassCount>, reached: string, outcome: number): void {
  const furthest = interviewStages.findIndex((stage) => stage === reached);
  for (let stage = 0; stage < furthest; stage++) count(counts, interviewStages[stage]!, true);
  if (furthest >= 0 && (FAILED.includes(outcome) || WON.includes(outcome))) {
    count(counts, interviewStages[furthest]!, WON.includes(outcome));
  }
}

/** Counts what the interviews of some rows asked about and what of it was passed: not missed. */
export function passCounts(columns: InterviewColumns, rows: Iterable<number>): PassCounts {
  const { skills: asked, missed, stage, outcome } = columns;
  const [skills, stages] = [new Map<string, PassCount>(), new Map<string, PassCount>()];
  for (const row of rows) {
    const failed = new Set<string>();
    for (let k = missed.offsets[row]!; k < missed.offsets[row + 1]!; k++) {
      failed.add(plainText(missed.values[missed.codes[k]!]!));
    }
    for (let k = asked.offsets[row]!; k < asked.offsets[row + 1]!; k++) {
      const name = asked.values[asked.codes[k]!]!;
      count(skills, name, !failed.has(plainText(name)));
    }
    countStages(stages, stage.values[stage.codes[row]!]!, outcome[row]!);
  }
  return { skills, stages };
}
