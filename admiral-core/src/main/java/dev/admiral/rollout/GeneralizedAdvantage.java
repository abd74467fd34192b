package dev.admiral.rollout;

/**
 * Generalised advantage estimation (Schulman et al. 2016): Aₜ = Σ_k (γλ)ᵏ δₜ₊ₖ with δₜ = rₜ + γV(sₜ₊₁) −
 * V(sₜ). An episode that terminated has no value beyond its end; one that was truncated, or was still
 * running when the rollout stopped, is bootstrapped from the value of its last observation.
 *
 * @param gamma the discount γ, in [0, 1]
 * @param lambda λ, in [0, 1]: 1 is the Monte-Carlo return, 0 the one-step temporal difference
 */
public record GeneralizedAdvantage(double gamma, double lambda) {
  public GeneralizedAdvantage {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be in [0, 1], not " + gamma);
    }
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda must be in [0, 1], not " + lambda);
    }
  }

  /**
   * Fills {@code advantages}, shape {@code [T·N]}.
   *
   * @param rewards shape {@code [T·N]}; the trajectories' own or any other function of their steps
   * @param values V of the observations, shape {@code [T·N]}
   * @param finalValues V of the next observations, shape {@code [T·N]}; only read where an episode was
   *     truncated or the rollout stopped
   */
  public void estimate(
      Trajectories trajectories,
      float[] rewards,
      float[] values,
      float[] finalValues,
      float[] advantages) {
    estimate(
        trajectories.environments(),
        rewards,
        values,
        finalValues,
        trajectories.terminated(),
        trajectories.truncated(),
        advantages);
  }

  /**
   * Fills {@code advantages}, shape {@code [T·N]}, as the other arrays: row {@code t·N + n} is step t of environment
   * n.
   *
   * @param environments N
   * @param values V of the observations
   * @param finalValues V of the next observations; only read where an episode was truncated or the rollout
   *     stopped
   */
  public void estimate(
      int environments,
      float[] rewards,
      float[] values,
      float[] finalValues,
      boolean[] terminated,
      boolean[] truncated,
      float[] advantages) {
    int last = rewards.length / environments - 1;
    for (int n = 0; n < environments; n++) {
      double advantage = 0;
      for (int t = last; t >= 0; t--) {
        int row = t * environments + n;
        boolean cut = t == last || terminated[row] || truncated[row];
        double next = terminated[row] ? 0 : cut ? finalValues[row] : values[row + environments];
        double delta = rewards[row] + gamma * next - values[row];
        advantage = delta + (cut ? 0 : gamma * lambda * advantage);
        advantages[row] = (float) advantage;
      }
    }
  }

  /**
   * The advantages of whole episodes of a finite horizon, shape {@code [R]}: nothing lies beyond an episode's
   * end, whether it terminated or its time was up.
   *
   * @param values V of the observations, shape {@code [R]}; where it depends on the time, at their time
   */
  public double[] estimate(EpisodeBatch episodes, double[] values) {
    double[] advantages = new double[episodes.rows()];
    for (int r = advantages.length - 1; r >= 0; r--) {
      boolean last = r == advantages.length - 1 || episodes.episode(r + 1) != episodes.episode(r);
      double next = last ? 0 : values[r + 1];
      advantages[r] = episodes.rewards()[r] + gamma * next - values[r];
      if (!last) {
        advantages[r] += gamma * lambda * advantages[r + 1];
      }
    }
    return advantages;
  }
}
