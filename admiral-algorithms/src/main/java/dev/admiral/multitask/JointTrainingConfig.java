package dev.admiral.multitask;

import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.trpo.TrustRegion;
import java.util.List;

/**
 * Settings of {@link JointTraining}. The defaults are the AdMRL paper's: its number of training tasks and of
 * samples, and for the rest those of MAML.
 *
 * @param iterations updates
 * @param trainingTasks how many tasks there are to train on, drawn once from p(ψ)
 * @param tasks how many of them an iteration draws
 * @param episodes K, of each of these
 * @param policyHidden the widths of the policy's hidden layers
 * @param initialStd the standard deviation of a fresh policy's actions
 * @param advantage γ, and λ of generalised advantage estimation
 * @param trustRegion of the update
 * @param milestoneInterval every so many iterations the policy is kept
 */
public record JointTrainingConfig(
    int iterations,
    int trainingTasks,
    int tasks,
    int episodes,
    List<Integer> policyHidden,
    double initialStd,
    GeneralizedAdvantage advantage,
    TrustRegion trustRegion,
    int milestoneInterval) {
  public JointTrainingConfig {
    policyHidden = List.copyOf(policyHidden);
    atLeastOne("iterations", iterations);
    atLeastOne("training-tasks", trainingTasks);
    atLeastOne("tasks", tasks);
    atLeastOne("episodes", episodes);
    atLeastOne("milestone-interval", milestoneInterval);
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

  /** 80 million samples where episodes have 200 steps. */
  public static JointTrainingConfig defaults() {
    return new JointTrainingConfig(
        500,
        150,
        40,
        20,
        List.of(64, 64),
        1,
        new GeneralizedAdvantage(0.99, 1),
        new TrustRegion(0.01, 1, 1e-5, 10, 15, 0.8),
        50);
  }
}
