package dev.admiral.nn;

/**
 * x ↦ (x − mean)/std, clipped to ± a limit: what a {@link dev.admiral.env.NormalizedVectorEnvironment} does to
 * observations before a policy sees them, for those who show the policy observations without one.
 *
 * @param statistics shared with whoever goes on learning them
 * @param limit such as {@link dev.admiral.env.NormalizedVectorEnvironment#LIMIT}
 */
public record ClippedNormalization(RunningNormalizer statistics, double limit) {
  public ClippedNormalization {
    if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a limit must be positive and finite, not " + limit);
    }
  }
}
