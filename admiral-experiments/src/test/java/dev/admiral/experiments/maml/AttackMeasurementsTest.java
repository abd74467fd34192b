package dev.admiral.experiments.maml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackMeasurementsTest {
  @TempDir Path temporary;

  /** Five iterations with milestones after 2, 4 and 5. */
  private TrainedRun run(Reproduction.Method method, long seed) {
    MamlAlgorithm algorithm = MamlAlgorithm.of(method.algorithm());
    RunConfig config =
        RunConfig.of(
            algorithm,
            new RunConfig.Request(
                "navigation-2d",
                "quick",
                seed,
                1,
                30,
                List.of(
                    "training.iterations=5",
                    "training.milestone-interval=2",
                    "training.tasks=2",
                    "training.episodes=2",
                    "training.policy-hidden=[4]",
                    "fine-tuning.clean-iterations=4",
                    "family.horizon=5",
                    "attack.strengths=[0.2, 0.5, 0.8]")));
    return new TrainedRun(
        method, config, new RunFolder(temporary.resolve(algorithm.id() + "-" + seed)));
  }

  private List<TrainedRun> runs(int seeds) {
    List<TrainedRun> runs = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (Reproduction.Method method : MamlReproduction.TABLE.methods()) {
        runs.add(run(method, seed));
      }
    }
    return runs;
  }

  @ParameterizedTest
  @CsvSource({
    // Of 4 methods with 2 seeds: 8 generators; clean, and under the generator of each of the 4.
    "TABLE, 8, 40",
    // Two attacks at three strengths.
    "STRENGTH, 8, 48",
    // Two attacks at two milestones that all methods share and one of each, a generator for each
    // policy.
    "CONVERGENCE, 12, 24",
    "CLEAN, 0, 8",
  })
  void everyJobIsDoneOnce(MamlReproduction experiment, long generators, long tests) {
    List<AttackedTestJob> jobs =
        new AttackMeasurements(runs(2), TrainedSteps.FORETOLD).jobs(experiment);

    assertThat(AttackWork.of(jobs)).isEqualTo(new AttackWork(generators, tests));
    assertThat(jobs).doesNotHaveDuplicates();
    // Those that train a generator come first.
    assertThat(jobs.stream().map(AttackedTestJob::work).toList())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  /** The policy that is measured in the end is among the milestones, so its job is too. */
  @Test
  void whatIsForetoldIsWhatATrainingLeaves() {
    TrainedRun run = run(MamlReproduction.TABLE.methods().getFirst(), 1);
    RunFolder.create(run.folder().path());
    AtomicFile.write(run.folder().config(), run.config().toYaml());
    try (StopSignal never = StopSignal.listen()) {
      var _ =
          Experiment.of(Algorithms.standard(), run.config(), run.folder())
              .train(Progress.SILENT, never);
    }

    assertThat(TrainedSteps.FORETOLD.milestones(run)).containsExactly(2L, 4L, 5L);
    assertThat(TrainedSteps.REACHED.milestones(run)).containsExactly(2L, 4L, 5L);
    assertThat(TrainedSteps.FORETOLD.last(run)).isEqualTo(5);
    assertThat(TrainedSteps.REACHED.last(run)).isEqualTo(5);
  }

  @Test
  void timeIsSharedByTheWorkersButATestWaitsForItsGenerator() {
    AttackWork work = new AttackWork(4, 20);
    assertThat(work.seconds(100, 5, 1)).isEqualTo(500);
    assertThat(work.seconds(100, 5, 2)).isEqualTo(250);
    assertThat(work.seconds(100, 5, 64)).isEqualTo(105);
    assertThat(new AttackWork(0, 8).seconds(100, 5, 64)).isEqualTo(5);
  }
}
