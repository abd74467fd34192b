package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.admrl.WorstCaseConfig;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.NetworkSize;
import dev.admiral.experiments.comparison.TestTasksCheck;
import dev.admiral.task.TaskFamily;
import java.util.Locale;

/** What must hold between settings, which no single one of their records can see. */
final class SettingsCheck {
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
    TestTasksCheck check = new TestTasksCheck("evaluation", family);
    check.tasks(evaluation.tasks());
    worstCase(evaluation);
    check.wholeEpisodes("training.samples", training.samples());
    check.wholeEpisodes("training.slbo.training.samples", slbo.training().samples());
    check.wholeEpisodes("evaluation.adaptation.samples", evaluation.adaptation().samples());
    check.wholeEpisodes("evaluation.optimum.samples", evaluation.optimum().samples());
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
    if (visits > TestTasksCheck.MAXIMUM_TASKS) {
      throw new UsageException(
          "evaluation.worst-case visits %.3g tasks with %d starts of %d steps, but there may be at most %d"
              .formatted(visits, config.starts(), config.steps(), TestTasksCheck.MAXIMUM_TASKS));
    }
  }
}
