package dev.admiral.experiments.multitask;

import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.maml.MamlConfig;

/**
 * All settings of a run of MAML-MT.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param evaluation of the meta-policy
 */
public record MultiTaskMamlSettings(
    FamilyConfig family, MamlConfig training, AdaptationTestConfig evaluation)
    implements MultiTaskSettings {}
