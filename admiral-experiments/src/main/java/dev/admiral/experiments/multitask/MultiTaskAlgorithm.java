package dev.admiral.experiments.multitask;

import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.comparison.AdaptationTestConfig;
import dev.admiral.experiments.comparison.AdaptationTestEvaluator;
import dev.admiral.experiments.comparison.AdaptiveAlgorithm;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Optional;

/**
 * An algorithm whose policies are told the task, on any family that has one to tell.
 *
 * @param <C> its settings
 */
public sealed interface MultiTaskAlgorithm<C extends Record & MultiTaskSettings>
    extends AdaptiveAlgorithm<C>
    permits JointAlgorithm, MultiTaskMamlAlgorithm, MultiTaskPearlAlgorithm {

  @Override
  default List<String> environments() {
    return ToldFamilies.ids();
  }

  @Override
  default List<String> presets() {
    return List.of("quick", "standard", "paper");
  }

  @Override
  default Optional<Evaluator<C>> evaluator() {
    return Optional.of(new AdaptationTestEvaluator<>(this));
  }

  @Override
  default AdaptationTestConfig test(C settings) {
    return settings.evaluation();
  }

  @Override
  default String testGroup() {
    return "evaluation";
  }

  @Override
  default TaskFamily testedFamily(C settings, String environment) {
    return ToldFamilies.untold(settings.family(), environment);
  }

  /**
   * The family of a run that can be trained and tested on.
   *
   * @throws dev.admiral.experiments.UsageException if it cannot
   */
  default TaskFamily checkedFamily(C settings, String environment) {
    TaskFamily family = testedFamily(settings, environment);
    ToldFamilies.check(family, id());
    settings.evaluation().check("evaluation", family);
    return family;
  }
}
