package dev.admiral.experiments.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.attack.ValueObjective;
import dev.admiral.experiments.UsageException;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class AttackSettingsTest {
  private static final List<Double> FACTORS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

  private static AttackSettings settings(double epsilon, boolean wholeNumbers) {
    return new AttackSettings(PolicyAttackKind.CE_PGD, epsilon, 7, 0.5, true, 2, wholeNumbers);
  }

  @Test
  void wholeNumbersNeedPixelsAndABallThatHoldsOthers() {
    settings(1, true).check("boxing");
    settings(0.5, false).check("boxing");
    settings(0.5, false).check("hopper");
    assertThatThrownBy(() -> settings(0.5, true).check("boxing"))
        .isInstanceOf(UsageException.class)
        .hasMessage("attack.whole-numbers is true, so attack.epsilon must be at least 1, not 0.5");
    assertThatThrownBy(() -> settings(4, true).check("hopper"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "attack.whole-numbers is true, but what hopper observes is not whole: it is for games"
                + " alone");
  }

  /** Whatever the steps of others are, so that nothing is measured twice. */
  @Test
  void whatSearchesAlikeIsEqual() {
    for (PolicyAttackKind kind : PolicyAttackKind.values()) {
      AttackSettings one = settings(4, false).with(kind).withSearch(7, 0.5, 2);
      AttackSettings other = settings(4, false).with(kind).withSearch(20, 0.25, 2);
      boolean isChosen = !kind.unusedSettings().contains("steps") && kind != PolicyAttackKind.NONE;
      assertThat(one.effective().equals(other.effective())).as(kind.id()).isEqualTo(!isChosen);
      assertThat(one.effective().effective()).isEqualTo(one.effective());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, 0, 1, nothing",
    "random, 0, 1, drawn once",
    "fgsm, 1, 1, 1 step of 4",
    "pgd-50, 50, 3, '50 steps of 0.4 from a random start, the best of 3'",
    "ce-pgd, 7, 3, '7 steps of 0.0375 from a random start, the best of 3'"
  })
  void theSearchIsThatWhichIsMade(String kind, int steps, int restarts, String text) {
    AttackSettings settings =
        settings(4, false)
            .with(PolicyAttackKind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')))
            .withSearch(7, 0.0375, 3);
    assertThat(settings.gradientSteps()).isEqualTo(steps);
    assertThat(settings.effective().restarts()).isEqualTo(restarts);
    assertThat(settings.search()).isEqualTo(text);
  }

  @Test
  void radiiOfWholeNumbersAreThoseThatAreReached() {
    assertThat(settings(1.5, true).radii(FACTORS)).containsExactly(1.0, 3.0, 6.0);
    assertThat(settings(4, true).radii(FACTORS)).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0);
    assertThat(settings(1.5, false).radii(FACTORS)).containsExactly(0.375, 0.75, 1.5, 3.0, 6.0);
  }

  /** Noise among them. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void everyAttackShowsWholeNumbers(PolicyAttackKind kind) {
    int rows = 50;
    Box pixels = Box.cube(3, 0, 255);
    ActorCritic model =
        new SeparateActorCritic(
            new Mlp(3, List.of(8), 4, Activation.TANH),
            new Mlp(3, List.of(8), 1, Activation.TANH),
            new Categorical(4),
            new ConstantScale(3, 1 / 255f));
    RandomStream random = RandomStream.of(1);
    Matrix observations = Matrix.zeros(rows, 3);
    for (int i = 0; i < 3 * rows; i++) {
      observations.values()[i] = random.nextInt(256);
    }
    RandomStream[] streams =
        IntStream.range(0, rows).mapToObj(RandomStream::of).toArray(RandomStream[]::new);
    Matrix shown =
        new CheckedAttack(
                settings(2.5, true)
                    .with(kind)
                    .attack(Optional.of(new ValueObjective(model)), pixels, new Discrete(4))
                    .orElseThrow(),
                model.policy(),
                streams)
            .perturb(model.initialParameters(random), observations);

    double largest = 0;
    for (int i = 0; i < 3 * rows; i++) {
      double value = shown.values()[i];
      assertThat(value).isEqualTo(Math.rint(value));
      largest = Math.max(largest, Math.abs(value - observations.values()[i]));
    }
    assertThat(largest).isEqualTo(2);
  }
}
