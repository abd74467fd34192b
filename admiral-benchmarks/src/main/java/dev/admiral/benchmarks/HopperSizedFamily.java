package dev.admiral.benchmarks;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import java.util.List;

/**
 * A family with the sizes of Hopper-2D (11 observations, 3 actions, 200 steps) that needs no simulator:
 * only its initial states are ever asked for. Episodes never terminate, so every batch has the same work.
 */
final class HopperSizedFamily implements TaskFamily {
  static final int OBSERVATION = 11;
  static final int ACTION = 3;

  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(
          10,
          1e-3,
          List.of(
              new WeightedAbsoluteDeviation.Feature(5, 1),
              new WeightedAbsoluteDeviation.Feature(0, 5)));

  @Override
  public String id() {
    return "hopper-sized";
  }

  @Override
  public Box parameters() {
    return Box.cube(2, -2, 2);
  }

  @Override
  public String parameterName(int index) {
    return "target " + index;
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
    return new Environment() {
      private final StepResult result = new StepResult(OBSERVATION, 0);

      @Override
      public Box observationSpace() {
        return Box.unbounded(OBSERVATION);
      }

      @Override
      public Space actionSpace() {
        return Box.cube(ACTION, -1, 1);
      }

      @Override
      public StepResult reset(RandomStream random) {
        for (int i = 0; i < OBSERVATION; i++) {
          result.observation()[i] = 0.1 * random.nextGaussian();
        }
        return result.with(0, false, false);
      }

      @Override
      public StepResult step(double[] action) {
        for (int i = 0; i < OBSERVATION; i++) {
          result.observation()[i] = 0.95 * result.observation()[i] + 0.05 * action[i % ACTION];
        }
        return result.with(0, false, false);
      }
    };
  }
}
