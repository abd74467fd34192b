package dev.admiral.experiments.pearl;

import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.pearl.PearlConfig;

/**
 * All settings of a run of PEARL.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param evaluation of the agent
 */
public record PearlSettings(FamilyConfig family, PearlConfig training, PearlTestConfig evaluation) {

  /** The published implementation's. */
  public static PearlSettings defaults() {
    return new PearlSettings(
        FamilyConfig.defaults(), PearlConfig.defaults(), PearlTestConfig.defaults());
  }
}
