package dev.admiral.experiments.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeEstimateTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "499, 0 s",
    "500, 1 s",
    "40000, 40 s",
    "119499, 119 s",
    "119500, 2 min",
    "149000, 2 min",
    "150000, 3 min",
    "3569000, 59 min",
    "3570000, 1 h 00 min",
    "10229000, 2 h 50 min",
    "54600000, 15 h 10 min",
    "360000000, 100 h 00 min",
  })
  void isRoundedToWhatMatters(long milliseconds, String text) {
    assertThat(TimeEstimate.text(Duration.ofMillis(milliseconds))).isEqualTo(text);
  }

  @Test
  void namesBothParts() {
    assertThat(new TimeEstimate(Duration.ofMinutes(170), Duration.ofSeconds(40)).text())
        .isEqualTo("about 2 h 50 min of training and 40 s of evaluation");
  }

  @Test
  void leavesOutAnEvaluationThatThereIsNot() {
    assertThat(new TimeEstimate(Duration.ofMinutes(5), Duration.ZERO).text())
        .isEqualTo("about 5 min of training");
    assertThat(new TimeEstimate(Duration.ofMinutes(5), Duration.ofMillis(499)).text())
        .isEqualTo("about 5 min of training");
  }
}
