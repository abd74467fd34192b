package dev.admiral.experiments.figure;

import dev.admiral.experiments.report.ResultText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a method visits the boundary of Ψ sooner and more often than the others. */
final class BoundaryVerdict {
  static final Claim CLAIM =
      new Claim(
          Claim.ADMRL,
          "“Our method can quickly visit the hard tasks on the boundary […]. On the contrary,"
              + " sampling randomly from uniform or gaussian distribution has much less probability"
              + " to visit the tasks on the boundary” (Lin et al., 2020, section 5.2 and figure"
              + " 4a).");

  private BoundaryVerdict() {}

  /** The means over training seeds; a seed that never was on the boundary makes {@code first} ∞. */
  private record Habit(String label, int models, double first, double share) {
    static Habit of(MethodRuns method) {
      List<BoundaryVisits> runs = method.runs().stream().map(BoundaryVisits::new).toList();
      return new Habit(
          method.label(),
          runs.size(),
          runs.stream().mapToDouble(Habit::first).average().orElseThrow(),
          runs.stream().mapToDouble(BoundaryVisits::share).average().orElseThrow());
    }

    private static double first(BoundaryVisits run) {
      return run.first().isPresent() ? run.first().getAsInt() : Double.POSITIVE_INFINITY;
    }

    String text() {
      String when =
          share == 0
              ? "never"
              : Double.isInfinite(first)
                  ? "not with every training seed"
                  : "first with task " + ResultText.coordinate(Math.rint(10 * first) / 10);
      return "%s %s, %d %% of its tasks".formatted(label, when, Math.round(100 * share));
    }
  }

  static String on(List<MethodRuns> methods) {
    String numbers =
        "On the boundary (means over training seeds): "
            + methods.stream().map(Habit::of).map(Habit::text).collect(Collectors.joining("; "))
            + ".";
    Map<Boolean, List<MethodRuns>> claimed =
        methods.stream()
            .collect(Collectors.partitioningBy(method -> method.method().equals(CLAIM.method())));
    List<Habit> own = claimed.getOrDefault(true, List.of()).stream().map(Habit::of).toList();
    List<Habit> others = claimed.getOrDefault(false, List.of()).stream().map(Habit::of).toList();
    if (own.isEmpty()) {
      return "**Not tested**: %s was not measured. %s".formatted(CLAIM.method(), numbers);
    }
    if (others.isEmpty()) {
      return "**Not tested**: %s was measured alone. %s".formatted(own.getFirst().label(), numbers);
    }
    boolean once =
        own.getFirst().models() == 1 || others.stream().anyMatch(one -> one.models() == 1);
    return "**%s**: %s".formatted(headline(own.getFirst(), others, once), numbers);
  }

  private static String headline(Habit own, List<Habit> others, boolean once) {
    boolean sooner = others.stream().allMatch(other -> own.first() < other.first());
    boolean moreOften = others.stream().allMatch(other -> own.share() > other.share());
    if (!sooner && !moreOften) {
      return "Does NOT appear";
    }
    String headline =
        sooner && moreOften
            ? "Appears"
            : sooner
                ? "Appears in part (sooner on the boundary, not more often)"
                : "Appears in part (more often on the boundary, not sooner)";
    return once ? headline + Verdict.ONCE : headline;
  }
}
