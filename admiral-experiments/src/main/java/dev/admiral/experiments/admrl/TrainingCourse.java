package dev.admiral.experiments.admrl;

import dev.admiral.experiments.figure.LearningRun;
import dev.admiral.experiments.figure.MeasuredTraining;
import dev.admiral.experiments.metrics.MetricHistory;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.learner.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a training went: the return on the tasks at hand against the real samples that it had used. Those that were
 * taken for a metric alone, {@code rollout/monitor_samples}, do not count: a training is the same method without them.
 */
final class TrainingCourse {
  /** After adaptation, where the method adapts; the first that a method logs is taken. */
  private static final List<String> RETURNS =
      List.of("meta/adapted_return", "meta/after_return", "rollout/ep_rew_mean");

  private static final List<String> SAMPLES =
      List.of("rollout/real_samples", "rollout/gradient_samples", "rollout/plateau_samples");

  private TrainingCourse() {}

  static MeasuredTraining of(TrainedRun run) {
    return of(
        run.method().algorithm(),
        run.method().label(),
        run.config().seed(),
        MetricHistory.read(run.folder().metrics()));
  }

  static MeasuredTraining of(String method, String label, long seed, MetricHistory history) {
    String tag =
        RETURNS.stream().filter(history.tags()::contains).findFirst().orElse(RETURNS.getLast());
    Map<String, Double> counts = new HashMap<>();
    List<Double> samples = new ArrayList<>();
    List<Double> returns = new ArrayList<>();
    for (Metrics update : history.updates()) {
      for (String counted : SAMPLES) {
        Double count = update.values().get(counted);
        if (count != null) {
          counts.put(counted, count);
        }
      }
      Double reached = update.values().get(tag);
      if (reached != null) {
        samples.add(sum(counts));
        returns.add(reached);
      }
    }
    return new MeasuredTraining(
        new LearningRun(method, label, seed, samples, returns), Math.round(sum(counts)));
  }

  private static double sum(Map<String, Double> counts) {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
