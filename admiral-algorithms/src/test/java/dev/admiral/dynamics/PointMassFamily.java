package dev.admiral.dynamics;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/**
 * A point mass in the plane that shall move with the velocity ψ: v′ = 0.9 v + 0.5 clip(a, ±1), v₀ ~ N(0,
 * 0.1² I), r = c − |vx′ − ψx| − |vy′ − ψy|. Since both coordinates can always be brought as near to ψ
 * as one step can, the greedy policy is optimal.
 *
 * @param parameters Ψ
 * @param speedLimit an episode terminates beyond it
 * @param constant c
 */
public record PointMassFamily(Box parameters, double speedLimit, double constant)
    implements TaskFamily {
  private static final double FRICTION = 0.9;
  private static final double FORCE = 0.5;
  private static final double START_STD = 0.1;

  /** Ψ = [−1, 1]², and no episode terminates. */
  public PointMassFamily() {
    this(Box.cube(2, -1, 1), Double.POSITIVE_INFINITY);
  }

  /** r = 1 − …. */
  public PointMassFamily(Box parameters, double speedLimit) {
    this(parameters, speedLimit, 1);
  }

  /** The return of the greedy policy from v₀ = 0. */
  public double optimalReturn(double[] task) {
    double[] velocity = new double[2];
    double sum = 0;
    for (int t = 0; t < horizon(); t++) {
      sum += constant;
      for (int i = 0; i < 2; i++) {
        double action = Math.clamp((task[i] - FRICTION * velocity[i]) / FORCE, -1, 1);
        velocity[i] = FRICTION * velocity[i] + FORCE * action;
        sum -= Math.abs(velocity[i] - task[i]);
      }
    }
    return sum;
  }

  @Override
  public String id() {
    return "point-mass";
  }

  @Override
  public String parameterName(int index) {
    return index == 0 ? "target x velocity" : "target y velocity";
  }

  @Override
  public RewardFunction reward() {
    return new WeightedAbsoluteDeviation(
        constant, 0, List.of(new Feature(0, 1), new Feature(1, 1)));
  }

  @Override
  public TerminationFunction termination() {
    return (next, task) -> !(Math.hypot(next[0], next[1]) <= speedLimit);
  }

  @Override
  public int horizon() {
    return 20;
  }

  @Override
  public Environment newDynamics() {
    return new Environment() {
      private final StepResult result = new StepResult(2, 0);

      @Override
      public Box observationSpace() {
        return Box.unbounded(2);
      }

      @Override
      public Space actionSpace() {
        return Box.cube(2, -1, 1);
      }

      @Override
      public StepResult reset(RandomStream random) {
        for (int i = 0; i < 2; i++) {
          result.observation()[i] = START_STD * random.nextGaussian();
        }
        return result.with(0, false, false);
      }

      @Override
      public StepResult step(double[] action) {
        double[] velocity = result.observation();
        for (int i = 0; i < 2; i++) {
          velocity[i] = FRICTION * velocity[i] + FORCE * Math.clamp(action[i], -1, 1);
        }
        return result.with(0, false, false);
      }
    };
  }
}
