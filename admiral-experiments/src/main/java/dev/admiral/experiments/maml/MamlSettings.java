package dev.admiral.experiments.maml;

import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.maml.MamlConfig;

/**
 * All settings of a run of MAML, clean or under an attack.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param fineTuning under attack
 * @param evaluation of the meta-policy
 * @param attack on the meta-policy
 * @param comparison an evaluation as AdMRL's, in place of {@code evaluation} where it has test tasks
 */
public record MamlSettings(
    FamilyConfig family,
    MamlConfig training,
    FineTuningConfig fineTuning,
    MetaTestConfig evaluation,
    AttackConfig attack,
    AdaptationTestConfig comparison) {

  /** The paper's. */
  public static MamlSettings defaults() {
    return new MamlSettings(
        FamilyConfig.defaults(),
        MamlConfig.defaults(),
        FineTuningConfig.defaults(),
        MetaTestConfig.defaults(),
        AttackConfig.defaults(),
        AdaptationTestConfig.none());
  }
}
