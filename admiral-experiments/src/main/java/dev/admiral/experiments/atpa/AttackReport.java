package dev.admiral.experiments.atpa;

import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What attacks on one policy came to.
 *
 * @param clean undisturbed
 * @param attacks each under the same ball
 * @param curve one attack in balls of growing radius; may be empty
 * @param iterated more steps of the first attack of {@code curve}, at the radius of {@code attacks}; may be empty
 */
record AttackReport(
    AttackOutcomes clean,
    List<AttackOutcomes> attacks,
    List<AttackOutcomes> curve,
    List<AttackOutcomes> iterated) {

  /** One sanity check. */
  record Check(String question, boolean isPassed, String numbers) {}

  /** Clean and attacked returns. */
  ResultTable table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(clean));
    attacks.forEach(attack -> rows.add(row(attack)));
    if (attacks.size() > 1) {
      rows.add(
          List.of(
              "worst of all, episode by episode",
              ResultText.interval(worst()),
              "",
              "",
              ResultText.number(
                  attacks.stream().mapToDouble(AttackOutcomes::largestChange).max().orElse(0))));
    }
    return new ResultTable(
        List.of("attack", "mean return", "worst episode", "action change", "largest ‖δ‖∞"), rows);
  }

  private static List<String> row(AttackOutcomes attack) {
    return List.of(
        attack.label(),
        ResultText.interval(attack.meanReturn()),
        ResultText.number(attack.worstEpisode()),
        ResultText.number(attack.actionChange()),
        ResultText.number(attack.largestChange()));
  }

  /** The mean over episodes of the least return under any attack: lower than the least mean. */
  ConfidenceInterval worst() {
    List<List<Outcome>> seeds = new ArrayList<>();
    for (int seed = 0; seed < clean.outcomes().getFirst().size(); seed++) {
      Map<Integer, Outcome> least = new TreeMap<>();
      for (AttackOutcomes attack : attacks) {
        for (Outcome outcome : attack.outcomes().getFirst().get(seed)) {
          least.merge(
              outcome.number(), outcome, (a, b) -> a.episodeReturn() <= b.episodeReturn() ? a : b);
        }
      }
      seeds.add(List.copyOf(least.values()));
    }
    return AttackOutcomes.mean(List.of(seeds));
  }

  /** What {@link #curve} is. */
  String curveTitle() {
    return "ce-pgd in other balls"
        + (curve.stream().anyMatch(test -> test.attack().wholeNumbers())
            ? ", ε rounded down to whole numbers and left out where that is 0"
            : "");
  }

  /** Returns against the radius. */
  ResultTable curveTable() {
    return new ResultTable(
        List.of("ε", "mean return", "action change", "largest ‖δ‖∞"),
        curve.stream()
            .map(test ->
                List.of(
                    ResultText.coordinate(test.attack().epsilon()),
                    ResultText.interval(test.meanReturn()),
                    ResultText.number(test.actionChange()),
                    ResultText.number(test.largestChange())))
            .toList());
  }

  /**
   * Whether the numbers are those of an evaluation that can be trusted (Carlini et al. 2019): what a sound attack
   * must do, whatever the policy. A check that fails says that a policy may only look robust.
   */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    AttackOutcomes iteratedAttack = find(PolicyAttackKind.MAX_PGD);
    AttackOutcomes oneStep = find(PolicyAttackKind.FGSM);
    AttackOutcomes random = find(PolicyAttackKind.RANDOM);
    AttackOutcomes policyAttack = find(PolicyAttackKind.CE_PGD);
    checks.add(
        notAbove("Iterated attacks hurt at least as much as one step", iteratedAttack, oneStep));
    checks.add(
        notAbove("White-box attacks hurt at least as much as random noise", policyAttack, random));
    if (!iterated.isEmpty()) {
      checks.add(notAbove("More steps hurt at least as much", iterated.getLast(), policyAttack));
    }
    if (curve.size() > 1) {
      checks.add(falling());
      checks.add(reachesFailure());
    }
    return checks;
  }

  private AttackOutcomes find(PolicyAttackKind kind) {
    return attacks.stream()
        .filter(test -> test.attack().kind() == kind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the suite has no " + kind.id()));
  }

  /** Whether the stronger one's mean is below the upper end of the weaker one's interval. */
  private static Check notAbove(String question, AttackOutcomes stronger, AttackOutcomes weaker) {
    ConfidenceInterval low = stronger.meanReturn();
    ConfidenceInterval high = weaker.meanReturn();
    return new Check(
        question,
        low.estimate() <= Math.max(high.estimate(), upper(high)),
        "%s %s, %s %s"
            .formatted(
                stronger.label(),
                ResultText.number(low.estimate()),
                weaker.label(),
                ResultText.number(high.estimate())));
  }

  private static double upper(ConfidenceInterval interval) {
    return interval.isKnown() ? interval.high() : interval.estimate();
  }

  private static double lower(ConfidenceInterval interval) {
    return interval.isKnown() ? interval.low() : interval.estimate();
  }

  private Check falling() {
    boolean falls = true;
    for (int i = 1; i < curve.size(); i++) {
      ConfidenceInterval before = curve.get(i - 1).meanReturn();
      falls &= curve.get(i).meanReturn().estimate() <= Math.max(before.estimate(), upper(before));
    }
    return new Check("A larger ε hurts at least as much", falls, means());
  }

  /**
   * An attack that is blind never gets there, however large the ball. Half of a return near zero may be chance, so the
   * intervals must be apart, too.
   */
  private Check reachesFailure() {
    ConfidenceInterval undisturbed = clean.meanReturn();
    ConfidenceInterval last = curve.getLast().meanReturn();
    double first = curve.getFirst().meanReturn().estimate();
    double drop = undisturbed.estimate() - last.estimate();
    return new Check(
        "The largest ε takes away at least half of the return",
        drop >= Math.abs(undisturbed.estimate()) / 2 && upper(last) < lower(undisturbed),
        "clean %s, ε %s %s, ε %s %s"
            .formatted(
                ResultText.interval(undisturbed),
                ResultText.coordinate(curve.getFirst().attack().epsilon()),
                ResultText.number(first),
                ResultText.coordinate(curve.getLast().attack().epsilon()),
                ResultText.interval(last)));
  }

  private String means() {
    return curve.stream()
        .map(test -> ResultText.number(test.meanReturn().estimate()))
        .collect(Collectors.joining(" → "));
  }

  ResultTable verdict() {
    return new ResultTable(
        List.of("check", "passed", "mean returns"),
        checks().stream()
            .map(check ->
                List.of(check.question(), check.isPassed() ? "yes" : "NO", check.numbers()))
            .toList());
  }
}
