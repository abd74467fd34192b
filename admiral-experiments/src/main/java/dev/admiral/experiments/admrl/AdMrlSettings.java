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

  /** The paper's where they do not depend on the family but by its number of task parameters. */
  static AdMrlSettings defaults(AdMrlConfig.Selection selection, int parameters) {
    return new AdMrlSettings(
        FamilyConfig.defaults(),
        AdMrlConfig.defaults(selection),
        EvaluationConfig.defaults(parameters));
  }
}
