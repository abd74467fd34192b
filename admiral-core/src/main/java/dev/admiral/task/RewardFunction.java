package dev.admiral.task;

/**
 * A reward r_ψ(s, a, s′) and its gradient with respect to the task ψ. Pure and thread-safe: the real
 * and the learned environment both call it.
 */
public interface RewardFunction {

  /**
   * @param observation s, shape {@code [observation]}
   * @param action a as the policy chose it (not clipped), shape {@code [action]}
   * @param nextObservation s′, shape {@code [observation]}
   * @param task ψ, shape {@code [parameters]}
   */
  double reward(double[] observation, double[] action, double[] nextObservation, double[] task);

  /**
   * Writes ∂r/∂ψ (or a subgradient where r has a kink) into {@code gradient}, shape {@code
   * [parameters]}.
   */
  void gradient(
      double[] observation,
      double[] action,
      double[] nextObservation,
      double[] task,
      double[] gradient);
}
