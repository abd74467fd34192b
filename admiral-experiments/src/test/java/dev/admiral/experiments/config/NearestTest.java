package dev.admiral.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "horizon, horizon, 0", "horizn, horizon, 1", "hroizon, horizon, 1", "Horizon, horizon, 0",
    "a, b, 1", "'', abc, 3", "kitten, sitting, 3", "ca, abc, 3"
  })
  void distanceCountsEditsAndSwaps(String first, String second, int distance) {
    assertThat(Nearest.distance(first, second)).isEqualTo(distance);
    assertThat(Nearest.distance(second, first)).isEqualTo(distance);
  }

  @Test
  void proposesOnlyWhatIsNear() {
    List<String> names = List.of("half-cheetah", "hopper", "hopper-2d");

    assertThat(Nearest.to("halfcheetah", names)).contains("half-cheetah");
    assertThat(Nearest.to("hoper", names)).contains("hopper");
    assertThat(Nearest.to("humanoid", names)).isEmpty();
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }
}
