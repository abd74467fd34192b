package dev.admiral.experiments.figure;

import dev.admiral.experiments.report.ResultText;
import java.util.List;
import java.util.Optional;

/**
 * Figure 1 of Lin et al. (NeurIPS 2020), {@code admrl-pearl-motivation}: the gap of a method that draws its training
 * tasks, over a grid of velocities.
 */
public final class MotivationFigure {
  private static final String SLOW = "slow";

  private MotivationFigure() {}

  /**
   * A map of the gap.
   *
   * @param method with velocities for tasks
   */
  public static Figure of(MethodRuns method, Provenance provenance) {
    Comparison comparison = Comparison.of(List.of(method));
    Claim claim =
        new Claim(
            SLOW,
            "“High-velocity tasks tend to perform worse, which implies that if the test task"
                + " distribution shift towards high-velocity tasks, the performance will degrade”"
                + " (Lin et al., 2020, figure 1, of PEARL on Ant-2D).");
    return new GapFigure(
            "admrl-pearl-motivation",
            "Sub-optimality gap of every velocity",
            claim,
            true,
            Optional.empty())
        .of(comparison, List.of(finding(comparison, comparison.methods().getFirst())), provenance);
  }

  /** Whether the slower half of the tasks has the smaller gap. */
  private static String finding(Comparison comparison, MethodRuns method) {
    double[] speeds =
        comparison.tasks().stream().mapToDouble(MotivationFigure::speed).sorted().toArray();
    double middle = speeds[(speeds.length - 1) / 2];
    List<List<Double>> slow =
        comparison.tasks().stream().filter(task -> speed(task) <= middle).toList();
    List<List<Double>> fast =
        comparison.tasks().stream().filter(task -> speed(task) > middle).toList();
    if (fast.isEmpty()) {
      return "**Not tested**: all tasks are equally fast.";
    }
    int samples = method.sampleSizes().getLast();
    String limit = ResultText.coordinate(middle);
    return new Verdict("mean gap at " + Samples.text(samples), true)
        .on(
            SLOW,
            List.of(
                contender(
                    comparison,
                    method,
                    SLOW,
                    "the slower half (%d tasks of speed ≤ %s)",
                    slow,
                    limit),
                contender(comparison, method, "fast", "the faster half (%d tasks)", fast, limit)));
  }

  private static Contender contender(
      Comparison comparison,
      MethodRuns method,
      String id,
      String label,
      List<List<Double>> tasks,
      String limit) {
    return new Contender(
        id,
        label.formatted(tasks.size(), limit),
        Comparison.scores(method, tasks, method.sampleSizes().getLast()),
        Quantity.MEAN_GAP.statistic(comparison.optima(tasks)));
  }

  private static double speed(List<Double> task) {
    return Math.sqrt(task.stream().mapToDouble(x -> x * x).sum());
  }
}
