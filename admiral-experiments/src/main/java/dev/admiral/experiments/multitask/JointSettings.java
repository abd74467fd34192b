package dev.admiral.experiments.multitask;

import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.multitask.JointTrainingConfig;

/**
 * All settings of a run of MT-joint.
 *
 * @param family what is changed about the task family
 * @param training on all tasks together
 * @param evaluation of the policy
 */
public record JointSettings(
    FamilyConfig family, JointTrainingConfig training, AdaptationTestConfig evaluation)
    implements MultiTaskSettings {}
