package dev.admiral.experiments.admrl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.task.TaskFamily;
import java.util.List;
import java.util.Map;

/** What is known of a training whose result was not measured: the tasks that it visited. */
final class UnmeasuredEvaluation {
  private UnmeasuredEvaluation() {}

  static Evaluation of(TrainedRun run) {
    TaskFamily family =
        AdMrlAlgorithm.family(AdMrlAlgorithm.settings(run.config()), run.config().environment());
    Checkpoint latest =
        run.folder()
            .checkpoints()
            .latest()
            .orElseThrow(() -> new UsageException(run.folder().path() + " has no checkpoint"))
            .checkpoint();
    return new Evaluation(
        run.method().algorithm(),
        family.id(),
        family.parameterNames(),
        family.parameters(),
        List.of(),
        List.of(),
        List.of(),
        AdMrlEvaluationPlan.visitedTasks(latest, family),
        Map.of());
  }
}
