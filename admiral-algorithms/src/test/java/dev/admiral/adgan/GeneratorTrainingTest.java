package dev.admiral.adgan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.attack.UniformNoise;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.maml.Attacks;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskSampler;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GeneratorTrainingTest {
  private static final double STRENGTH = 0.2;
  private static final double[] GOAL = {0.4, 0};

  /** One goal, at (0.4, 0). */
  private static final TaskFamily FAMILY = oneGoal();

  private static final MamlConfig CONFIG = config();

  /** a = 10 (goal − x): steps of up to 0.1 straight to the goal, where it stays. */
  private static final Policy POLICY =
      new Policy(
          new Mlp(2, List.of(), 2, Activation.TANH),
          new DiagonalGaussian(2),
          new RunningNormalizer(2));

  private static MamlConfig config() {
    MamlConfig own = MamlConfig.defaults();
    return new MamlConfig(
        1, 4, 10, 1, 0.1, false, List.of(), 1, own.advantage(), own.trustRegion(), 10);
  }

  private static float[] goalSeeker() {
    Mlp network = (Mlp) POLICY.network();
    float[] theta = new float[POLICY.parameterLength()];
    for (int i = 0; i < 2; i++) {
      theta[network.weightIndex(0, i, i)] = -10;
      theta[network.biasIndex(0, i)] = (float) (10 * GOAL[i]);
      theta[POLICY.freeOffset() + i] = (float) Math.log(0.5);
    }
    return theta;
  }

  private static TaskFamily oneGoal() {
    Navigation2d navigation = new Navigation2d(0.1, 20);
    return new TaskFamily() {
      @Override
      public String id() {
        return navigation.id();
      }

      @Override
      public Box parameters() {
        return navigation.parameters();
      }

      @Override
      public TaskSampler distribution() {
        return new TaskSampler.Choice(List.of(GOAL));
      }

      @Override
      public String parameterName(int index) {
        return navigation.parameterName(index);
      }

      @Override
      public dev.admiral.task.RewardFunction reward() {
        return navigation.reward();
      }

      @Override
      public dev.admiral.task.TerminationFunction termination() {
        return navigation.termination();
      }

      @Override
      public int horizon() {
        return navigation.horizon();
      }

      @Override
      public dev.admiral.env.Environment newDynamics() {
        return navigation.newDynamics();
      }
    };
  }

  /** The mean return of many episodes under an attack of the validation. */
  private static double returnUnder(Optional<ObservationAttack> attack) {
    MamlConfig many =
        new MamlConfig(
            1, 1, 300, 1, 0.1, false, List.of(), 1, CONFIG.advantage(), CONFIG.trustRegion(), 10);
    try (TaskAdaptation adaptation =
        new TaskAdaptation(many, FAMILY, POLICY, 0, new RandomStreams(7), "test")) {
      adaptation.attacks(new Attacks(Optional.empty(), attack));
      var _ = adaptation.run(GOAL, goalSeeker());
      return adaptation.returns()[0];
    }
  }

  @Test
  @Tag("learning")
  void learnsAnAttackThatCostsMoreThanNoiseOfTheSameLength() {
    RandomStreams streams = new RandomStreams(1);
    AdGanConfig gan =
        new AdGanConfig(List.of(16), List.of(16), 5e-3, 0.8, 0.2, STRENGTH, STRENGTH, 1);
    double clean = returnUnder(Optional.empty());
    double noisy =
        returnUnder(
            Optional.of(
                new UniformNoise(
                    1, new PerturbationSet(Norm.EUCLIDEAN, STRENGTH, Box.unbounded(2)))));
    Metrics last = new Metrics(0);
    try (GeneratorTraining training =
        new GeneratorTraining(
            CONFIG,
            FAMILY,
            POLICY,
            goalSeeker(),
            0,
            new AdGan(gan, POLICY, streams, Workers.SERIAL),
            streams,
            Workers.SERIAL)) {
      for (int i = 0; i < 500; i++) {
        last = training.iterate();
      }
      double attacked = returnUnder(Optional.of(training.gan().attack(STRENGTH, Box.unbounded(2))));

      assertThat(last.values().get("attack/mean_length")).isPositive();
      assertThat(clean).isGreaterThan(noisy);
      assertThat(clean - attacked).isGreaterThan(1.5 * (clean - noisy));
    }
  }
}
