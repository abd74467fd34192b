package dev.admiral.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefenseTest {
  private static final double THIRD = 1.0 / 3;

  @ParameterizedTest
  @CsvSource({"0, 0", "0.25, 0.125", "0.5, 0.25", "0.9, 0.45", "1, 0.5"})
  void dataAugmentationAttacksMoreAndMore(double progress, double frequency) {
    Defense defense = new DataAugmentation(0.5, false);
    assertThat(defense.frequency(progress)).isCloseTo(frequency, within(1e-12));
  }

  @Test
  void stagewiseTrainingBeginsToAttackAfterItsCleanPart() {
    Defense defense = new Stagewise(THIRD, 0.7);
    assertThat(defense.frequency(0)).isZero();
    assertThat(defense.frequency(Math.nextDown(THIRD))).isZero();
    assertThat(defense.frequency(THIRD)).isEqualTo(0.7);
    assertThat(defense.frequency(1)).isEqualTo(0.7);
  }

  @Test
  void atpaAttacksAlways() {
    assertThat(new Atpa().frequency(0)).isEqualTo(1);
    assertThat(new Atpa().frequency(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0.39, 0, 0",
    "0.4, 1, 0",
    "0.5, 1, 0.25",
    "0.6, 1, 0.5",
    "0.8, 1, 1",
    "1, 1, 1"
  })
  void atpasAttackMayBeginLateAndSmall(double progress, double frequency, double strength) {
    Defense defense = new Atpa(0.4, 0.8);
    assertThat(defense.frequency(progress)).isEqualTo(frequency);
    assertThat(defense.strength(progress)).isCloseTo(strength, within(1e-12));
  }

  @Test
  void anAttackThatDoesNotGrowIsWhole() {
    for (double progress : new double[] {0, 0.3, 1}) {
      assertThat(new Atpa().strength(progress)).isEqualTo(1);
      assertThat(new Stagewise(THIRD, 1).strength(progress)).isEqualTo(1);
      assertThat(new DataAugmentation(0.5, true).strength(progress)).isEqualTo(1);
    }
    assertThat(new Atpa(0.4, 0.4).strength(0.4)).isEqualTo(1);
  }

  @Test
  void onlyDataAugmentationMayActOnTheTruth() {
    assertThat(new Atpa().actsOnPerturbed()).isTrue();
    assertThat(new Stagewise(THIRD, 1).actsOnPerturbed()).isTrue();
    assertThat(new DataAugmentation(0.5, true).actsOnPerturbed()).isTrue();
    assertThat(new DataAugmentation(0.5, false).actsOnPerturbed()).isFalse();
  }

  @Test
  void refusesWhatIsNoPortion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataAugmentation(1.1, false))
        .withMessage("maximum-frequency must be in [0, 1], not 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stagewise(-0.1, 1))
        .withMessage("clean-part must be in [0, 1], not -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stagewise(0, Double.NaN))
        .withMessage("attacked-portion must be in [0, 1], not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Atpa(0, 1.5))
        .withMessage("growth-end must be in [0, 1], not 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Atpa(0.5, 0.25))
        .withMessage("growth-end must be at least growth-start, 0.5, not 0.25");
  }
}
