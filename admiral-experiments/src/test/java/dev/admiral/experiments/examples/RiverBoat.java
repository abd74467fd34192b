package dev.admiral.experiments.examples;

// tag::river-boat
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/** A boat that shall hold its place at the buoy ψ, in a river that carries it off. */
public final class RiverBoat implements TaskFamily {
  // r = 1 − 0.01 ‖a‖² − |x′ − ψx| − |y′ − ψy|: one feature for each component of ψ, in its order.
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(1, 0.01, List.of(new Feature(0, 1), new Feature(1, 1)));

  @Override
  public String id() {
    return "river-boat";
  }

  @Override
  public Box parameters() {
    return Box.cube(2, -1, 1);
  }

  @Override
  public String parameterName(int index) {
    return index == 0 ? "buoy x [m]" : "buoy y [m]";
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
    return new River();
  }

  /** A boat at (x, y) [m] under an engine's velocity a ∈ [−1, 1]² × 2 m/s, in steps of 0.1 s. */
  private static final class River implements Environment {
    private static final double STEP = 0.1;
    private static final double SPEED = 2;

    // The state is an array of its own: whoever is given a result may write on it.
    private final double[] position = new double[2];
    private final StepResult result = new StepResult(2, 0);

    @Override
    public Box observationSpace() {
      return Box.unbounded(2);
    }

    @Override
    public Box actionSpace() {
      return Box.cube(2, -1, 1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      for (int i = 0; i < 2; i++) {
        position[i] = random.nextDouble(-0.1, 0.1);
      }
      return observe();
    }

    @Override
    public StepResult step(double[] action) {
      // Policies are Gaussian: an action may lie outside the space.
      double x = SPEED * Math.clamp(action[0], -1, 1);
      double y = SPEED * Math.clamp(action[1], -1, 1);
      double current = 0.8 / (1 + position[1] * position[1]); // fastest in the middle
      position[0] += STEP * (x + current);
      position[1] += STEP * y;
      return observe();
    }

    private StepResult observe() {
      System.arraycopy(position, 0, result.observation(), 0, 2);
      return result.with(0, false, false); // the family has the reward
    }
  }
}
// end::river-boat
