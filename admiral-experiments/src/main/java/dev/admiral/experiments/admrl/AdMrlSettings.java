package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrlConfig;

/**
 * All settings of a run of AdMRL, MB-Unif or MB-Gauss.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param evaluation of what it has learned
 */
public record AdMrlSettings(
    FamilyConfig family, AdMrlConfig training, EvaluationConfig evaluation) {

  /** The paper's. */
  public static AdMrlSettings defaults(AdMrlConfig.Selection selection) {
    return new AdMrlSettings(
        FamilyConfig.defaults(), AdMrlConfig.defaults(selection), EvaluationConfig.defaults());
  }
}
