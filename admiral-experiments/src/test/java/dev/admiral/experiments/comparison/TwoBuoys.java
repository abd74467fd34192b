package dev.admiral.experiments.comparison;

import dev.admiral.env.Environment;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/** A user's family with more task parameters than are tested on a grid: a boat between two buoys. */
public final class TwoBuoys implements TaskFamily {
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(
          1,
          0.01,
          List.of(new Feature(0, 1), new Feature(1, 1), new Feature(0, 1), new Feature(1, 1)));

  @Override
  public String id() {
    return "two-buoys";
  }

  @Override
  public Box parameters() {
    return Box.cube(4, -1, 1);
  }

  @Override
  public String parameterName(int index) {
    return "coordinate " + index + " [m]";
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
    return 50;
  }

  @Override
  public Environment newDynamics() {
    return new RiverBoat().newDynamics();
  }
}
