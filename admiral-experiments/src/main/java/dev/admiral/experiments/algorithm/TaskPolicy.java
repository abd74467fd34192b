package dev.admiral.experiments.algorithm;

import dev.admiral.attack.AttackObjective;
import dev.admiral.env.AppendedConstants;
import dev.admiral.env.Environment;
import dev.admiral.policy.Policy;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A trained policy for one task of its family.
 *
 * @param origin how it came to be one for this task, such as {@code adapted by 1 step of the policy gradient}
 * @param parameters θ, shape {@code [policy.parameterLength()]}
 * @param environments makes one of the task, in which the policy sees and does what it is used to; for several threads
 * @param lowValue what an attack maximises that lowers a value which the training has learned; empty where it has
 *     learned none from the world
 */
public record TaskPolicy(
    String origin,
    Policy policy,
    float[] parameters,
    Supplier<Environment> environments,
    Optional<AttackObjective> lowValue) {

  /**
   * One task of a family, as a policy of the family sees it. What the policy is told of the task is no observation of
   * the world: nobody can perturb it.
   *
   * @param task ψ, shape {@code [family.parameters().size()]}
   */
  public static Environment environment(TaskFamily family, double[] task) {
    if (!(family instanceof ContextualFamily(TaskFamily untold))) {
      return new TaskEnvironment(family, task);
    }
    double[] unit = family.parameters().toUnit(task);
    float[] told = new float[unit.length];
    for (int i = 0; i < told.length; i++) {
      told[i] = (float) unit[i];
    }
    return new AppendedConstants(new TaskEnvironment(untold, task), told);
  }
}
