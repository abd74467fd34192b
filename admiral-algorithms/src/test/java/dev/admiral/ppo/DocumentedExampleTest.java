package dev.admiral.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.attack.Pgd;
import dev.admiral.attack.PgdConfig;
import dev.admiral.attack.PolicyObjective;
import dev.admiral.concurrent.Workers;
import dev.admiral.defense.Atpa;
import dev.admiral.env.CartPole;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.random.RandomStreams;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of docs/atpa.md. */
class DocumentedExampleTest {

  @Test
  void trainsUnderAttack() {
    PpoConfig config =
        new PpoConfig(
            2, 32, 2, 32, 0.99, 0.95, 0.2, false, 1e-3, true, false, 0.5, 0.01, true, 0.5, 1e-5,
            128);
    RandomStreams streams = new RandomStreams(1);
    Workers workers = Workers.SERIAL;

    VectorEnvironment poles =
        new PooledVectorEnvironment(
            List.of(new CartPole(), new CartPole()), streams, "poles", workers);
    ActorCritic model =
        new SharedActorCritic(
            new Mlp(4, List.of(64, 64), 2 + 1, Activation.TANH), // a value beside two logits
            new Categorical(2),
            ConstantScale.identity(4));
    ObservationAttack attack =
        new Pgd(
            new PolicyObjective.CrossEntropy(),
            new PgdConfig(7, 0.1, true, 1, false),
            new PerturbationSet(Norm.MAXIMUM, 0.2, poles.observationSpace()));
    Optional<AdversarialTraining> deceived =
        Optional.of(new AdversarialTraining(new Atpa(), attack));
    try (Learner learner = new Ppo(config, poles, model, deceived, streams, workers)) {
      Metrics metrics = learner.iterate(); // one update
      assertThat(metrics.values()).containsEntry("attack/frequency", 1.0);
    }
  }
}
