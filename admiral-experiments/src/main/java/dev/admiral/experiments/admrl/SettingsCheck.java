package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.admrl.WorstCaseConfig;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.task.TaskFamily;
import java.util.Locale;
import java.util.stream.Stream;

/** What must hold between settings, which no single one of their records can see. */
final class SettingsCheck {
  private static final int MAXIMUM_TASKS = 100_000;

  private final AdMrlSettings settings;
  private final TaskFamily family;

  SettingsCheck(AdMrlSettings settings, TaskFamily family) {
    this.settings = settings;
    this.family = family;
  }

  /**
   * Checks everything.
   *
   * @throws UsageException at the first that does not hold
   */
  void run(AdMrlAlgorithm algorithm) {
    selection(algorithm);
    AdMrlConfig training = settings.training();
    SlboConfig slbo = training.slbo();
    NetworkSize.check("training.slbo.policy-hidden", slbo.policyHidden());
    NetworkSize.check("training.slbo.model.hidden", slbo.model().hidden());
    NetworkSize.check("training.slbo.trpo.value.hidden", slbo.trpo().value().hidden());
    EvaluationConfig evaluation = settings.evaluation();
    testTasks(evaluation.tasks());
    worstCase(evaluation);
    wholeEpisodes("training.samples", training.samples());
    wholeEpisodes("training.slbo.training.samples", slbo.training().samples());
    wholeEpisodes("evaluation.adaptation.samples", evaluation.adaptation().samples());
    wholeEpisodes("evaluation.optimum.samples", evaluation.optimum().samples());
  }

  /** The name of a run says what it is. */
  private void selection(AdMrlAlgorithm algorithm) {
    AdMrlConfig.Selection wanted = settings.training().selection();
    if (wanted != algorithm.selection()) {
      throw new UsageException(
          "training.selection is %s, but %s is the algorithm with %s: use %s instead"
              .formatted(
                  name(wanted),
                  algorithm.id(),
                  name(algorithm.selection()),
                  AdMrlAlgorithm.of(wanted).id()));
    }
  }

  private static String name(AdMrlConfig.Selection selection) {
    return selection.name().toLowerCase(Locale.ROOT);
  }

  private void testTasks(TestTasksConfig tasks) {
    int size = family.parameters().size();
    if (tasks.grid().size() > 1 && tasks.grid().size() != size) {
      throw new UsageException(
          "evaluation.tasks.grid must have one number, or one for each of %s's %d parameters, not %s"
              .formatted(family.id(), size, tasks.grid()));
    }
    double count =
        tasks.gridShape(size).stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (count > MAXIMUM_TASKS) {
      throw new UsageException(
          "evaluation.tasks.grid %s is %.3g tasks, but there may be at most %d: set grid=[] and boundary-tasks instead"
              .formatted(tasks.grid(), count, MAXIMUM_TASKS));
    }
    if (tasks.boundaryTasks() > MAXIMUM_TASKS) {
      throw new UsageException(
          "evaluation.tasks.boundary-tasks may be at most %d, not %d"
              .formatted(MAXIMUM_TASKS, tasks.boundaryTasks()));
    }
    if (!tasks.low().isEmpty() && tasks.low().size() != size) {
      throw new UsageException(
          "evaluation.tasks.low must have a bound for each of %s's %d parameters, not %s"
              .formatted(family.id(), size, tasks.low()));
    }
    for (int i = 0; i < tasks.low().size(); i++) {
      if (!(tasks.low().get(i) <= tasks.high().get(i))) {
        throw new UsageException(
            "evaluation.tasks.low must not exceed high, as %s does %s"
                .formatted(tasks.low().get(i), tasks.high().get(i)));
      }
    }
    if (Stream.concat(tasks.low().stream(), tasks.high().stream())
        .anyMatch(bound -> bound.isInfinite())) {
      throw new UsageException(
          "evaluation.tasks.low and high must be finite, not %s and %s"
              .formatted(tasks.low(), tasks.high()));
    }
    if (!tasks.isEmpty() && TestTasks.of(tasks, family).tasks().isEmpty()) {
      throw new UsageException(
          "evaluation.tasks.boundary-only leaves none of grid %s: it has no task on the boundary"
              .formatted(tasks.grid()));
    }
  }

  private static void worstCase(EvaluationConfig evaluation) {
    WorstCaseConfig config = evaluation.worstCase();
    if (config.starts() == 0) {
      return;
    }
    if (evaluation.tasks().isEmpty()) {
      throw new UsageException(
          "evaluation.worst-case.starts is %d, but evaluation.tasks has neither a grid nor boundary-tasks, and nothing is evaluated without them"
              .formatted(config.starts()));
    }
    double visits = config.starts() * (config.steps() + 1.0);
    if (visits > MAXIMUM_TASKS) {
      throw new UsageException(
          "evaluation.worst-case visits %.3g tasks with %d starts of %d steps, but there may be at most %d"
              .formatted(visits, config.starts(), config.steps(), MAXIMUM_TASKS));
    }
  }

  private void wholeEpisodes(String key, int samples) {
    if (samples % family.horizon() != 0) {
      throw new UsageException(
          "%s must be a multiple of %s's horizon of %d, not %d"
              .formatted(key, family.id(), family.horizon(), samples));
    }
  }
}
