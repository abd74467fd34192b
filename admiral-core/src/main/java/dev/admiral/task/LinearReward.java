package dev.admiral.task;

/**
 * A reward that is linear in the standardised next state:
 *
 * <pre>r_ψ(s, a, s′) = −actionCost · ‖a‖² + Σᵢ ψᵢ zᵢ,   zᵢ = (s′ᵢ − mᵢ)/σᵢ</pre>
 *
 * <p>Its gradient is ∂r/∂ψᵢ = zᵢ: ψ has one component for each of the state. The action counts as
 * the policy chose it, unclipped.
 *
 * <p>An observation that is not finite gives a reward that is not: ask the {@link
 * TerminationFunction} first.
 *
 * <p>Source: Lin et al., Model-based Adversarial Meta-Reinforcement Learning, section 5
 * (Cheetah-Highdim).
 */
public final class LinearReward implements RewardFunction {
  private final double actionCost;
  private final StateStatistics statistics;
  private final double[] mean;
  private final double[] standardDeviation;

  /**
   * @param actionCost what a unit of ‖a‖² costs
   * @param statistics m and σ
   */
  public LinearReward(double actionCost, StateStatistics statistics) {
    this.actionCost = actionCost;
    this.statistics = statistics;
    this.mean = statistics.mean().stream().mapToDouble(Double::doubleValue).toArray();
    this.standardDeviation =
        statistics.standardDeviation().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** m and σ. */
  public StateStatistics statistics() {
    return statistics;
  }

  @Override
  public double reward(
      double[] observation, double[] action, double[] nextObservation, double[] task) {
    double squares = 0;
    for (double a : action) {
      squares += a * a;
    }
    double reward = -actionCost * squares;
    for (int i = 0; i < mean.length; i++) {
      reward += task[i] * standardised(nextObservation, i);
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
    for (int i = 0; i < mean.length; i++) {
      gradient[i] = standardised(nextObservation, i);
    }
  }

  private double standardised(double[] state, int i) {
    return (state[i] - mean[i]) / standardDeviation[i];
  }
}
