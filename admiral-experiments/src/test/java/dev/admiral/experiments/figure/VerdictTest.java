package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Verdict LOWEST = new Verdict("error", true);

  /** Two models with equal numbers, so that nothing but the standard error moves. */
  private static Contender contender(String label, double value, double error) {
    List<List<Score>> model = List.of(List.of(new Score(value, error)));
    return new Contender(
        label.toLowerCase(Locale.ROOT), label, List.of(model, model), NestedStatistic.MEAN);
  }

  @Test
  void aClearDifferenceAppears() {
    assertThat(LOWEST.on("a", List.of(contender("A", 1, 0.1), contender("B", 5, 0.1))))
        .startsWith("**Appears**: A has the lower error, 1.00 [")
        .endsWith(
            "The interval of A overlaps no other; it is lower in over 99 % of bootstrap samples.");
  }

  /** The difference of the means is N(1, 1): the share is Φ(1) = 0.84. */
  @Test
  void aSmallDifferenceIsNotClear() {
    assertThat(LOWEST.on("a", List.of(contender("A", 1, 1), contender("B", 2, 1))))
        .startsWith("**Appears, but not clearly**: A has the lower error, 1.00 [")
        .containsPattern("overlaps that of B; it is lower in 8[2-6] % of bootstrap samples\\.$");
  }

  @Test
  void theOtherWayRoundDoesNotAppear() {
    assertThat(
            new Verdict("return", false)
                .on(
                    "a",
                    List.of(
                        contender("A", 1, 0.1), contender("B", 5, 0.1), contender("C", 4, 0.1))))
        .startsWith("**Does NOT appear**: B has the highest return, 5.00 [")
        .contains("; A has 1.00 [")
        .contains("; the others 4.00 [")
        .endsWith("it is higher than B in under 1 %, than C in under 1 % of bootstrap samples.");
  }

  /** As above, from the other side: the share is 0.16. */
  @Test
  void aSmallDifferenceTheOtherWayRoundIsNotRuledOut() {
    assertThat(LOWEST.on("a", List.of(contender("A", 2, 1), contender("B", 1, 1))))
        .startsWith("**Does NOT appear, but is not ruled out**: B has the lower error, 1.00 [")
        .containsPattern("it is lower in 1[4-8] % of bootstrap samples\\.$");
  }

  @Test
  void aTieDoesNotAppear() {
    assertThat(LOWEST.on("a", List.of(contender("A", 2, 1), contender("B", 2, 1))))
        .isEqualTo("**Does NOT appear**: A and B have the same error, 2.00.");
  }

  @Test
  void oneModelOfUnknownErrorLeavesTheCertaintyOpen() {
    Contender alone =
        new Contender("b", "B", List.of(List.of(List.of(Score.exactly(5)))), NestedStatistic.MEAN);
    assertThat(LOWEST.on("a", List.of(contender("A", 1, 0.1), alone)))
        .startsWith("**Appears, of unknown certainty**: A has the lower error")
        .endsWith(
            "against 5.00 (B). Not every method has an interval, so how certain this is cannot be"
                + " said.");
  }

  @Test
  void nothingToCompareWithIsNoTest() {
    assertThat(LOWEST.on("a", List.of(contender("A", 2, 0))))
        .isEqualTo("**Not tested**: A was measured alone: error 2.00 [2.00, 2.00].");
  }
}
