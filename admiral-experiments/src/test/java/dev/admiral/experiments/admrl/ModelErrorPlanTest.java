package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.admrl.AdMrl;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.DynamicsModel;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.experiments.admrl.ModelErrorJob.LearnedModel;
import dev.admiral.experiments.algorithm.EvaluationPool;
import dev.admiral.experiments.comparison.TestTasksConfig;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.reproduce.Reproduction.Method;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
                  List.of(-5 / 3.0, -5 / 3.0), // a river boat's Ψ is [−1, 1]²
                  List.of(-5 / 3.0, 5 / 3.0),
                  List.of(5 / 3.0, -5 / 3.0),
                  List.of(5 / 3.0, 5 / 3.0));
          assertThat(plan.jobs()).noneMatch(ModelErrorJob::isDone);

          try (Workers workers = new Workers(2)) {
            assertThat(new EvaluationPool(workers, () -> false).run(List.of(plan), Progress.SILENT))
                .isTrue();
          }

          assertThat(plan.jobs())
              .allSatisfy(job -> {
                List<TaskError> errors = job.result().tasks();
                assertThat(errors).hasSize(2).allMatch(error -> error.rawError() > 0);
                assertThat(errors.getFirst()).isNotEqualTo(errors.getLast());
              });
          Figure figure =
              ModelErrorPlan.figure(runs, folder, new Provenance("test", "2026-01-01", List.of()));
          assertThat(figure.csv()).hasLineCount(1 + 4 * 2);

          // One run alone has other jobs, whose errors are those that it had beside the other.
          TaskError before = plan.jobs().getFirst().result().tasks().getLast();
          ModelErrorJob alone =
              AdaptationJobTest.sent(
                  new ModelErrorPlan(runs.subList(1, 2), folder).jobs().getFirst());
          assertThat(alone.isDone()).isFalse();
          alone.run(part -> {});
          assertThat(alone.result().tasks()).containsExactly(before);
        });
  }

  @Test
  void readsAModelOnce() {
    TinyBoat.with(
        temporary,
        () -> {
          TrainedRun run = TinyBoat.train(AdMrlAlgorithm.ADMRL, temporary.resolve("admrl"));
          SlboConfig slbo = AdMrlAlgorithm.settings(run.config()).training().slbo();
          LearnedModel model =
              new ModelErrorPlan(List.of(run), temporary).jobs().getFirst().models().getFirst();
          DynamicsModel read = LoadedModels.get(model, slbo, new RiverBoat());

          assertThat(LoadedModels.get(model, slbo, new RiverBoat())).isSameAs(read);
          Checkpoint checkpoint = run.folder().checkpoints().latest().orElseThrow().checkpoint();
          assertThat(read.network().pack(read.parameters()))
              .isEqualTo(AdMrl.slboState(checkpoint).scope("model").floats("parameters"));
        });
  }

  private static TestTasksConfig tasks(RunConfig run) {
    return AdMrlAlgorithm.settings(ModelErrorPlan.tested(run)).evaluation().tasks();
  }

  private static RunConfig config(String family, String... assignments) {
    return RunConfig.of(
        AdMrlAlgorithm.ADMRL,
        new RunConfig.Request(family, "standard", 1, 1, 30, List.of(assignments)));
  }

  /** Ant-2D's are the paper's; Hopper-2D's Ψ is [−2, 2] × [1.2, 2]. */
  @Test
  void theTasksAreThoseOnTheBoundaryOfAWiderBox() {
    assertThat(tasks(config("ant-2d")))
        .isEqualTo(
            AdMrlAlgorithm.settings(
                    config("ant-2d").with(AdMrlReproduction.OUT_OF_DISTRIBUTION_TASKS))
                .evaluation()
                .tasks());
    TestTasksConfig hopper = tasks(config("hopper-2d"));
    assertThat(hopper.boundaryOnly()).isTrue();
    assertThat(hopper.low().get(0)).isCloseTo(-10 / 3.0, within(1e-12));
    assertThat(hopper.low().get(1)).isCloseTo(1.6 - 2 / 3.0, within(1e-12));
    assertThat(hopper.high().get(1)).isCloseTo(1.6 + 2 / 3.0, within(1e-12));

    TestTasksConfig own =
        tasks(
            config("hopper-2d", "evaluation.tasks.low=[-2, 1.2]", "evaluation.tasks.high=[2, 2]"));
    assertThat(own.boundaryOnly()).isTrue();
    assertThat(own.low()).containsExactly(-2.0, 1.2);
    assertThat(own.high()).containsExactly(2.0, 2.0);
  }

  @Test
  void theBudgetSaysWhoseTransitionsTheyAre() {
    assertThat(ModelErrorPlan.budget(config("ant-2d")))
        .isEqualTo(
            "Transitions: for each test task 50 episodes of the policy that TRPO reached on it in"
                + " the simulator, the better of two searches from fresh policies of 50 updates of"
                + " 4000 samples each. Test tasks on the boundary of [−5, 5] × [−5, 5].");
  }

  @Test
  void theTimeIsForetold() {
    TinyBoat.with(
        temporary,
        () -> {
          RunConfig config = TinyBoat.config(AdMrlAlgorithm.ADMRL, List.of());
          TrainedRun run =
              new TrainedRun(new Method("admrl", "AdMRL"), config, new RunFolder(temporary));

          assertThat(AdMrlReproduction.MODEL_ERROR.measuringTime(List.of(run), 2)).isPositive();
          assertThat(AdMrlReproduction.TASKS.measuringTime(List.of(run), 2)).isZero();
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
          ModelErrorJob.Errors measured = job.result();

          Files.writeString(temporary.resolve("figure/jobs/task-000.json"), "{");

          assertThat(job.isDone()).isFalse();
          assertThatThrownBy(job::result)
              .hasMessage(
                  "the error of the models on task %s is not measured"
                      .formatted(Arrays.toString(job.task())));
          job.run(part -> {});
          assertThat(job.result()).isEqualTo(measured);
        });
  }
}
