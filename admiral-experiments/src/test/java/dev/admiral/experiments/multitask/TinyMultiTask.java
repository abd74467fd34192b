package dev.admiral.experiments.multitask;

import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.reproduce.Reproduction.Method;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The smallest trainings that there are, on 2D-Navigation. */
final class TinyMultiTask {
  /** Of a policy gradient's method. */
  static final List<String> GRADIENT =
      List.of(
          "training.iterations=2",
          "training.tasks=2",
          "training.episodes=3",
          "training.policy-hidden=[8]");

  /** Of PEARL. */
  static final List<String> PEARL =
      List.of(
          "training.iterations=2",
          "training.training-tasks=3",
          "training.tasks-per-iteration=2",
          "training.initial-samples=20",
          "training.prior-samples=20",
          "training.extra-samples=20",
          "training.updates=2",
          "training.meta-batch=2",
          "training.batch-size=8",
          "training.context-size=8",
          "training.hidden=[8]",
          "training.encoder-hidden=[8]",
          "training.capacity=2000");

  private static final List<String> TEST =
      List.of(
          "tasks.grid=[2]",
          "seeds=2",
          "adaptation.stages=2",
          "adaptation.samples=40",
          "adaptation.episodes=3",
          "optimum.updates=2",
          "optimum.samples=100");

  private TinyMultiTask() {}

  /**
   * A training from its beginning to its end.
   *
   * @param training {@link #GRADIENT} or {@link #PEARL}
   * @param group of the settings of the test
   */
  static TrainedRun train(
      String id, List<String> training, String group, Path path, String... assignments) {
    List<String> all = new ArrayList<>(training);
    all.add("family.horizon=10");
    TEST.forEach(test -> all.add(group + "." + test));
    all.addAll(List.of(assignments));
    Algorithm<?> algorithm = Algorithms.standard().get(id);
    RunConfig config =
        RunConfig.of(algorithm, new RunConfig.Request("navigation-2d", "quick", 1, 1, 30, all));
    RunFolder folder = RunFolder.create(path);
    AtomicFile.write(folder.config(), config.toYaml());
    try (StopSignal never = StopSignal.listen()) {
      var _ = Experiment.of(Algorithms.standard(), config, folder).train(Progress.SILENT, never);
    }
    return new TrainedRun(new Method(id, id), config, folder);
  }
}
