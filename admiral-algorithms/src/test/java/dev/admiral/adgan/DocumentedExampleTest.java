package dev.admiral.adgan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.trpo.TrustRegion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of docs/adgan.md. */
class DocumentedExampleTest {
  private static final MamlConfig CONFIG =
      new MamlConfig(
          2,
          3,
          4,
          1,
          0.1,
          false,
          List.of(8),
          1,
          new GeneralizedAdvantage(0.99, 1),
          new TrustRegion(0.01, 1, 1e-5, 10, 15, 0.8),
          50);

  @Test
  void trainsMaml() {
    Metrics metrics = new Metrics(0);
    try (Workers workers = new Workers(2);
        Maml learner = new Maml(CONFIG, new Navigation2d(), new RandomStreams(1), workers)) {
      while (!learner.finished()) {
        metrics = learner.iterate();
      }
    }
    assertThat(metrics.values()).containsKey("meta/after_return");
  }

  @Test
  void trainsAGeneratorAloneAgainstAPolicyThatStaysAsItIs() {
    Navigation2d family = new Navigation2d();
    Policy policy = Maml.policy(CONFIG, family);
    float[] theta = policy.initialParameters(RandomStream.of(1), 1);
    RandomStreams streams = new RandomStreams(1);
    AdGan gan = new AdGan(AdGanConfig.defaults(), policy, streams, Workers.SERIAL);
    try (GeneratorTraining training =
        new GeneratorTraining(CONFIG, family, policy, theta, 0, gan, streams, Workers.SERIAL)) {
      for (int i = 0; i < 3; i++) {
        Metrics metrics = training.iterate();
        assertThat(metrics.values()).containsKey("attack/mean_length");
      }
    }
    ObservationAttack attack = gan.attack(0.2, Box.unbounded(policy.network().inputSize()));
    assertThat(attack.set().radius()).isEqualTo(0.2);
  }
}
