package dev.admiral.experiments.atpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainedPolicyTest {
  private static TrainedPolicy policy(PpoAlgorithm algorithm, String... assignments) {
    return new TrainedPolicy(
        algorithm.id(),
        "cart-pole",
        1,
        "a-run",
        4,
        Yaml.write(Yaml.tree(PpoSettings.vectors())),
        List.of(assignments));
  }

  /// Its training withstood the run's own attack, whatever it is tested by.
  @Test
  void whatWasTrainedDoesNotDependOnTheTest() {
    for (PpoAlgorithm algorithm : PpoAlgorithm.values()) {
      TrainedPolicy own = policy(algorithm);
      TrainedPolicy changed = policy(algorithm, "attack.restarts=5", "evaluation.episodes=3");
      assertThat(changed.inputs()).isEqualTo(own.inputs());
      assertThat(changed.parsed().attack().restarts()).isEqualTo(5);
      assertThat(changed.parsed().evaluation().episodes()).isEqualTo(3);
      assertThat(changed.own()).isEqualTo(own.parsed());
    }
  }

  @Test
  void cleanEpisodesAreTheSameWhateverTheAttack() {
    PolicyTestJob own = clean(policy(PpoAlgorithm.ATPA));
    PolicyTestJob changed = clean(policy(PpoAlgorithm.ATPA, "attack.restarts=5"));
    assertThat(changed.inputs()).isEqualTo(own.inputs());
    assertThat(changed.name()).isEqualTo(own.name());
  }

  private static PolicyTestJob clean(TrainedPolicy policy) {
    return new PolicyTestJob(policy, policy.parsed().attack().none(), 1, 0, 2, "kept");
  }
}
