package dev.admiral.experiments.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class PpoAlgorithmTest {
  private static PpoSettings settings(String environment, String... assignments) {
    return RecordBinder.bind(
        PpoAlgorithm.ATPA.defaults(environment),
        Yaml.assign(JsonNodeFactory.instance.objectNode(), List.of(assignments)));
  }

  /// A divergence has no slope where it is 0; the cross entropy of a categorical policy has. A game is not opened for
  /// that: its file need not be there.
  @ParameterizedTest
  @ValueSource(strings = {"cart-pole", "boxing"})
  void aSearchThatWouldNeverMoveIsRefusedBeforeTheTraining(String environment) {
    PpoAlgorithm.ATPA.check(settings(environment, "attack.random-start=false"), environment);
    PpoAlgorithm.ATPA.check(settings(environment, "attack.kind=mad-pgd"), environment);
    PpoSettings still = settings(environment, "attack.kind=mad-pgd", "attack.random-start=false");
    assertThatThrownBy(() -> PpoAlgorithm.ATPA.check(still, environment))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "attack.random-start is false, but mad-pgd has no slope at the true observation: it"
                + " would never move");
  }

  /// 3072 steps are 6 updates of one actor's 512.
  @ParameterizedTest
  @CsvSource({
    "PPO, 1, 0",
    "ATPA, 0, 0",
    "ATPA, 0.33, 0",
    "ATPA, 0.34, 3",
    "ATPA, 1, 3",
    "STAGEWISE, 0, 0",
    "DATA_AUGMENT, 0.9, 0"
  })
  void aDefenceIsPpoUntilItsFirstAttack(PpoAlgorithm algorithm, double start, long shared) {
    PpoSettings settings =
        settings(
            "cart-pole",
            "training.environments=1",
            "training.horizon=512",
            "training.steps=3072",
            "defense.growth-start=" + start,
            "defense.growth-end=1");
    assertThat(algorithm.sharedUpdates(settings, "ppo")).isEqualTo(shared);
    assertThat(algorithm.sharedUpdates(settings, "stagewise")).isZero();
  }
}
