package dev.admiral.experiments.atpa;

import dev.admiral.checkpoint.Checkpoint;

/** The settings of a training whose policy is tested, and attacked, in one environment. */
public interface PolicySettings {

  /** The attack that tests use. */
  AttackSettings attack();

  PolicyTestConfig evaluation();

  /** Whether the policy of a checkpoint has learned anything. */
  boolean hasLearned(Checkpoint checkpoint);

  /** What was trained, ready to act. */
  LoadedPolicy load(String environment, Checkpoint checkpoint);

  /** All settings that what was trained depends on. */
  String training(String method);
}
