package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.EvaluationPool;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.reproduce.TrainedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelErrorPlanTest {
  @TempDir Path temporary;

  private List<TrainedRun> trained() {
    return List.of(
        TinyBoat.train(AdMrlAlgorithm.ADMRL, temporary.resolve("admrl")),
        TinyBoat.train(AdMrlAlgorithm.MB_UNIF, temporary.resolve("mb-unif")));
  }

  @Test
  void measuresEveryModelOnTheSameTransitionsOutsideOfTraining() {
    TinyBoat.with(
        temporary,
        () -> {
          List<TrainedRun> runs = trained();
          Path folder = temporary.resolve("figure");
          ModelErrorPlan plan = new ModelErrorPlan(runs, folder);
          assertThat(plan.jobs().stream().map(job -> List.of(job.task()[0], job.task()[1])))
              .containsExactly(
                  List.of(-5.0, -5.0), List.of(-5.0, 5.0), List.of(5.0, -5.0), List.of(5.0, 5.0));
          assertThat(plan.jobs()).noneMatch(ModelErrorJob::isDone);

          try (Workers workers = new Workers(2)) {
            assertThat(new EvaluationPool(workers, () -> false).run(List.of(plan), Progress.SILENT))
                .isTrue();
          }

          assertThat(plan.jobs())
              .allSatisfy(job -> {
                List<TaskError> errors = job.result();
                assertThat(errors).hasSize(2).allMatch(error -> error.rawError() > 0);
                assertThat(errors.getFirst()).isNotEqualTo(errors.getLast());
              });
          Figure figure =
              ModelErrorPlan.figure(runs, folder, new Provenance("test", "2026-01-01", List.of()));
          assertThat(figure.csv()).hasLineCount(1 + 4 * 2);

          // One run alone has other jobs, whose errors are those that it had beside the other.
          TaskError before = plan.jobs().getFirst().result().getLast();
          ModelErrorJob alone =
              AdaptationJobTest.sent(
                  new ModelErrorPlan(runs.subList(1, 2), folder).jobs().getFirst());
          assertThat(alone.isDone()).isFalse();
          alone.run(part -> {});
          assertThat(alone.result()).containsExactly(before);
        });
  }

  @Test
  void whatIsDamagedIsMeasuredAgain() {
    TinyBoat.with(
        temporary,
        () -> {
          ModelErrorJob job =
              new ModelErrorPlan(trained(), temporary.resolve("figure")).jobs().getFirst();
          job.run(part -> {});
          List<TaskError> measured = job.result();

          Files.writeString(temporary.resolve("figure/jobs/task-000.json"), "{");

          assertThat(job.isDone()).isFalse();
          assertThatThrownBy(job::result)
              .hasMessage("the models' errors on task [-5.0, -5.0] are not measured");
          job.run(part -> {});
          assertThat(job.result()).isEqualTo(measured);
        });
  }
}
