package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperReturnsTest {
  private static final List<String> METHODS = List.of("ppo", "atpa", "stagewise", "data-augment");

  /// Cells of table 1, read off the paper anew, and the sums of its columns over a game's five rows.
  @ParameterizedTest
  @CsvSource({
    "boxing, ppo, ce-pgd, -5.65, 194.73",
    "boxing, atpa, random, 98.30, 490.32",
    "boxing, stagewise, max-pgd, 98.02, 489.69",
    "boxing, data-augment, none, 96.92, 454.68",
    "space-invaders, ppo, min-pgd, 68.36, 5946.59",
    "space-invaders, atpa, ce-pgd, 2557.98, 13238.15",
    "space-invaders, stagewise, none, 2407.65, 11225.08",
    "space-invaders, data-augment, max-pgd, 1994.72, 11005.57",
    "carnival, ppo, random, 4388.75, 10606.65",
    "carnival, atpa, min-pgd, 4554.94, 22775.12",
    "carnival, stagewise, ce-pgd, 3743.26, 19216.91",
    "carnival, data-augment, random, 3731.10, 18347.93"
  })
  void areThoseOfThePaper(
      String environment, String method, String attack, double value, double columnSum) {
    assertThat(PaperReturns.of(environment, method, attack)).contains(value);
    ToDoubleFunction<String> row = name -> PaperReturns.of(environment, method, name).orElseThrow();
    assertThat(
            List.of("ce-pgd", "max-pgd", "min-pgd", "random", AttackedPolicy.NONE).stream()
                .mapToDouble(row)
                .sum())
        .isCloseTo(columnSum, offset(1e-6));
  }

  /// What the paper's text says of its table, and what the claim beside the figure says.
  @Test
  void showWhatThePaperClaims() {
    for (String game : List.of("boxing", "space-invaders", "carnival")) {
      for (String attack : List.of("ce-pgd", "max-pgd", "min-pgd", "random", AttackedPolicy.NONE)) {
        double atpa = PaperReturns.of(game, "atpa", attack).orElseThrow();
        for (String defence : METHODS.subList(2, 4)) {
          assertThat(PaperReturns.of(game, defence, attack).orElseThrow())
              .isLessThanOrEqualTo(atpa);
        }
      }
      assertThat(PaperReturns.of(game, "ppo", "ce-pgd").orElseThrow())
          .isLessThan(PaperReturns.of(game, "atpa", "ce-pgd").orElseThrow() / 5);
    }
  }

  @Test
  void areOfThePapersGamesOnly() {
    assertThat(PaperReturns.of("pong", "atpa", "ce-pgd")).isEmpty();
    assertThat(PaperReturns.of("boxing", "atpa", "fgsm")).isEmpty();
    assertThat(PaperReturns.of("boxing", "maml", "ce-pgd")).isEmpty();
  }
}
