package dev.admiral.experiments.figure;

import java.util.List;
import java.util.Optional;

/** Verdicts on a comparison's numbers. */
final class Findings {
  private Findings() {}

  /** On {@code quantity} over {@code tasks} at the largest n that all methods share. */
  static String atLastSamples(
      Comparison comparison,
      Claim claim,
      Quantity quantity,
      String quantityText,
      List<List<Double>> tasks) {
    if (comparison.lastSharedSamples().isEmpty()) {
      return "**Not tested**: no number of samples n was measured for every method.";
    }
    int samples = comparison.lastSharedSamples().getAsInt();
    List<Contender> contenders =
        concerned(comparison, claim).stream()
            .map(one -> contender(comparison, one, quantity, tasks, samples))
            .toList();
    String measured = quantityText + " at " + Samples.text(samples);
    if (rivalsAreMissing(comparison, claim)) {
      return "**Not tested**: none of %s was measured%s."
          .formatted(
              String.join(", ", claim.rivals()),
              contenders.isEmpty() ? "" : "; " + values(measured, contenders));
    }
    return new Verdict(measured, quantity.lowerIsBetter()).on(claim.method(), contenders);
  }

  /** The same over all tasks. */
  static String atLastSamples(Comparison comparison, Claim claim, Quantity quantity) {
    return atLastSamples(comparison, claim, quantity, quantity.text(), comparison.tasks());
  }

  /**
   * What was measured of methods that the claim says nothing of, at the largest n that all methods share; empty where
   * there are none.
   */
  static Optional<String> beside(Comparison comparison, Claim claim, Quantity quantity) {
    List<MethodRuns> others =
        comparison.methods().stream().filter(one -> !claim.concerns(one.method())).toList();
    if (others.isEmpty() || comparison.lastSharedSamples().isEmpty()) {
      return Optional.empty();
    }
    int samples = comparison.lastSharedSamples().getAsInt();
    return Optional.of(
        "Not in the claim: %s."
            .formatted(
                values(
                    quantity.text() + " at " + Samples.text(samples),
                    others.stream()
                        .map(one ->
                            contender(comparison, one, quantity, comparison.tasks(), samples))
                        .toList())));
  }

  /**
   * Whether the claim's method without a single real sample has a higher mean return than its rivals after
   * their largest n; empty where either side was not measured.
   */
  static Optional<String> zeroShot(Comparison comparison, Claim claim) {
    List<MethodRuns> concerned = concerned(comparison, claim);
    Optional<MethodRuns> subject =
        concerned.stream().filter(one -> one.method().equals(claim.method())).findFirst();
    if (concerned.size() < 2 || subject.isEmpty() || subject.get().sampleSizes().getFirst() != 0) {
      return Optional.empty();
    }
    List<Contender> contenders =
        concerned.stream()
            .map(one ->
                contender(
                    comparison,
                    one,
                    Quantity.MEAN_RETURN,
                    comparison.tasks(),
                    one.method().equals(claim.method()) ? 0 : one.sampleSizes().getLast()))
            .toList();
    Verdict verdict =
        new Verdict(
            "mean return when %s is zero-shot and every other has its largest n"
                .formatted(subject.get().label()),
            false);
    return Optional.of(verdict.on(claim.method(), contenders));
  }

  private static List<MethodRuns> concerned(Comparison comparison, Claim claim) {
    return comparison.methods().stream().filter(one -> claim.concerns(one.method())).toList();
  }

  /** Whether a claim names its rivals, and others than these were measured. */
  private static boolean rivalsAreMissing(Comparison comparison, Claim claim) {
    return !claim.rivals().isEmpty()
        && concerned(comparison, claim).stream()
            .allMatch(one -> one.method().equals(claim.method()));
  }

  /** {@code the mean return at n = 6000 is 1573 [1567, 1578] (AdMRL)}. */
  private static String values(String quantity, List<Contender> contenders) {
    return "the %s is %s".formatted(quantity, Verdict.texts(contenders));
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
