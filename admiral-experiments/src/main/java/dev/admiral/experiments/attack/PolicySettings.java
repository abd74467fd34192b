package dev.admiral.experiments.attack;

import dev.admiral.experiments.algorithm.TrainedModel;

/** The settings of a training whose policy is tested, and attacked, in one environment. */
public interface PolicySettings {

  /** The attack that tests use. */
  AttackSettings attack();

  PolicyTestConfig evaluation();

  /** What tells the policy from others of its run, in a file's name; empty where there are no others. */
  default String label() {
    return "";
  }

  /** Whether the policy of a checkpoint has learned anything. */
  boolean hasLearned(TrainedModel model);

  /** What was trained, ready to act. */
  LoadedPolicy load(TrainedModel model);

  /** All settings that what was trained depends on. */
  String training(String method);
}
