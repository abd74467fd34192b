package dev.admiral.maml;

import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.trpo.TrustRegion;
import java.util.List;

/**
 * Settings of {@link Maml}. The defaults are those of pytorch-maml-rl, with the number of iterations of the
 * experiments of arXiv 2104.13302.
 *
 * @param iterations outer updates
 * @param tasks how many tasks an iteration draws
 * @param episodes K, of each task and phase
 * @param innerSteps gradient steps of adaptation, each on episodes of its own
 * @param innerLearningRate α
 * @param firstOrder whether derivatives of the adapted policy are taken for those of θ, as if adaptation had
 *     the Jacobian I
 * @param policyHidden the widths of the policy's hidden layers
 * @param initialStd the standard deviation of a fresh policy's actions
 * @param advantage γ, and λ of generalised advantage estimation
 * @param trustRegion of the outer update
 * @param milestoneInterval every so many iterations the meta-policy is kept, for a curve of what it had learned
 */
public record MamlConfig(
    int iterations,
    int tasks,
    int episodes,
    int innerSteps,
    double innerLearningRate,
    boolean firstOrder,
    List<Integer> policyHidden,
    double initialStd,
    GeneralizedAdvantage advantage,
    TrustRegion trustRegion,
    int milestoneInterval) {
  public MamlConfig {
    policyHidden = List.copyOf(policyHidden);
    atLeastOne("iterations", iterations);
    atLeastOne("tasks", tasks);
    atLeastOne("episodes", episodes);
    atLeastOne("inner-steps", innerSteps);
    atLeastOne("milestone-interval", milestoneInterval);
    if (!(innerLearningRate > 0 && innerLearningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "inner-learning-rate must be positive and finite, not " + innerLearningRate);
    }
    if (!(initialStd > 0 && initialStd < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "initial-std must be positive and finite, not " + initialStd);
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  /** Whether the meta-policy is kept after this iteration, counted from 1; it is after the last. */
  public boolean isMilestone(long iteration) {
    return iteration % milestoneInterval == 0 || iteration == iterations;
  }

  /** With another number of episodes. */
  public MamlConfig withEpisodes(int newEpisodes) {
    return new MamlConfig(
        iterations,
        tasks,
        newEpisodes,
        innerSteps,
        innerLearningRate,
        firstOrder,
        policyHidden,
        initialStd,
        advantage,
        trustRegion,
        milestoneInterval);
  }

  public static MamlConfig defaults() {
    return new MamlConfig(
        500,
        20,
        20,
        1,
        0.1,
        false,
        List.of(64, 64),
        1,
        new GeneralizedAdvantage(0.99, 1),
        new TrustRegion(0.01, 1, 1e-5, 10, 15, 0.8),
        50);
  }
}
