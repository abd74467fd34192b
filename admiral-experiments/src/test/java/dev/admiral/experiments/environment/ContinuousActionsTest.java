package dev.admiral.experiments.environment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.experiments.UsageException;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.task.HalfCheetahVelocity;
import dev.admiral.mujoco.task.MujocoTaskFamily;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import org.junit.jupiter.api.Test;

class ContinuousActionsTest {

  /** A family as another, but for its dynamics. */
  private static class Disguised implements TaskFamily {
    private final TaskFamily family;

    Disguised(TaskFamily family) {
      this.family = family;
    }

    @Override
    public String id() {
      return family.id();
    }

    @Override
    public Box parameters() {
      return family.parameters();
    }

    @Override
    public String parameterName(int index) {
      return family.parameterName(index);
    }

    @Override
    public RewardFunction reward() {
      return family.reward();
    }

    @Override
    public TerminationFunction termination() {
      return family.termination();
    }

    @Override
    public int horizon() {
      return family.horizon();
    }

    @Override
    public Environment newDynamics() {
      return new Switch();
    }
  }

  /** Two choices. */
  private static final class Switch implements Environment {
    @Override
    public Box observationSpace() {
      return Box.unbounded(2);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public StepResult reset(RandomStream random) {
      return new StepResult(2, 0);
    }

    @Override
    public StepResult step(double[] action) {
      return new StepResult(2, 0);
    }
  }

  /** One whose simulator is not there. */
  private static final class Absent extends Disguised implements MujocoTaskFamily {
    Absent() {
      super(new HalfCheetahVelocity());
    }

    @Override
    public int frameSkip() {
      return 1;
    }

    @Override
    public ResetNoise resetNoise() {
      return ResetNoise.gaussianVelocity(0);
    }

    @Override
    public MujocoTaskFamily with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
      return this;
    }

    @Override
    public Environment newDynamics() {
      throw new IllegalStateException("no MuJoCo here");
    }
  }

  @Test
  void robotsAreCheckedWithoutTheirSimulator() {
    assertThatCode(() -> ContinuousActions.require(new Absent(), "adgan"))
        .doesNotThrowAnyException();
  }

  @Test
  void discreteActionsAreRefused() {
    assertThatThrownBy(() -> ContinuousActions.require(new Disguised(new Navigation2d()), "adgan"))
        .isInstanceOf(UsageException.class)
        .hasMessage("navigation-2d has discrete actions, but adgan's policy is a Gaussian");
  }
}
