package dev.admiral.experiments.multitask;

import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.pearl.PearlConfig;

/**
 * All settings of a run of PEARL-MT.
 *
 * @param family what is changed about the task family
 * @param training meta-training
 * @param evaluation of the agent
 */
public record MultiTaskPearlSettings(
    FamilyConfig family, PearlConfig training, AdaptationTestConfig evaluation)
    implements MultiTaskSettings {}
