package dev.admiral.experiments.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.ppo.PpoSettings;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void filesAreNamedAfterWhatDiffersFromTheRun() {
    assertThat(name(policy(PpoAlgorithm.PPO))).isEqualTo("suite-0.075-7x0.0375-s3");
    assertThat(
            name(
                policy(
                    PpoAlgorithm.PPO,
                    "evaluation.episodes=5",
                    "evaluation.seeds=2",
                    "evaluation.choice=mode",
                    "evaluation.at-once=1",
                    "attack.restarts=4")))
        .isEqualTo("suite-0.075-7x0.0375-s3-episodes-5-seeds-2-choice-mode-restarts-4");
    assertThat(
            Stream.of("attack.random-start=false", "attack.whole-numbers=true")
                .map(assignment -> name(policy(PpoAlgorithm.PPO, assignment))))
        .containsExactly(
            "suite-0.075-7x0.0375-s3-random-start-false",
            "suite-0.075-7x0.0375-s3-whole-numbers-true");
    TrainedPolicy own = policy(PpoAlgorithm.PPO);
    assertThat(AttackName.of("fgsm", false, own.parsed().attack(), 3, own))
        .isEqualTo("fgsm-0.075-s3");
  }

  private static String name(TrainedPolicy policy) {
    return AttackName.of("suite", true, policy.parsed().attack(), 3, policy);
  }
}
