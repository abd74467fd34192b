package dev.admiral.task;

import java.util.List;

/**
 * A reward that falls with the distance of some features of the next observation from the task:
 *
 * <pre>r_ψ(s, a, s′) = bonus − actionCost · ‖a‖² − Σᵢ wᵢ |s′[fᵢ] − ψᵢ|,   wᵢ ≥ 0</pre>
 *
 * <p>Its gradient is ∂r/∂ψᵢ = wᵢ · sign(s′[fᵢ] − ψᵢ), with 0 on the kink. The action counts as the
 * policy chose it, unclipped.
 *
 * <p>An observation that is not finite gives a reward that is not: ask the {@link
 * TerminationFunction} first.
 */
public final class WeightedAbsoluteDeviation implements RewardFunction {

  /**
   * One feature that ψ sets a target for.
   *
   * @param index f: where it stands in the observation
   * @param weight w: what a unit of deviation costs, at least 0
   */
  public record Feature(int index, double weight) {
    public Feature {
      if (index < 0 || !(weight >= 0)) {
        throw new IllegalArgumentException(
            "a feature needs an index and a weight of at least 0, not " + index + " and " + weight);
      }
    }
  }

  private final double bonus;
  private final double actionCost;
  private final int[] indices;
  private final double[] weights;

  /**
   * @param bonus what every step is worth
   * @param actionCost what a unit of ‖a‖² costs
   * @param features one per component of ψ, in its order
   */
  public WeightedAbsoluteDeviation(double bonus, double actionCost, List<Feature> features) {
    this.bonus = bonus;
    this.actionCost = actionCost;
    this.indices = features.stream().mapToInt(Feature::index).toArray();
    this.weights = features.stream().mapToDouble(Feature::weight).toArray();
  }

  @Override
  public double reward(
      double[] observation, double[] action, double[] nextObservation, double[] task) {
    double squares = 0;
    for (double a : action) {
      squares += a * a;
    }
    double reward = bonus - actionCost * squares;
    for (int i = 0; i < weights.length; i++) {
      reward -= weights[i] * Math.abs(nextObservation[indices[i]] - task[i]);
    }
    return reward;
  }

  @Override
  public void gradient(
      double[] observation,
      double[] action,
      double[] nextObservation,
      double[] task,
      double[] gradient) {
    for (int i = 0; i < weights.length; i++) {
      gradient[i] = weights[i] * Math.signum(nextObservation[indices[i]] - task[i]);
    }
  }
}
