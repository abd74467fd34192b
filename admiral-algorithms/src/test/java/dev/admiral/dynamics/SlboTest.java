package dev.admiral.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SlboTest {
  private static final double[] TASK = {0.8, -0.5};

  private final PointMassFamily family = new PointMassFamily();

  private Slbo slbo(SlboConfig config, RandomStreams streams, Workers workers) {
    Slbo slbo = new Slbo(config, family, streams, workers);
    slbo.task(TASK);
    return slbo;
  }

  private Slbo fast(RandomStreams streams) {
    return slbo(TinySlbo.fast(), streams, Workers.SERIAL);
  }

  private static double modeReturn(Slbo slbo, float[] policy) {
    return slbo.realEpisodes(policy, 20, Choice.MODE).meanReturn();
  }

  @Test
  @Tag("learning")
  void reachesNearlyTheOptimumOfAPointMass() {
    try (Workers workers = new Workers(2);
        Slbo slbo = slbo(TinySlbo.learning(), new RandomStreams(1), workers)) {
      float[] policy = slbo.newPolicy();
      double untrained = modeReturn(slbo, policy);

      // Later collections are small, since each moves the normalisers under the policy.
      for (int stage = 0; stage < 3; stage++) {
        slbo.collect(policy, stage == 0 ? 1600 : 100);
        for (int i = 0; i < 6; i++) {
          slbo.train(policy);
        }
      }

      double optimum = family.optimalReturn(TASK);
      double reached = modeReturn(slbo, policy);
      assertThat(untrained).isLessThan(optimum - 15);
      assertThat(reached).isGreaterThan(optimum - 3).isLessThan(optimum + 1);
      assertThat(slbo.validationLoss()).isLessThan(0.15);
      // The model knows the returns that the real episodes have.
      double imagined = slbo.virtualEpisodes(policy, 50).meanReturn();
      double real = slbo.realEpisodes(policy, 50, Choice.SAMPLE).meanReturn();
      assertThat(imagined).isBetween(real - 1, real + 1);
    }
  }

  @Test
  void collectingKeepsAShareForValidation() {
    try (Slbo slbo = fast(new RandomStreams(1))) {
      float[] policy = slbo.newPolicy();

      Trajectories collected = slbo.collect(policy, 160);

      // 8 environments of 20 steps, a quarter of them for validation.
      assertThat(collected.rows()).isEqualTo(160);
      assertThat(slbo.data().size()).isEqualTo(120);
      for (int t = 0; t < 20; t++) {
        assertThat(NaiveDynamics.row(slbo.data().observations(), 5 * 20 + t))
            .containsExactly(NaiveDynamics.row(collected.observations(), collected.row(t, 5)));
        assertThat(slbo.data().cut(5 * 20 + t)).isEqualTo(t == 19);
      }
      assertThat(slbo.model().states().count()).isEqualTo(160);
      assertThat(slbo.model().differences().count()).isEqualTo(160);
      Checkpoint checkpoint = new Checkpoint();
      slbo.save(checkpoint);
      assertThat(checkpoint.scope("validation").bytes("cut")).hasSize(40);
      assertThat(slbo.validationLoss()).isPositive();

      // A single environment's data are all needed for training.
      slbo.collect(policy, 20);
      assertThat(slbo.data().size()).isEqualTo(140);
    }
  }

  @Test
  void withoutValidationDataTheLossIsZero() {
    SlboConfig all = TinySlbo.fast();
    var config =
        new SlboConfig(
            all.policyHidden(),
            all.initialStd(),
            0,
            all.noise(),
            all.model(),
            all.training(),
            all.trpo());
    try (Slbo slbo = slbo(config, new RandomStreams(1), Workers.SERIAL)) {
      slbo.collect(slbo.newPolicy(), 160);

      assertThat(slbo.data().size()).isEqualTo(160);
      assertThat(slbo.validationLoss()).isZero();
    }
  }

  @Test
  void measuringAddsNothingToTheDataNorTheNormalisers() {
    try (Slbo slbo = fast(new RandomStreams(1))) {
      float[] policy = slbo.newPolicy();
      slbo.collect(policy, 160);
      float[] mean = slbo.model().states().mean().clone();

      assertThat(slbo.realEpisodes(policy, 3, Choice.SAMPLE).environments()).isEqualTo(3);
      assertThat(slbo.virtualEpisodes(policy, 5).rows()).isEqualTo(100);

      assertThat(slbo.data().size()).isEqualTo(120);
      assertThat(slbo.model().states().mean()).isEqualTo(mean);
    }
  }

  @Test
  void allEnvironmentsTurnToANewTask() {
    try (Slbo slbo = fast(new RandomStreams(1))) {
      float[] policy = slbo.newPolicy();
      slbo.realEpisodes(policy, 2, Choice.SAMPLE);
      slbo.virtualEpisodes(policy, 2);

      slbo.task(new double[] {-1, 1});

      for (Trajectories episodes :
          List.of(slbo.realEpisodes(policy, 2, Choice.SAMPLE), slbo.virtualEpisodes(policy, 2))) {
        for (int r = 0; r < episodes.rows(); r++) {
          double[] next = NaiveDynamics.row(episodes.nextObservations(), r);
          double expected = 1 - Math.abs(next[0] + 1) - Math.abs(next[1] - 1);
          assertThat((double) episodes.rewards()[r])
              .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5));
        }
      }
    }
  }

  @Test
  void refusesWhatIsNoMultipleOfTheHorizon() {
    try (Slbo slbo = fast(new RandomStreams(1))) {
      float[] policy = slbo.newPolicy();
      for (int samples : new int[] {0, 10, 170}) {
        assertThatThrownBy(() -> slbo.collect(policy, samples))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(samples + " samples are no multiple of point-mass's horizon of 20");
      }
    }
  }

  @Test
  void refusesTasksOutsideTheFamily() {
    try (Slbo slbo = fast(new RandomStreams(1))) {
      assertThatThrownBy(() -> slbo.task(new double[] {0, 1.5}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the task [0.0, 1.5] is not in [-1.0, 1.0]×[-1.0, 1.0]");
      assertThatThrownBy(() -> slbo.task(new double[] {Double.NaN, 0})).hasMessageContaining("NaN");
      assertThatThrownBy(() -> slbo.task(new double[] {0})).hasMessageContaining("[0.0] is not in");
      assertThat(slbo.task()).containsExactly(TASK);
    }
  }

  @Test
  void refusesDiscreteActions() {
    assertThatThrownBy(() ->
            new Slbo(TinySlbo.fast(), new DiscreteFamily(), new RandomStreams(1), Workers.SERIAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SLBO needs continuous actions: discrete");
  }

  @Test
  void continuesFromACheckpointBitForBit() {
    RandomStreams streams = new RandomStreams(1);
    RandomStreams restoredStreams = new RandomStreams(1);
    try (Slbo slbo = fast(streams);
        Slbo restored = new Slbo(TinySlbo.fast(), family, restoredStreams, Workers.SERIAL)) {
      float[] policy = slbo.newPolicy();
      slbo.collect(policy, 160);
      slbo.train(policy);
      Checkpoint checkpoint = new Checkpoint();
      slbo.save(checkpoint);
      Map<String, byte[]> positions = streams.state();
      float[] restoredPolicy = policy.clone();
      // What is restored need not be fresh.
      restored.collect(restored.newPolicy(), 160);

      restored.restore(checkpoint);
      restoredStreams.restore(positions);

      assertThat(restored.task()).containsExactly(TASK);
      for (int i = 0; i < 3; i++) {
        assertThat(restored.collect(restoredPolicy, 80).rewards())
            .isEqualTo(slbo.collect(policy, 80).rewards());
        assertThat(restored.train(restoredPolicy)).isEqualTo(slbo.train(policy));
        assertThat(restored.validationLoss()).isEqualTo(slbo.validationLoss());
        assertThat(restoredPolicy).isEqualTo(policy);
      }
      assertThat(restored.newPolicy()).isEqualTo(slbo.newPolicy()).isNotEqualTo(policy);
    }
  }

  private float[] trained(int count) {
    try (Workers workers = new Workers(count);
        Slbo slbo = slbo(TinySlbo.fast(), new RandomStreams(1), workers)) {
      float[] policy = slbo.newPolicy();
      slbo.collect(policy, 160);
      slbo.train(policy);
      slbo.train(policy);
      return policy;
    }
  }

  @Test
  void trainingDoesNotDependOnTheNumberOfWorkers() {
    float[] expected = trained(1);
    assertThat(trained(2)).isEqualTo(expected);
    assertThat(trained(3)).isEqualTo(expected);
  }

  /** A family that the algorithm cannot do. */
  private record DiscreteFamily() implements TaskFamily {
    @Override
    public String id() {
      return "discrete";
    }

    @Override
    public Box parameters() {
      return Box.cube(1, -1, 1);
    }

    @Override
    public String parameterName(int index) {
      return "nothing";
    }

    @Override
    public RewardFunction reward() {
      return new PointMassFamily().reward();
    }

    @Override
    public TerminationFunction termination() {
      return TerminationFunction.NEVER;
    }

    @Override
    public int horizon() {
      return 1;
    }

    @Override
    public Environment newDynamics() {
      Environment continuous = new PointMassFamily().newDynamics();
      return new Environment() {
        @Override
        public Box observationSpace() {
          return continuous.observationSpace();
        }

        @Override
        public Space actionSpace() {
          return new Discrete(3);
        }

        @Override
        public dev.admiral.env.StepResult reset(dev.admiral.random.RandomStream random) {
          return continuous.reset(random);
        }

        @Override
        public dev.admiral.env.StepResult step(double[] action) {
          return continuous.step(new double[2]);
        }
      };
    }
  }
}
