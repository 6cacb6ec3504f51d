import { interviewOutcomes, interviewStages } from '../../domain/interview.js';
import { plainText } from '../code-lookup.js';
import type { PassCount, PassCounts } from './rates.js';
import type { InterviewColumns } from './interview-columns.js';

const codeOfOutcome = (outcome: (typeof interviewOutcomes)[number]): number =>
  1 + interviewOutcomes.indexOf(outcome);
const FAILED = [codeOfOutcome('rejected'), codeOfOutcome('ghosted')];
const WON = [codeOfOutcome('offered'), codeOfOutcome('accepted'), codeOfOutcome('declined')];

/** Something that an interview asked, and whether it was passed. */
export interface Asked {
  readonly row: number;
  readonly kind: 'skill' | 'stage';
  readonly name: string;
  readonly passed: boolean;
}

/** A stage is passed by going on from it or by an offer; one that is still open, or was left, tells nothing. */
function stagesOf({ stage, outcome }: InterviewColumns, row: number): Asked[] {
  const furthest = interviewStages.findIndex((name) => name === stage.values[stage.codes[row]!]);
  const before = interviewStages.slice(0, Math.max(0, furthest));
  const passed = before.map((name): Asked => ({ row, kind: 'stage', name, passed: true }));
  const won = WON.includes(outcome[row]!);
  if (furthest < 0 || !(won || FAILED.includes(outcome[row]!))) return passed;
  return [...passed, { row, kind: 'stage', name: interviewStages[furthest]!, passed: won }];
}

/** What an interview asked, skill by skill and stage by stage. A skill is passed that was not missed. */
export function passesOf(columns: InterviewColumns, row: number): Asked[] {
  const { skills: asked, missed } = columns;
  const failed = new Set<string>();
  for (let k = missed.offsets[row]!; k < missed.offsets[row + 1]!; k++) {
    failed.add(plainText(missed.values[missed.codes[k]!]!));
  }
  const skills: Asked[] = [];
  for (let k = asked.offsets[row]!; k < asked.offsets[row + 1]!; k++) {
    const name = asked.values[asked.codes[k]!]!;
    skills.push({ row, kind: 'skill', name, passed: !failed.has(plainText(name)) });
  }
  return [...skills, ...stagesOf(columns, row)];
}

/** Counts what the interviews of some rows asked and what of it was passed. */
export function passCounts(columns: InterviewColumns, rows: Iterable<number>): PassCounts {
  const counts = { skill: new Map<string, PassCount>(), stage: new Map<string, PassCount>() };
  for (const row of rows) {
    for (const { kind, name: text, passed } of passesOf(columns, row)) {
      const known = counts[kind].get(plainText(text));
      const { name, asked, passes } = known ?? { name: text, asked: 0, passes: 0 };
      counts[kind].set(plainText(text), { name, asked: asked + 1, passes: passes + (passed ? 1 : 0) });
    }
  }
  return { skills: counts.skill, stages: counts.stage };
}
