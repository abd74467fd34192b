package dev.admiral.task;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * 2D-Navigation: a point in the plane that shall go to a goal it does not see. Needs no simulator.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>the goal in x and y</td><td>1</td><td>[−0.5, 0.5]</td></tr>
 * </table>
 *
 * <p>p(ψ) is uniform.
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = −‖s′ − ψ‖₂</pre>
 *
 * <p>∂r/∂ψ = (s′ − ψ)/‖s′ − ψ‖₂, and 0 on the goal.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>where to go in x and y; the point moves by gain · a, clipped to [−0.1, 0.1]</td><td>1/gain</td><td>[−0.1, 0.1]/gain</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>the position in x and y</td><td>1</td><td>(−∞, ∞)</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>Begins in (0, 0). Terminated within 0.01 of the goal in both x and y. Truncated after 100 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Finn, Abbeel and Levine, Model-Agnostic Meta-Learning (ICML 2017), section 5.3, as its two common
 * implementations have it, which differ in the gain: the original maps [−1, 1] to ±0.1 (gain 0.1), pytorch-maml-rl
 * clips the policy's action (gain 1). With gain 1 a standard deviation of 1 is far more than a step can be; policies
 * shrink it to stay on the goal, and lose what they explore with.
 *
 * @param gain displacement per unit of action, positive
 * @param horizon after how many steps an episode is truncated, at least 1
 */
public record Navigation2d(double gain, int horizon) implements TaskFamily {
  private static final double LARGEST_STEP = 0.1;
  private static final double CLOSE = 0.01;
  private static final Box PARAMETERS = Box.cube(2, -0.5, 0.5);

  public Navigation2d {
    if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gain must be positive and finite, not " + gain);
    }
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be at least 1, not " + horizon);
    }
  }

  /** Gain 0.1, 100 steps. */
  public Navigation2d() {
    this(0.1, 100);
  }

  @Override
  public String id() {
    return "navigation-2d";
  }

  @Override
  public Box parameters() {
    return PARAMETERS;
  }

  @Override
  public String parameterName(int index) {
    return List.of("goal x", "goal y").get(index);
  }

  @Override
  public RewardFunction reward() {
    return new Distance();
  }

  @Override
  public TerminationFunction termination() {
    return (next, task) ->
        (Math.abs(next[0] - task[0]) < CLOSE && Math.abs(next[1] - task[1]) < CLOSE)
            || TerminationFunction.NOT_FINITE.terminates(next, task);
  }

  @Override
  public Environment newDynamics() {
    return new PointMass(gain);
  }

  private record Distance() implements RewardFunction {
    @Override
    public double reward(double[] s, double[] a, double[] next, double[] task) {
      return -Math.hypot(next[0] - task[0], next[1] - task[1]);
    }

    @Override
    public void gradient(double[] s, double[] a, double[] next, double[] task, double[] gradient) {
      double distance = Math.hypot(next[0] - task[0], next[1] - task[1]);
      for (int i = 0; i < 2; i++) {
        gradient[i] = distance == 0 ? 0 : (next[i] - task[i]) / distance;
      }
    }
  }

  private static final class PointMass implements Environment {
    private final double gain;
    private final Box actions;
    private final StepResult result = new StepResult(2, 0);

    PointMass(double gain) {
      this.gain = gain;
      this.actions = Box.cube(2, -LARGEST_STEP / gain, LARGEST_STEP / gain);
    }

    @Override
    public Box observationSpace() {
      return Box.unbounded(2);
    }

    @Override
    public Space actionSpace() {
      return actions;
    }

    @Override
    public StepResult reset(RandomStream random) {
      return resetTo(new double[2]);
    }

    @Override
    public StepResult resetTo(double[] state) {
      System.arraycopy(state, 0, result.observation(), 0, 2);
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      double[] position = result.observation();
      for (int i = 0; i < 2; i++) {
        position[i] += Math.clamp(gain * action[i], -LARGEST_STEP, LARGEST_STEP);
      }
      return result.with(0, false, false);
    }
  }
}
