package dev.admiral.dynamics;

/**
 * Settings of {@link VirtualTraining} (AdMRL paper, appendix C).
 *
 * @param modelSteps n_model, steps of Adam on the model an iteration
 * @param policySteps n_policy, TRPO updates an iteration
 * @param samples n_trpo, virtual samples a TRPO update; a multiple of the family's horizon
 */
public record VirtualTrainingConfig(int modelSteps, int policySteps, int samples) {
  public VirtualTrainingConfig {
    if (modelSteps < 0) {
      throw new IllegalArgumentException("model-steps must not be negative: " + modelSteps);
    }
    if (policySteps < 0) {
      throw new IllegalArgumentException("policy-steps must not be negative: " + policySteps);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be at least 1, not " + samples);
    }
  }

  public static VirtualTrainingConfig defaults() {
    return new VirtualTrainingConfig(100, 20, 10_000);
  }
}
