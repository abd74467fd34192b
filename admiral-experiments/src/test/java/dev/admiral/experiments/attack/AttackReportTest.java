package dev.admiral.experiments.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.admiral.experiments.ppo.PpoSettings;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AttackReportTest {
  private static final AttackSettings SETTINGS = PpoSettings.vectors().attack();

  /** One policy, one seed, an episode for each return. */
  private static AttackOutcomes outcomes(PolicyAttackKind kind, double epsilon, double... returns) {
    AttackSettings attack =
        kind == PolicyAttackKind.NONE ? SETTINGS.none() : SETTINGS.with(kind).withEpsilon(epsilon);
    List<Outcome> episodes =
        IntStream.range(0, returns.length)
            .mapToObj(i -> new Outcome(i, returns[i], 10, 0.5))
            .toList();
    return new AttackOutcomes(attack, List.of(List.of(episodes)), epsilon);
  }

  private static AttackReport report(double maxPgd, double fgsm, double cePgd, double random) {
    return new AttackReport(
        outcomes(PolicyAttackKind.NONE, 0, 100, 100),
        List.of(
            outcomes(PolicyAttackKind.MAX_PGD, 1, maxPgd, maxPgd),
            outcomes(PolicyAttackKind.FGSM, 1, fgsm, fgsm),
            outcomes(PolicyAttackKind.CE_PGD, 1, cePgd, cePgd),
            outcomes(PolicyAttackKind.RANDOM, 1, random, random)),
        List.of(),
        List.of());
  }

  private static List<Boolean> passed(AttackReport report) {
    return report.checks().stream().map(AttackReport.Check::isPassed).toList();
  }

  @Test
  void attacksThatHurtMoreWithMoreSearchAndKnowledgePass() {
    assertThat(passed(report(20, 40, 30, 90))).containsExactly(true, true);
  }

  @Test
  void anIteratedAttackThatHurtsLessThanOneStepIsFound() {
    assertThat(passed(report(50, 40, 30, 90))).containsExactly(false, true);
  }

  @Test
  void aWhiteBoxAttackThatHurtsLessThanNoiseIsFound() {
    assertThat(passed(report(20, 40, 95, 90))).containsExactly(true, false);
  }

  /** The one that hurts most does not excuse the others. */
  @Test
  void everyAttackOnThePolicyIsComparedWithNoise() {
    List<AttackOutcomes> attacks = new ArrayList<>(report(20, 40, 30, 90).attacks());
    attacks.add(outcomes(PolicyAttackKind.CRITIC_PGD, 1, 99, 99));
    AttackReport sound = suite(attacks);
    assertThat(passed(sound)).containsExactly(true, true);
    assertThat(sound.checks().getLast().numbers()).isEqualTo("the weakest: fgsm 40.0, random 90.0");
    attacks.add(outcomes(PolicyAttackKind.MIN_PGD, 1, 95, 95));
    attacks.add(outcomes(PolicyAttackKind.PGD_50, 1, 91, 91));
    AttackReport weak = suite(attacks);
    assertThat(passed(weak)).containsExactly(true, false);
    assertThat(weak.checks().getLast().numbers())
        .isEqualTo("min-pgd 95.0, pgd-50 91.0, random 90.0");
  }

  private static AttackReport suite(List<AttackOutcomes> attacks) {
    return new AttackReport(
        outcomes(PolicyAttackKind.NONE, 0, 100, 100), attacks, List.of(), List.of());
  }

  @Test
  void aDifferenceWithinTheWeakerOnesIntervalPasses() {
    AttackReport report =
        new AttackReport(
            outcomes(PolicyAttackKind.NONE, 0, 100, 100),
            List.of(
                outcomes(PolicyAttackKind.MAX_PGD, 1, 41, 41),
                outcomes(PolicyAttackKind.FGSM, 1, 10, 70, 30, 50),
                outcomes(PolicyAttackKind.CE_PGD, 1, 30, 30),
                outcomes(PolicyAttackKind.RANDOM, 1, 90, 90)),
            List.of(),
            List.of());
    assertThat(passed(report)).containsExactly(true, true);
  }

  @Test
  void aCurveThatRisesOrNeverFailsIsFound() {
    AttackReport rising =
        withCurve(
            List.of(
                outcomes(PolicyAttackKind.CE_PGD, 0.5, 40, 40),
                outcomes(PolicyAttackKind.CE_PGD, 1, 60, 60),
                outcomes(PolicyAttackKind.CE_PGD, 2, 10, 10)));
    AttackReport blind =
        withCurve(
            List.of(
                outcomes(PolicyAttackKind.CE_PGD, 0.5, 90, 90),
                outcomes(PolicyAttackKind.CE_PGD, 8, 60, 60)));
    assertThat(passed(rising)).containsExactly(true, true, false, true);
    assertThat(passed(blind)).containsExactly(true, true, true, false);
    assertThat(blind.verdict().toText()).contains("NO", "90.0", "60.0");
  }

  /** Every mean is within the interval of the one before, but not of the lowest. */
  @Test
  void aCurveThatCreepsUpIsFound() {
    AttackOutcomes low = outcomes(PolicyAttackKind.CE_PGD, 1, 10, 20, 30, 40);
    AttackOutcomes higher = outcomes(PolicyAttackKind.CE_PGD, 2, 20, 30, 40, 50);
    AttackOutcomes highest = outcomes(PolicyAttackKind.CE_PGD, 4, 30, 40, 50, 60);
    assertThat(low.meanReturn().high()).isBetween(35.0, 44.0);
    assertThat(higher.meanReturn().high()).isBetween(45.0, 54.0);
    assertThat(passed(withCurve(List.of(low, higher))).get(2)).isTrue();
    assertThat(passed(withCurve(List.of(higher, highest))).get(2)).isTrue();
    assertThat(passed(withCurve(List.of(low, higher, highest))).get(2)).isFalse();
  }

  /** Half of next to nothing is lost by chance. */
  @Test
  void failureIsMoreThanChance() {
    double[] clean = {0, 3, 1, 2, 0, 3, 1, 2};
    AttackReport noise =
        withCurve(clean, outcomes(PolicyAttackKind.CE_PGD, 8, 0, 2, 0, 1, 0, 2, 0, 1));
    AttackReport fallen =
        withCurve(clean, outcomes(PolicyAttackKind.CE_PGD, 8, -9, -7, -9, -7, -9, -7, -9, -7));
    assertThat(passed(noise).getLast()).isFalse();
    assertThat(passed(fallen).getLast()).isTrue();
    assertThat(noise.checks().getLast().numbers()).contains("clean 1.50 [", "ε 8 0.750 [");
    double[] nothing = {0, 0};
    assertThat(passed(withCurve(nothing, outcomes(PolicyAttackKind.CE_PGD, 8, 0, 0))).getLast())
        .isFalse();
  }

  private static AttackReport withCurve(double[] clean, AttackOutcomes last) {
    return new AttackReport(
        outcomes(PolicyAttackKind.NONE, 0, clean),
        report(20, 40, 30, 90).attacks(),
        List.of(outcomes(PolicyAttackKind.CE_PGD, 0.5, clean), last),
        List.of());
  }

  @Test
  void theCurveSaysWhereItsRadiiAreWhole() {
    AttackOutcomes curve = outcomes(PolicyAttackKind.CE_PGD, 1, 10, 10);
    AttackSettings whole = new AttackSettings(PolicyAttackKind.CE_PGD, 1, 7, 1, true, 1, true);
    assertThat(withCurve(List.of(curve)).curveTitle()).isEqualTo("ce-pgd in other balls");
    assertThat(withCurve(List.of(new AttackOutcomes(whole, curve.outcomes(), 1))).curveTitle())
        .isEqualTo(
            "ce-pgd in other balls, ε rounded down to whole numbers and left out where that is 0");
  }

  @Test
  void theCurveSaysWhereItSearchesLessThanTheTable() {
    AttackSettings often = SETTINGS.with(PolicyAttackKind.CE_PGD).withSearch(7, 0.1, 3);
    AttackOutcomes table =
        new AttackOutcomes(often, outcomes(PolicyAttackKind.CE_PGD, 1, 10).outcomes(), 1);
    AttackReport report =
        new AttackReport(
            outcomes(PolicyAttackKind.NONE, 0, 100),
            List.of(table),
            List.of(outcomes(PolicyAttackKind.CE_PGD, 1, 10)),
            List.of());
    assertThat(report.curveTitle())
        .isEqualTo("ce-pgd in other balls, 1 restart where the table has 3");
  }

  private static AttackReport withCurve(List<AttackOutcomes> curve) {
    AttackReport plain = report(20, 40, 30, 90);
    return new AttackReport(plain.clean(), plain.attacks(), curve, List.of());
  }

  @Test
  void moreStepsThatHurtLessAreFound() {
    AttackReport plain = report(20, 40, 30, 90);
    AttackOutcomes more = outcomes(PolicyAttackKind.CE_PGD, 1, 31, 31);
    AttackSettings longer = more.attack().withSearch(14, more.attack().stepSize(), 1);
    AttackReport report =
        new AttackReport(
            plain.clean(),
            plain.attacks(),
            List.of(),
            List.of(new AttackOutcomes(longer, more.outcomes(), 1)));
    assertThat(passed(report)).containsExactly(true, true, false);
    assertThat(report.checks().getLast().numbers())
        .isEqualTo("ce-pgd with 14 steps 31.0, ce-pgd with 7 steps 30.0");
  }

  @Test
  void theWorstIsTakenEpisodeByEpisode() {
    AttackReport report =
        new AttackReport(
            outcomes(PolicyAttackKind.NONE, 0, 100, 100),
            List.of(
                outcomes(PolicyAttackKind.MAX_PGD, 1, 10, 80),
                outcomes(PolicyAttackKind.FGSM, 1, 60, 30)),
            List.of(),
            List.of());
    assertThat(report.worst().estimate()).isEqualTo(20);
    assertThat(report.table().toText()).contains("worst of all, episode by episode");
    assertThat(report.worstNote().orElseThrow()).contains("the least of 2 returns");
    assertThat(suite(report.attacks().subList(0, 1)).worstNote()).isEmpty();
  }

  @Test
  void aSuiteMustHaveTheAttacksThatItsChecksCompare() {
    AttackReport plain = report(20, 40, 30, 90);
    AttackReport report =
        new AttackReport(plain.clean(), plain.attacks().subList(0, 2), List.of(), List.of());
    assertThatIllegalStateException().isThrownBy(report::checks).withMessageContaining("random");
  }
}
