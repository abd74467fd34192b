package dev.admiral.experiments.attack;

import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What a reader must know of {@link #worst}, if it is told. */
  Optional<String> worstNote() {
    return attacks.size() < 2
        ? Optional.empty()
        : Optional.of(
            "The worst of all is the mean of the least of %d returns of each episode. Where actions or attacks are drawn, that is below the mean return even if no attack does anything: it bounds what the attacks together leave, and is no measure of one of them."
                .formatted(attacks.size()));
  }

  /** What {@link #curve} is. */
  String curveTitle() {
    int restarts = curve.getFirst().attack().restarts();
    return "ce-pgd in other balls"
        + attacks.stream()
            .map(AttackOutcomes::attack)
            .filter(attack -> attack.kind() == PolicyAttackKind.CE_PGD)
            .filter(attack -> attack.restarts() != restarts)
            .findFirst()
            .map(attack ->
                ", %s where the table has %d"
                    .formatted(ResultText.count(restarts, "restart"), attack.restarts()))
            .orElse("")
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
    checks.add(iteration(find(PolicyAttackKind.MAX_PGD), find(PolicyAttackKind.FGSM)));
    checks.add(knowledge(find(PolicyAttackKind.RANDOM)));
    if (!iterated.isEmpty()) {
      checks.add(moreSteps(iterated.getLast(), find(PolicyAttackKind.CE_PGD)));
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

  private static Check iteration(AttackOutcomes iterated, AttackOutcomes oneStep) {
    return new Check(
        "max-pgd hurts at least as much as one step, fgsm",
        isNotAbove(iterated, oneStep),
        withMean(iterated) + ", " + withMean(oneStep));
  }

  /** Names those that do not, or else the weakest. */
  private Check knowledge(AttackOutcomes random) {
    List<AttackOutcomes> knowing =
        attacks.stream().filter(test -> knowsThePolicy(test.attack().kind())).toList();
    List<AttackOutcomes> failing =
        knowing.stream().filter(attack -> !isNotAbove(attack, random)).toList();
    AttackOutcomes weakest =
        knowing.stream()
            .max(Comparator.comparingDouble(attack -> attack.meanReturn().estimate()))
            .orElseThrow();
    return new Check(
        "Every attack on the policy hurts at least as much as noise",
        failing.isEmpty(),
        (failing.isEmpty()
                ? "the weakest: " + withMean(weakest)
                : failing.stream().map(AttackReport::withMean).collect(Collectors.joining(", ")))
            + ", "
            + withMean(random));
  }

  /** Whether an attack follows what the policy does; an observation of low value need not change that. */
  private static boolean knowsThePolicy(PolicyAttackKind kind) {
    return switch (kind) {
      case CE_PGD, MAX_PGD, MIN_PGD, MAD_PGD, PGD_50, FGSM -> true;
      case NONE, CRITIC_PGD, RANDOM -> false;
    };
  }

  private static Check moreSteps(AttackOutcomes more, AttackOutcomes fewer) {
    return new Check(
        "More steps of ce-pgd hurt at least as much",
        isNotAbove(more, fewer),
        withSteps(more) + ", " + withSteps(fewer));
  }

  private static String withSteps(AttackOutcomes test) {
    return "%s with %s %s"
        .formatted(
            test.label(),
            ResultText.count(test.attack().steps(), "step"),
            ResultText.number(test.meanReturn().estimate()));
  }

  private static String withMean(AttackOutcomes test) {
    return test.label() + " " + ResultText.number(test.meanReturn().estimate());
  }

  /** Whether the stronger one's mean is below the upper end of the weaker one's interval. */
  private static boolean isNotAbove(AttackOutcomes stronger, AttackOutcomes weaker) {
    ConfidenceInterval high = weaker.meanReturn();
    return stronger.meanReturn().estimate() <= Math.max(high.estimate(), upper(high));
  }

  private static double upper(ConfidenceInterval interval) {
    return interval.isKnown() ? interval.high() : interval.estimate();
  }

  private static double lower(ConfidenceInterval interval) {
    return interval.isKnown() ? interval.low() : interval.estimate();
  }

  /** Against the smaller ball that hurts most, not the next one: else a curve may creep up. */
  private Check falling() {
    boolean falls = true;
    AttackOutcomes lowest = curve.getFirst();
    for (AttackOutcomes test : curve) {
      falls &= isNotAbove(test, lowest);
      lowest = test.meanReturn().estimate() < lowest.meanReturn().estimate() ? test : lowest;
    }
    return new Check("A larger ε of ce-pgd hurts at least as much", falls, means());
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
        "The largest ε of ce-pgd takes away at least half of the return",
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
