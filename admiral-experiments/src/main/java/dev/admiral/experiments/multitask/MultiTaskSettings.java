package dev.admiral.experiments.multitask;

import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.environment.FamilyConfig;

/** What the settings of all runs of multi-task policies have. */
public sealed interface MultiTaskSettings
    permits JointSettings, MultiTaskMamlSettings, MultiTaskPearlSettings {

  /** What is changed about the task family. */
  FamilyConfig family();

  /** How trained models are tested. */
  AdaptationTestConfig evaluation();
}
