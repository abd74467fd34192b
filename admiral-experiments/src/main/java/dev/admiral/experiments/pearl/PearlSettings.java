package dev.admiral.experiments.pearl;

import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.pearl.PearlConfig;

/**
 * All settings of a run of PEARL.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param evaluation of the agent
 * @param comparison an evaluation as AdMRL's, in place of {@code evaluation} where it has test tasks
 */
public record PearlSettings(
    FamilyConfig family,
    PearlConfig training,
    PearlTestConfig evaluation,
    AdaptationTestConfig comparison) {

  /** The published implementation's. */
  public static PearlSettings defaults() {
    return new PearlSettings(
        FamilyConfig.defaults(),
        PearlConfig.defaults(),
        PearlTestConfig.defaults(),
        AdaptationTestConfig.none());
  }
}
