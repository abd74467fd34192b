package dev.admiral.experiments.report;

import dev.admiral.admrl.WorstCasePath;
import dev.admiral.admrl.WorstCasePath.Point;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.experiments.metrics.JsonLinesMetricWriter;
import dev.admiral.experiments.metrics.MetricWriter;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.TaskGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A made-up run folder that looks like a real one. */
final class SampleRun {
  private static final Box HOPPER = Box.of(new double[] {-2, 1.2}, new double[] {2, 2});

  private SampleRun() {}

  /** Writes config.yaml, metrics.jsonl and evaluation.json. */
  static Path write(Path folder, String method, long seed, double strength) throws IOException {
    Files.createDirectories(folder);
    writeConfig(folder, method, seed);
    writeMetrics(folder, seed, strength);
    EvaluationJson.write(evaluation(method, seed, strength), folder.resolve("evaluation.json"));
    return folder;
  }

  /** Writes evaluation.json again, with other notes. */
  static void note(Path folder, Map<String, String> notes) {
    Evaluation e = EvaluationJson.read(folder.resolve("evaluation.json"));
    EvaluationJson.write(
        new Evaluation(
            e.method(),
            e.family(),
            e.parameterNames(),
            e.parameters(),
            e.gridShape(),
            e.results(),
            e.optima(),
            e.visitedTasks(),
            notes),
        folder.resolve("evaluation.json"));
  }

  /** The same without a search for A*. */
  static Evaluation withoutOptima(Evaluation e) {
    return new Evaluation(
        e.method(),
        e.family(),
        e.parameterNames(),
        e.parameters(),
        e.gridShape(),
        e.results(),
        List.of(),
        e.visitedTasks(),
        e.notes());
  }

  static void writeConfig(Path folder, String method, long seed) throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        algorithm: %s
        environment: hopper-2d
        preset: quick
        seed: %d
        threads: 2
        begun: 2026-01-31T12:34:56Z
        settings:
          tasks: 20
          note: <script>alert("&")</script>
        versions:
          admiral: 0.1.0
          java: 25.0.1+8
          os: Linux 6.1 amd64
        """
            .formatted(method, seed));
  }

  static void writeMetrics(Path folder, long seed, double strength) {
    RandomStream random = RandomStream.of(seed);
    try (MetricWriter writer = JsonLinesMetricWriter.open(folder.resolve("metrics.jsonl"), 0)) {
      for (int update = 1; update <= 60; update++) {
        double learned = 1 - Math.exp(-update / 18.0);
        Metrics metrics =
            new Metrics(update)
                .put("task/index", 1 + update / 3)
                .put("task/psi_0", random.nextDouble(-2, 2))
                .put("task/psi_1", random.nextDouble(1.2, 2))
                .put("rollout/ep_rew_mean", 1500 * learned * strength + 60 * random.nextGaussian())
                .put("model/loss", 0.8 * Math.exp(-update / 14.0) + 0.01)
                .put("model/validation_loss", 0.9 * Math.exp(-update / 15.0) + 0.02)
                .put("virtual/ep_rew_mean", 1600 * learned + 40 * random.nextGaussian())
                .put("train/value_loss", 5 / (1 + 0.1 * update))
                .put("time/update_seconds", 6 + random.nextDouble());
        if (update % 3 == 1) {
          metrics
              .put("meta/untrained_return", 120 + 30 * random.nextGaussian())
              .put("meta/zero_shot_return", 1200 * learned * strength + 50 * random.nextGaussian())
              .put("meta/adapted_return", 1500 * learned * strength + 50 * random.nextGaussian())
              .put("task/gradient_norm", 30 * Math.exp(random.nextGaussian()))
              .put("task/cg_residual", 1e-3 * Math.exp(random.nextGaussian()));
        }
        writer.write(metrics);
      }
    }
  }

  static Evaluation evaluation(String method, long seed, double strength) {
    RandomStream random = RandomStream.of(seed);
    List<AdaptationResult> results = new ArrayList<>();
    List<OptimalReturn> optima = new ArrayList<>();
    for (double[] task : TaskGrid.cube(HOPPER, 6).tasks()) {
      double edge = Math.pow(task[0] / 2, 2) + Math.pow((task[1] - 1.6) / 0.4, 2);
      double best = 1750 - 150 * edge;
      optima.add(new OptimalReturn(task, best, 12, 40_000, "SLBO from the trained model"));
      for (int samples : List.of(0, 2000, 4000, 6000)) {
        for (long s = 1; s <= 3; s++) {
          double gap = (120 + 300 * edge * (1.4 - strength)) * Math.exp(-samples / 9000.0);
          double noise = 40 * random.nextGaussian();
          results.add(new AdaptationResult(task, s, samples, best - gap + noise, 15, 20));
        }
      }
    }
    List<VisitedTask> visited = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      double[] task = {random.nextDouble(-2, 2), random.nextDouble(1.2, 2)};
      if (strength > 0.9 && i > 4) {
        task[i % 2] = random.nextDouble() < 0.5 ? HOPPER.low(i % 2) : HOPPER.high(i % 2);
      }
      visited.add(new VisitedTask(i, task));
    }
    return new Evaluation(
        method,
        "hopper-2d",
        List.of("target x velocity [m/s]", "target height [m]"),
        HOPPER,
        List.of(6, 6),
        results,
        optima,
        visited,
        Map.of("optimum", "SLBO continued from the trained model for 40 000 real samples a task"));
  }

  /** With a made-up search: the largest gap is 901 at (−1, 1.3) at first, then 650 at (0.5, 1.7). */
  static Evaluation searched(Evaluation e) {
    return new Evaluation(
        e.method(),
        e.family(),
        e.parameterNames(),
        e.parameters(),
        e.gridShape(),
        e.results(),
        e.optima(),
        e.visitedTasks(),
        List.of(
            new WorstCasePath(
                List.of(
                    new Point(
                        List.of(-0.5, 1.4),
                        List.of(900.0, 1200.0, 1300.0, 1400.0),
                        1500,
                        List.of(1.0, 1.0)),
                    new Point(
                        List.of(-1.0, 1.3),
                        List.of(599.0, 1200.0, 1300.0, 1400.0),
                        1500,
                        List.of(1.0, 1.0)))),
            new WorstCasePath(
                List.of(
                    new Point(
                        List.of(0.5, 1.7),
                        List.of(700.0, 750.0, 850.0, 850.0),
                        1500,
                        List.of(1.0, 1.0))))),
        e.notes());
  }
}
