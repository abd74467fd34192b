package dev.admiral.experiments.figure;

import java.util.List;
import java.util.Optional;

/** Verdicts on a comparison's numbers. */
final class Findings {
  private Findings() {}

  /** On {@code quantity} over {@code tasks} at the largest n that all methods share. */
  static String atLastSamples(
      Comparison comparison,
      String method,
      Quantity quantity,
      String quantityText,
      List<List<Double>> tasks) {
    if (comparison.lastSharedSamples().isEmpty()) {
      return "**Not tested**: no number of samples n was measured for every method.";
    }
    int samples = comparison.lastSharedSamples().getAsInt();
    List<Contender> contenders =
        comparison.methods().stream()
            .map(one -> contender(comparison, one, quantity, tasks, samples))
            .toList();
    return new Verdict(quantityText + " at " + Samples.text(samples), quantity.lowerIsBetter())
        .on(method, contenders);
  }

  /** The same over all tasks. */
  static String atLastSamples(Comparison comparison, String method, Quantity quantity) {
    return atLastSamples(comparison, method, quantity, quantity.text(), comparison.tasks());
  }

  /**
   * Whether {@code method} without a single real sample has a higher mean return than the others after
   * their largest n; empty where either side was not measured.
   */
  static Optional<String> zeroShot(Comparison comparison, String method) {
    List<MethodRuns> subject =
        comparison.methods().stream().filter(one -> one.method().equals(method)).toList();
    if (comparison.methods().size() < 2
        || subject.isEmpty()
        || subject.getFirst().sampleSizes().getFirst() != 0) {
      return Optional.empty();
    }
    List<Contender> contenders =
        comparison.methods().stream()
            .map(one ->
                contender(
                    comparison,
                    one,
                    Quantity.MEAN_RETURN,
                    comparison.tasks(),
                    one.method().equals(method) ? 0 : one.sampleSizes().getLast()))
            .toList();
    Verdict verdict =
        new Verdict(
            "mean return when %s is zero-shot and every other has its largest n"
                .formatted(subject.getFirst().label()),
            false);
    return Optional.of(verdict.on(method, contenders));
  }

  private static Contender contender(
      Comparison comparison,
      MethodRuns method,
      Quantity quantity,
      List<List<Double>> tasks,
      int samples) {
    return new Contender(
        method.method(),
        method.label(),
        Comparison.scores(method, tasks, samples),
        quantity.statistic(comparison.optima(tasks)));
  }
}
