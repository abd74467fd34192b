package dev.admiral.experiments.maml;

import java.util.List;

/**
 * How meta-policies are attacked when they are tested.
 *
 * @param iterations how long a generator is trained against a meta-policy that stands still, each on as many
 *     tasks and episodes as an iteration of training; 0 leaves it untrained
 * @param strength ε of one attack, in the units of observations
 * @param strengths those of a curve over strengths
 */
public record AttackConfig(int iterations, double strength, List<Double> strengths) {
  public AttackConfig {
    strengths = List.copyOf(strengths);
    if (iterations < 0) {
      throw new IllegalArgumentException("iterations must not be negative: " + iterations);
    }
    check("strength", strength);
    strengths.forEach(one -> check("strengths", one));
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and not negative, not " + value);
    }
  }

  /** 100 iterations; the paper's strengths 0.2, 0.5 and 0.8, the first of which is its c. */
  public static AttackConfig defaults() {
    return new AttackConfig(100, 0.2, List.of(0.2, 0.5, 0.8));
  }
}
