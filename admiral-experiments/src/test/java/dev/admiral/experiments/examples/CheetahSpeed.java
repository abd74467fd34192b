package dev.admiral.experiments.examples;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.HalfCheetah;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

// tag::cheetah-speed
/** A cheetah that shall run at the speed ψ. */
public final class CheetahSpeed implements TaskFamily {
  private static final int X_VELOCITY = 8; // the table in HalfCheetah's Javadoc

  // r = 1 − 0.1 ‖a‖² − |vx′ − ψ|
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(1, 0.1, List.of(new Feature(X_VELOCITY, 1)));

  @Override
  public String id() {
    return "cheetah-speed";
  }

  @Override
  public Box parameters() {
    return Box.cube(1, -2, 2);
  }

  @Override
  public String parameterName(int index) {
    return "target x velocity [m/s]";
  }

  @Override
  public RewardFunction reward() {
    return REWARD;
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NEVER;
  }

  @Override
  public int horizon() {
    return 200;
  }

  @Override
  public Environment newDynamics() {
    return new HalfCheetah();
  }
}
// end::cheetah-speed
