package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.task.TaskFamily;

/**
 * All settings of a run of AdMRL, MB-Unif or MB-Gauss.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param evaluation of what it has learned
 */
public record AdMrlSettings(
    FamilyConfig family, AdMrlConfig training, EvaluationConfig evaluation) {

  /** The paper's, as far as they hold for any family with as many task parameters. */
  public static AdMrlSettings defaults(AdMrlConfig.Selection selection, TaskFamily family) {
    return new AdMrlSettings(
        FamilyConfig.defaults(),
        AdMrlConfig.defaults(selection),
        EvaluationConfig.defaults(family.parameters().size()));
  }
}
