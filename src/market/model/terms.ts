import type { Grouping } from './canonical-rows.js';

/** The steps of the waterfall, in its order. */
export const stepFactors = [
  'role',
  'level',
  'place',
  'years',
  'skills',
  'workMode',
  'employment',
  'employer',
  'evidenceTier',
  'time',
] as const;

export type StepFactor = (typeof stepFactors)[number];

/** What a slope is on, or a curve is over. */
export type Covariate = 'years' | 'time';

/** An effect for each group, or each combination of two or three; with a covariate, a slope on it. */
export interface CellTerm {
  readonly kind: 'cells';
  readonly name: string;
  readonly step: StepFactor;
  readonly by: readonly [Grouping, ...Grouping[]];
  readonly slope: Covariate | null;
}

/** An effect for each member of a list, or each combination of a member and a group; they add up. */
export interface ListTerm {
  readonly kind: 'list';
  readonly name: string;
  readonly step: StepFactor;
  readonly of: 'words' | 'skills';
  readonly by: Grouping | null;
}

/** Whether skills were recorded at all. */
export interface RecordedTerm {
  readonly kind: 'recorded';
  readonly name: string;
  readonly step: StepFactor;
}

/** A smooth curve over a covariate. */
export interface CurveTerm {
  readonly kind: 'curve';
  readonly name: string;
  readonly step: StepFactor;
  readonly over: Covariate;
}

export type Term = CellTerm | ListTerm | RecordedTerm | CurveTerm;

function cells(step: StepFactor, by: CellTerm['by'], slope: Covariate | null = null): CellTerm {
  return { kind: 'cells', name: [...by, ...(slope ? [slope] : [])].join(' x '), step, by, slope };
}

/** The families of effects of the pay model, main effects before what they interact in. */
export const terms: readonly Term[] = [
  { kind: 'list', name: 'words of the role', step: 'role', of: 'words', by: null },
  cells('role', ['role']),
  cells('level', ['level']),
  cells('level', ['role', 'level']),
  cells('place', ['country']),
  cells('place', ['region']),
  cells('place', ['city']),
  cells('place', ['role', 'country']),
  cells('place', ['level', 'country']),
  cells('place', ['role', 'level', 'country']),
  cells('place', ['role', 'region']),
  cells('place', ['level', 'region']),
  cells('place', ['role', 'city']),
  cells('place', ['level', 'city']),
  { kind: 'curve', name: 'years', step: 'years', over: 'years' },
  cells('years', ['yearsBand', 'level']),
  cells('years', ['role'], 'years'),
  cells('years', ['level'], 'years'),
  cells('years', ['role', 'level'], 'years'),
  { kind: 'recorded', name: 'skills recorded', step: 'skills' },
  { kind: 'list', name: 'skills', step: 'skills', of: 'skills', by: null },
  { kind: 'list', name: 'skills x role', step: 'skills', of: 'skills', by: 'role' },
  cells('workMode', ['workMode']),
  cells('employment', ['employment']),
  cells('employer', ['employer']),
  cells('evidenceTier', ['tier']),
  { kind: 'curve', name: 'time', step: 'time', over: 'time' },
  cells('time', ['role'], 'time'),
  cells('time', ['level'], 'time'),
  cells('time', ['country'], 'time'),
];
