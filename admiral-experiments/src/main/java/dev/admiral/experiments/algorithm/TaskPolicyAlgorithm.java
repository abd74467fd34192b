package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.space.Box;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskSampler;

/**
 * An algorithm on task families: what it has trained is, or becomes, a policy for one task at a time.
 *
 * @param <C> its settings
 */
public interface TaskPolicyAlgorithm<C extends Record> extends Algorithm<C> {

  /** The family of a run, which tells no policy its task. */
  TaskFamily testedFamily(C settings, String environment);

  /** ψ where nobody names one: the middle of Ψ, or the first test task where only some of Ψ are tasks. */
  default double[] defaultTask(C settings, TrainedModel model) {
    TaskFamily family = testedFamily(settings, model.environment());
    Box parameters = family.parameters();
    return family.distribution() instanceof TaskSampler.Uniform
        ? parameters.fromUnit(new double[parameters.size()])
        : TestTaskSource.tasks(family, 1).getFirst();
  }

  /** How the policies of its evaluation choose their actions. */
  Choice choice(C settings);

  /**
   * The policy for a task, the same whenever it is asked for.
   *
   * @param task ψ ∈ Ψ
   * @throws dev.admiral.experiments.UsageException if there is none for this task
   */
  TaskPolicy taskPolicy(C settings, TrainedModel model, double[] task);
}
