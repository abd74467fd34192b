package dev.admiral.experiments.figure;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import java.util.List;

/**
 * The policies of one method under one attack.
 *
 * @param method its id
 * @param label what a reader calls the method
 * @param attack its name, {@value #NONE} for none
 * @param epsilon the radius of its ball, in the units of observations
 * @param trainingSeeds of the trained policies
 * @param returns undiscounted: of each trained policy, in that order, of each seed of environments, of each episode
 * @param actionChange how much the attack changed the policies' most probable actions, mean over steps
 * @param largestChange the largest ‖x̃ − x‖∞ that was shown to any of them
 */
public record AttackedPolicy(
    String method,
    String label,
    String attack,
    double epsilon,
    List<Long> trainingSeeds,
    List<List<List<Score>>> returns,
    double actionChange,
    double largestChange) {
  /** What "no attack" is called. */
  public static final String NONE = "none";

  public AttackedPolicy {
    trainingSeeds = List.copyOf(trainingSeeds);
    returns = List.copyOf(returns);
    if (trainingSeeds.size() != returns.size()) {
      throw new IllegalArgumentException(
          "%d trained policies have not %d seeds".formatted(returns.size(), trainingSeeds.size()));
    }
  }

  /** What a reader calls the attack. */
  String attackLabel() {
    return attack.equals(NONE) ? "no attack" : attack;
  }

  /** The mean return over policies, seeds and episodes, with its 95 % nested bootstrap interval. */
  ConfidenceInterval meanReturn() {
    return amongMethods().interval();
  }

  /** To be compared with other methods under the same attack. */
  Contender amongMethods() {
    return new Contender(method, label, returns, NestedStatistic.MEAN);
  }

  /** To be compared with other attacks on the same method. */
  Contender amongAttacks() {
    return new Contender(attack, attackLabel(), returns, NestedStatistic.MEAN);
  }
}
