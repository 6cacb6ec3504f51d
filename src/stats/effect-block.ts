/**
 * A family of effects inside a linear model fitted by coordinate descent: its members, their posterior, and how it is
 * brought up to date with the residual. One prior variance a family (its effects are draws from N(0, prior)).
 */
export interface EffectBlock {
  /** Posterior means, an effect each. */
  readonly effects: Float64Array;
  /** Posterior variances given the other families. */
  readonly variances: Float64Array;
  /**
   * Sets the effects to their posterior means given everything else, and keeps the residual in step.
   *
   * @returns the largest change of an effect
   */
  update(residual: Float64Array, noise: number, prior: number): number;
}
