package dev.admiral.experiments.figure;

import dev.admiral.experiments.report.ResultText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Whether the numbers show what a claim says: that one method has the lowest, or the highest, value.
 *
 * @param quantity what is compared, such as {@code worst-case gap Gₙᵐᵃˣ at n = 6000}
 * @param lowerIsBetter which end wins
 */
record Verdict(String quantity, boolean lowerIsBetter) {
  /** Where a method was trained once only: training again may change more than measuring again. */
  static final String ONCE = ", with one training seed";

  private static final double CLEAR = 0.95;

  /** The verdict on a claim about {@code method}, in Markdown. */
  String on(String method, List<Contender> contenders) {
    Optional<Contender> subject =
        contenders.stream().filter(contender -> contender.method().equals(method)).findFirst();
    if (subject.isEmpty()) {
      return "**Not tested**: %s was not measured. The %s %s is %s."
          .formatted(method, superlative(), quantity, text(best(contenders)));
    }
    List<Contender> rivals =
        contenders.stream().filter(contender -> !contender.method().equals(method)).toList();
    if (rivals.isEmpty()) {
      return "**Not tested**: %s was measured alone: %s %s."
          .formatted(
              subject.get().label(), quantity, ResultText.interval(subject.get().interval()));
    }
    return on(subject.get(), rivals);
  }

  private String on(Contender subject, List<Contender> rivals) {
    Contender rival = best(rivals);
    double own = subject.interval().estimate();
    double other = rival.interval().estimate();
    boolean appears = lowerIsBetter ? own < other : own > other;
    if (!appears && own == other) {
      return "**Does NOT appear**: %s and %s have the same %s, %s."
          .formatted(subject.label(), rival.label(), quantity, ResultText.number(own));
    }
    String ranking =
        appears
            ? "%s has the %s %s, %s, against %s."
                .formatted(
                    subject.label(),
                    extreme(1 + rivals.size()),
                    quantity,
                    ResultText.interval(subject.interval()),
                    texts(rivals))
            : "%s has the %s %s, %s; %s has %s%s."
                .formatted(
                    rival.label(),
                    extreme(1 + rivals.size()),
                    quantity,
                    ResultText.interval(rival.interval()),
                    subject.label(),
                    ResultText.interval(subject.interval()),
                    others(rivals, rival));
    return "**%s**: %s %s"
        .formatted(headline(appears, subject, rivals), ranking, certainty(subject, rivals));
  }

  private String headline(boolean appears, Contender subject, List<Contender> rivals) {
    if (!appears) {
      boolean isOpen =
          known(subject, rivals)
              && rivals.stream().allMatch(rival -> probabilityBetter(subject, rival) > 1 - CLEAR);
      return isOpen ? "Does NOT appear, but is not ruled out" : "Does NOT appear";
    }
    if (!known(subject, rivals)) {
      return "Appears, of unknown certainty";
    }
    boolean clear = rivals.stream().allMatch(rival -> probabilityBetter(subject, rival) >= CLEAR);
    String headline = clear ? "Appears" : "Appears, but not clearly";
    boolean once = subject.models() == 1 || rivals.stream().anyMatch(rival -> rival.models() == 1);
    return once ? headline + ONCE : headline;
  }

  private String certainty(Contender subject, List<Contender> rivals) {
    if (!known(subject, rivals)) {
      return "Not every method has an interval, so how certain this is cannot be said.";
    }
    List<Contender> overlapping =
        rivals.stream().filter(rival -> subject.interval().overlaps(rival.interval())).toList();
    String overlap =
        overlapping.isEmpty()
            ? "The interval of %s overlaps no other"
            : "The interval of %s overlaps that of "
                + overlapping.stream().map(Contender::label).collect(Collectors.joining(", "));
    String shares =
        rivals.stream()
            .map(rival ->
                "%s in %s"
                    .formatted(
                        rivals.size() == 1 ? "" : "than " + rival.label(),
                        percent(probabilityBetter(subject, rival)))
                    .strip())
            .collect(Collectors.joining(", "));
    return "%s; it is %s %s of bootstrap samples."
        .formatted(overlap.formatted(subject.label()), comparative(), shares);
  }

  private static boolean known(Contender subject, List<Contender> rivals) {
    return subject.interval().isKnown()
        && rivals.stream().allMatch(rival -> rival.interval().isKnown());
  }

  private double probabilityBetter(Contender subject, Contender rival) {
    return lowerIsBetter ? subject.probabilityBelow(rival) : rival.probabilityBelow(subject);
  }

  /** Never 0 % or 100 % of what was only sampled. */
  private static String percent(double share) {
    long rounded = Math.round(100 * share);
    return rounded == 100 ? "over 99 %" : rounded == 0 ? "under 1 %" : rounded + " %";
  }

  private String extreme(int contenders) {
    return contenders == 2 ? comparative() : superlative();
  }

  private String superlative() {
    return lowerIsBetter ? "lowest" : "highest";
  }

  private String comparative() {
    return lowerIsBetter ? "lower" : "higher";
  }

  private Contender best(List<Contender> contenders) {
    ToDoubleFunction<Contender> estimate = contender -> contender.interval().estimate();
    Comparator<Contender> order = Comparator.comparingDouble(estimate);
    return contenders.stream().min(lowerIsBetter ? order : order.reversed()).orElseThrow();
  }

  private static String others(List<Contender> rivals, Contender named) {
    List<Contender> rest =
        rivals.stream().filter(rival -> !rival.method().equals(named.method())).toList();
    return rest.isEmpty() ? "" : "; the others " + texts(rest);
  }

  /** {@code 95.0 [80.1, 111.2] (MB-Unif), 97.0 [82.1, 113.2] (MB-Gauss)}. */
  static String texts(List<Contender> contenders) {
    return contenders.stream().map(Verdict::text).collect(Collectors.joining(", "));
  }

  /** {@code 95.0 [80.1, 111.2] (MB-Unif)}. */
  private static String text(Contender contender) {
    return "%s (%s)".formatted(ResultText.interval(contender.interval()), contender.label());
  }
}
