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

/** How often something was asked, and the rate at which it was passed. */
export interface Rate {
  readonly asked: number;
  readonly passRate: number;
}

/** Rates by skill, in plain text, and by stage. */
export interface PassRates {
  readonly skills: ReadonlyMap<string, Rate>;
  readonly stages: ReadonlyMap<string, Rate>;
}

/** The rates of what was counted. */
export function passRates({ skills, stages }: PassCounts): PassRates {
  const rates = (counts: ReadonlyMap<string, PassCount>): Map<string, Rate> =>
    new Map([...counts].map(([plain, count]) => [plain, { asked: count.asked, passRate: passRate(count) }]));
  return { skills: rates(skills), stages: rates(stages) };
}
