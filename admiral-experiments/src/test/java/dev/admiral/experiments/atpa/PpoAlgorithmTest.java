package dev.admiral.experiments.atpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
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
}
