/**
 * A family of effects inside linear models fitted by coordinate descent, one lane or four: its members, their
 * posterior, and how it is brought up to date with the residual. One prior variance a family (its effects are draws
 * from N(0, prior)).
 */
export interface EffectBlock {
  /** Posterior means, by effect and lane. */
  readonly effects: Float64Array;
  /** Posterior variances given the other families, by effect and lane. */
  readonly variances: Float64Array;
  /**
   * Sets the effects to their posterior means given everything else, and keeps the residual in step.
   *
   * @param residual by row and lane
   * @param priors by lane; a lane whose prior is 0 stays as it is
   * @param moved by lane: raised to the largest change of an effect
   */
  update(residual: Float64Array, noise: number, priors: Float64Array, moved: Float64Array): void;
}
