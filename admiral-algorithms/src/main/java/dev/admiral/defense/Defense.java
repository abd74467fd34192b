package dev.admiral.defense;

/** When a policy in training is deceived, and how. */
public sealed interface Defense permits Atpa, Stagewise, DataAugmentation {

  /**
   * The portion of observations that are attacked, in [0, 1].
   *
   * @param progress what part of training is over, in [0, 1]
   */
  double frequency(double progress);

  /**
   * The radius of the attack in units of its own, in [0, 1].
   *
   * @param progress what part of training is over, in [0, 1]
   */
  default double strength(double progress) {
    return 1;
  }

  /**
   * Whether the policy acts on what it is shown. Otherwise it acts on the true observations, and only what it learns
   * from is perturbed.
   */
  boolean actsOnPerturbed();
}
