package dev.admiral.experiments.admrl;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.FamiliesOnClassPath;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.reproduce.Reproduction.Method;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.StopSignal;
import java.nio.file.Path;
import java.util.List;

/** The smallest trainings that there are, on a family that needs no MuJoCo. */
final class TinyBoat {
  private static final List<String> TINY =
      List.of(
          "training.tasks=3",
          "training.zero-shot-iterations=2",
          "training.stages=2",
          "training.first-task-stages=3",
          "training.stage-iterations=2",
          "training.samples=100",
          "training.diagnostic-episodes=3",
          "training.gradient.episodes=4",
          "training.gradient.iterations=5",
          "training.slbo.policy-hidden=[8]",
          "training.slbo.model.hidden=[16]",
          "training.slbo.training.model-steps=5",
          "training.slbo.training.policy-steps=1",
          "training.slbo.training.samples=100",
          "training.slbo.trpo.value.hidden=[8]",
          "evaluation.tasks.grid=[2]",
          "evaluation.seeds=2",
          "evaluation.adaptation.zero-shot-iterations=1",
          "evaluation.adaptation.stages=2",
          "evaluation.adaptation.samples=50",
          "evaluation.adaptation.stage-iterations=1",
          "evaluation.adaptation.episodes=3",
          "evaluation.optimum.updates=1",
          "evaluation.optimum.samples=100");

  private TinyBoat() {}

  /** Runs with the family registered. */
  static void with(Path folder, FamiliesOnClassPath.Action action) {
    FamiliesOnClassPath.with(folder, List.of(RiverBoat.class.getName()), action);
  }

  static RunConfig config(AdMrlAlgorithm algorithm, List<String> assignments) {
    return RunConfig.of(algorithm, new RunConfig.Request("river-boat", "quick", 1, 1, 30, TINY))
        .with(assignments);
  }

  /** A training from its beginning to its end. */
  static TrainedRun train(AdMrlAlgorithm algorithm, Path path, String... assignments) {
    RunConfig config = config(algorithm, List.of(assignments));
    RunFolder folder = RunFolder.create(path);
    AtomicFile.write(folder.config(), config.toYaml());
    try (StopSignal never = StopSignal.listen()) {
      var _ = Experiment.of(Algorithms.standard(), config, folder).train(Progress.SILENT, never);
    }
    return new TrainedRun(new Method(algorithm.id(), algorithm.name()), config, folder);
  }
}
