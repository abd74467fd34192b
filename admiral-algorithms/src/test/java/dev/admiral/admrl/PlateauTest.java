package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateauTest {

  private static List<Boolean> reached(Plateau plateau, double... returns) {
    List<Boolean> reached = new ArrayList<>();
    for (double value : returns) {
      reached.add(plateau.reached(value));
    }
    return reached;
  }

  @Test
  void waitsForAsManyReturnsWithoutImprovementAsPatienceHas() {
    var plateau = new Plateau(new PlateauConfig(2, 1, 0));

    // Equal is no improvement, and a better one begins the count anew.
    assertThat(reached(plateau, 1, 1, 2, 1.5, 2.5, 2.4, 2.5))
        .containsExactly(false, false, false, false, false, false, true);
  }

  @Test
  void aFirstReturnIsNoPlateauHoweverLow() {
    assertThat(new Plateau(new PlateauConfig(1, 1, 0.5)).reached(-1e300)).isFalse();
  }

  @Test
  void improvementsAreMeasuredFromTheBestAndByItsMagnitude() {
    var positive = new Plateau(new PlateauConfig(2, 1, 0.1));
    assertThat(reached(positive, 10, 10.9, 11.1, 12.1, 12.2))
        .containsExactly(false, false, false, false, true);

    var negative = new Plateau(new PlateauConfig(2, 1, 0.1));
    assertThat(reached(negative, -10, -9.1, -8.9, -8.2, -8.1))
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void aNewPhaseKnowsNothingOfTheLast() {
    var plateau = new Plateau(new PlateauConfig(1, 1, 0));
    assertThat(reached(plateau, 5, 4)).containsExactly(false, true);

    plateau.reset();

    assertThat(reached(plateau, 1, 2, 2)).containsExactly(false, false, true);
  }

  @Test
  void isRestoredWithItsBestAndItsCount() {
    var config = new PlateauConfig(3, 1, 0);
    for (double[] before : new double[][] {{}, {5}, {5, 4}}) {
      var plateau = new Plateau(config);
      reached(plateau, before);
      Checkpoint checkpoint = new Checkpoint();
      plateau.save(checkpoint);
      var restored = new Plateau(config);
      reached(restored, 9, 8);

      restored.restore(checkpoint);

      assertThat(reached(restored, 4.5, 4.6, 4.7, 4.8))
          .isEqualTo(reached(plateau, 4.5, 4.6, 4.7, 4.8));
    }
  }

  @Test
  void isOffByDefault() {
    assertThat(PlateauConfig.defaults().isOn()).isFalse();
    assertThat(new PlateauConfig(1, 1, 0).isOn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 0, patience must not be negative: -1",
    "1, 0, 0, 'episodes must be at least 1, not 0'",
    "1, 1, -0.1, tolerance must be finite and not negative: -0.1",
    "1, 1, NaN, tolerance must be finite and not negative: NaN",
    "1, 1, Infinity, tolerance must be finite and not negative: Infinity"
  })
  void refusesImpossibleSettings(int patience, int episodes, double tolerance, String message) {
    assertThatThrownBy(() -> new PlateauConfig(patience, episodes, tolerance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
