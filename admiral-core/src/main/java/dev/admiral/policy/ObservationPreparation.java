package dev.admiral.policy;

import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.RunningNormalizer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What becomes of a raw observation before a policy's network, in this order: it is standardised, clipped to ± a
 * limit, and scaled. For those who write the policy down for other programs.
 *
 * @param statistics empty where nothing is standardised
 * @param limit empty where nothing is clipped
 * @param origin what is subtracted before multiplying by {@code scale}; 0 for nothing
 * @param scale 1 where nothing is multiplied
 */
public record ObservationPreparation(
    Optional<RunningNormalizer> statistics, OptionalDouble limit, float origin, float scale) {

  /**
   * @param before what happened to observations before {@code policy} saw them
   * @throws IllegalArgumentException if there are running statistics both before the policy and in it
   */
  public static ObservationPreparation of(Policy policy, Optional<ClippedNormalization> before) {
    Optional<RunningNormalizer> own =
        policy.normalizer() instanceof RunningNormalizer statistics && statistics.count() > 0
            ? Optional.of(statistics)
            : Optional.empty();
    if (before.isPresent() && own.isPresent()) {
      throw new IllegalArgumentException(
          "observations have running statistics before the policy and in it; allowed: one of the"
              + " two");
    }
    ConstantScale constant =
        policy.normalizer() instanceof ConstantScale scale
            ? scale
            : ConstantScale.identity(policy.normalizer().size());
    return new ObservationPreparation(
        before.map(ClippedNormalization::statistics).or(() -> own),
        before.map(clipped -> OptionalDouble.of(clipped.limit())).orElse(OptionalDouble.empty()),
        constant.origin(),
        constant.factor());
  }
}
