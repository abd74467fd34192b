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
  }
}
