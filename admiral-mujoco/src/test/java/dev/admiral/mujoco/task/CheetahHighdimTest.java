package dev.admiral.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.rollout.OrnsteinUhlenbeckNoise;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.StateStatistics;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheetahHighdimTest {
  private static final int HEIGHT = 1;
  private static final int PITCH = 2;
  private static final int X_VELOCITY = 9;
  private static final ResetNoise NOISE = ResetNoise.gaussianVelocity(0.1);

  /** m and σ as the published implementation comes with them, for frame skip 1. */
  private static final StateStatistics PUBLISHED =
      new StateStatistics(
          List.of(
              -.2032, -.1054, .0898, .0143, .0019, .0132, .0708, -.1491, -.0426, -.2398, -.0426,
              .0979, -.1, -.093, .0415, .0365, -.0661, -.1578),
          List.of(
              .2466, .0705, .1305, .2103, .2675, .224, .2896, .2673, .2615, .5503, .6953, 1.2163,
              4.1919, 5.51, 5.2831, 5.2036, 5.0158, 4.9579));

  private static final StateStatistics SIMPLE =
      new StateStatistics(Collections.nCopies(18, 1.0), Collections.nCopies(18, 2.0));

  @Test
  void rewardsTheStandardisedNextStateAndTheUnclippedAction() {
    double[] next = new double[18];
    next[3] = 5; // 2 standard deviations above the mean, where the rest is half of one below it
    double[] task = new double[18];
    task[3] = 0.5;
    task[17] = -1;
    CheetahHighdim family = new CheetahHighdim(5, NOISE, 200, SIMPLE);
    double reward =
        family.reward().reward(new double[18], new double[] {2, 0, 0, -1, 0, 0}, next, task);
    assertThat(reward).isCloseTo(-0.05 * 5 + 0.5 * 2 + 0.5, within(1e-12));
  }

  @Test
  void neverEndsWhereItIsFinite() {
    double[] far = new double[18];
    far[1] = -1e9;
    far[2] = 1e9;
    assertThat(new CheetahHighdim().termination().terminates(far, new double[18])).isFalse();
  }

  @Test
  void keepsTheStatisticsThatItWasGiven() {
    CheetahHighdim changed = new CheetahHighdim(5, NOISE, 200, SIMPLE).with(1, NOISE, 100);
    assertThat(changed.statistics()).isEqualTo(SIMPLE);
    assertThat(changed)
        .isEqualTo(new CheetahHighdim(1, NOISE, 100, SIMPLE))
        .isNotEqualTo(new CheetahHighdim(1, NOISE, 100));
  }

  @Test
  void refusesStatisticsOfAnotherState() {
    StateStatistics other = new StateStatistics(List.of(1.0), List.of(2.0));
    assertThatThrownBy(() -> new CheetahHighdim(5, NOISE, 200, other))
        .hasMessage("a state of cheetah-highdim has 18 components, not the 1 of these statistics");
  }

  @Test
  @RequiresMujoco
  void itsStatisticsAreThoseOfItsOwnSimulation() {
    ResetNoise none = ResetNoise.uniform(0);
    CheetahHighdim changed = new CheetahHighdim().with(1, none, 20);
    assertThat(changed.statistics())
        .isEqualTo(CheetahHighdim.randomPolicyStatistics(1, none, 20))
        .isNotEqualTo(CheetahHighdim.randomPolicyStatistics(2, none, 20))
        .isNotEqualTo(CheetahHighdim.randomPolicyStatistics(1, NOISE, 20))
        .isNotEqualTo(CheetahHighdim.randomPolicyStatistics(1, none, 40));
    assertThat(changed.reward()).isSameAs(changed.reward());
  }

  /**
   * Uniform actions have the variance 1/3, unlike the published policy's, which go beyond the range
   * and are clamped: so everything varies less. The mean may be off by as much as that policy leaned
   * to one side; the height and the velocities of the joints have no side to lean to.
   */
  @Test
  @RequiresMujoco
  void aUniformPolicyMovesLessThanThePublishedOne() {
    StateStatistics uniform = CheetahHighdim.randomPolicyStatistics(1, NOISE, 200);
    for (int i = 0; i < 18; i++) {
      double published = PUBLISHED.standardDeviation().get(i);
      assertThat(uniform.standardDeviation().get(i) / published).isBetween(0.35, 0.75);
    }
    assertMeansAreClose(uniform);
  }

  /**
   * What the published numbers are most likely of: actions from N(0, 1), as an untrained policy
   * draws them, plus the published exploration noise. From 100 episodes to 100 others, σ differs by
   * up to 10 %; that of the pitch by more, since it depends on whether a cheetah rolled over.
   */
  @Test
  @RequiresMujoco
  void anUntrainedPolicyMovesAsThePublishedOne() {
    StateStatistics untrained =
        StateStatistics.ofRandomPolicy(
            () -> new Untrained(new CheetahHighdim(1, NOISE, 200).newDynamics()),
            100,
            200,
            RandomStream.of(1));
    for (int i = 0; i < 18; i++) {
      double published = PUBLISHED.standardDeviation().get(i);
      assertThat(untrained.standardDeviation().get(i) / published)
          .isBetween(0.8, i == PITCH ? 2.5 : 1.2);
    }
    assertMeansAreClose(untrained);
  }

  private static void assertMeansAreClose(StateStatistics statistics) {
    for (int i = 0; i < 18; i++) {
      double off = statistics.mean().get(i) - PUBLISHED.mean().get(i);
      double tolerance = i == HEIGHT || i > X_VELOCITY ? 0.2 : 1;
      assertThat(off / PUBLISHED.standardDeviation().get(i)).isCloseTo(0, within(tolerance));
    }
  }

  /** Replaces every action by one of an untrained policy that explores. */
  private record Untrained(Environment inner, RandomStream random, OrnsteinUhlenbeckNoise noise)
      implements Environment {

    Untrained(Environment inner) {
      this(inner, RandomStream.of(7));
    }

    private Untrained(Environment inner, RandomStream random) {
      this(
          inner,
          random,
          new OrnsteinUhlenbeckNoise(OrnsteinUhlenbeckNoise.Config.defaults(), 6, random));
    }

    @Override
    public Box observationSpace() {
      return inner.observationSpace();
    }

    @Override
    public Space actionSpace() {
      return inner.actionSpace();
    }

    @Override
    public StepResult reset(RandomStream start) {
      return inner.reset(start);
    }

    @Override
    public StepResult step(double[] ignored) {
      Matrix exploration = noise.next(1);
      double[] action = new double[6];
      for (int i = 0; i < action.length; i++) {
        action[i] = random.nextGaussian() + exploration.get(0, i);
      }
      return inner.step(action);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
