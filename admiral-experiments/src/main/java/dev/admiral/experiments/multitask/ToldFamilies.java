package dev.admiral.experiments.multitask;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.environment.ContinuousActions;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskFamily;
import java.util.List;

/** Families as multi-task policies see them. */
final class ToldFamilies {
  private ToldFamilies() {}

  /** The ids of all families; whether they have parameters is found out by {@link #check}. */
  static List<String> ids() {
    return Environments.standard().families().stream().map(known -> known.family().id()).toList();
  }

  /** The family with its changes, which tells no policy its task. */
  static TaskFamily untold(FamilyConfig config, String environment) {
    return config.applyTo(Environments.standard().family(environment));
  }

  /** The family that tells the policy its task. */
  static ContextualFamily told(FamilyConfig config, String environment) {
    return new ContextualFamily(untold(config, environment));
  }

  /**
   * Refuses a family that has no task to tell, or discrete actions.
   *
   * @param algorithm the id of that with the multi-task policy
   * @throws UsageException naming the family
   */
  static void check(TaskFamily family, String algorithm) {
    try {
      var _ = new ContextualFamily(family);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s cannot be trained: %s; families with tasks are %s"
              .formatted(
                  algorithm,
                  e.getMessage(),
                  ids().stream().filter(id -> !id.equals(family.id())).toList()),
          e);
    }
    ContinuousActions.require(family, algorithm);
  }
}
