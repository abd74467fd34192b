package dev.admiral.dynamics;

import dev.admiral.rollout.OrnsteinUhlenbeckNoise;
import dev.admiral.trpo.TrpoConfig;
import java.util.List;

/**
 * Settings of {@link Slbo}. The defaults are those with which the AdMRL paper's implementation runs.
 *
 * @param policyHidden widths of the policy's hidden layers
 * @param initialStd standard deviation of a fresh policy's actions
 * @param validationFraction share of the real environments whose data are kept from the model's training
 *     and measure its loss; in [0, 1). The published implementation collects as many again instead
 * @param noise exploration noise in real data collection
 * @param model the dynamics model and its optimiser
 * @param training one iteration of virtual training
 * @param trpo the policy's optimiser
 */
public record SlboConfig(
    List<Integer> policyHidden,
    double initialStd,
    double validationFraction,
    OrnsteinUhlenbeckNoise.Config noise,
    DynamicsConfig model,
    VirtualTrainingConfig training,
    TrpoConfig trpo) {
  public SlboConfig {
    policyHidden = List.copyOf(policyHidden);
    if (!(initialStd > 0)) {
      throw new IllegalArgumentException("initial-std must be positive, not " + initialStd);
    }
    if (!(validationFraction >= 0 && validationFraction < 1)) {
      throw new IllegalArgumentException(
          "validation-fraction must be in [0, 1), not " + validationFraction);
    }
  }

  public static SlboConfig defaults() {
    return new SlboConfig(
        List.of(32, 32),
        1,
        0.1,
        OrnsteinUhlenbeckNoise.Config.defaults(),
        DynamicsConfig.defaults(),
        VirtualTrainingConfig.defaults(),
        TrpoConfig.defaults());
  }
}
