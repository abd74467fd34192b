package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.env.ScaledActions;
import dev.admiral.mujoco.env.ReacherDynamics;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskSampler;
import dev.admiral.task.TerminationFunction;

/**
 * Reacher (goal): an arm in the plane whose fingertip shall reach a goal it does not see.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>the goal in x and y</td><td>m</td><td>[−0.2, 0.2]</td></tr>
 * </table>
 *
 * <p>p(ψ) is uniform on the disc of radius 0.2 m, as Gymnasium's targets are; the arm reaches 0.21 m.
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = −‖f − ψ‖₂ − ‖u‖²</pre>
 *
 * <p>f = (s′[4], s′[5]), u = a/10 clipped to [−1, 1]. ∂r/∂ψ = (f − ψ)/‖f − ψ‖₂.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>torques on shoulder and elbow</td><td>1/10 of the motor's</td><td>[−10, 10]</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>Those of {@link ReacherDynamics}.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>cosine of the shoulder's and of the elbow's angle</td><td>1</td><td>[−1, 1]</td></tr>
 *   <tr><td>2, 3</td><td>sine of the shoulder's and of the elbow's angle</td><td>1</td><td>[−1, 1]</td></tr>
 *   <tr><td>4, 5</td><td>f, position of the fingertip in x and y</td><td>m</td><td>[−0.21, 0.21]</td></tr>
 *   <tr><td>6, 7</td><td>angular velocity of shoulder and elbow</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>Both angles U(±0.1), both angular velocities U(±0.005). Never terminated, unless s′ is not finite. Truncated
 * after 50 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>arXiv 2104.13302 names the environment and does not define it, and no published implementation of MAML has it. This is
 * Gymnasium's {@code Reacher-v5} with the target as the task, which the policy therefore must not see.
 *
 * @param frameSkip how many time steps of 0.01 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 * @param actionScale what actions are divided by, positive
 */
public record ReacherGoal(int frameSkip, ResetNoise resetNoise, int horizon, double actionScale)
    implements MujocoTaskFamily {
  private static final int FINGERTIP = 4;
  private static final Box PARAMETERS = Box.cube(2, -0.2, 0.2);

  public ReacherGoal {
    StepCounts.check(frameSkip, horizon);
    var _ = new ControlCost(actionScale); // which checks it
  }

  /** Frame skip 2, Gymnasium's noise, 50 steps, action scale 10. */
  public ReacherGoal() {
    this(2, new ResetNoise(0.1, 0.005, ResetNoise.Distribution.UNIFORM), 50, 10);
  }

  @Override
  public ReacherGoal with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    return new ReacherGoal(newFrameSkip, newResetNoise, newHorizon, actionScale);
  }

  /** The name of Gymnasium's robot too; where a task is given, this family is meant. */
  @Override
  public String id() {
    return "reacher";
  }

  @Override
  public Box parameters() {
    return PARAMETERS;
  }

  @Override
  public TaskSampler distribution() {
    return new TaskSampler.Ball();
  }

  @Override
  public String parameterName(int index) {
    return index == 0 ? "goal x [m]" : "goal y [m]";
  }

  @Override
  public RewardFunction reward() {
    ControlCost cost = new ControlCost(actionScale);
    return new RewardFunction() {
      @Override
      public double reward(double[] s, double[] a, double[] next, double[] task) {
        return -distance(next, task) - cost.of(a);
      }

      @Override
      public void gradient(
          double[] s, double[] a, double[] next, double[] task, double[] gradient) {
        double distance = distance(next, task);
        for (int i = 0; i < 2; i++) {
          gradient[i] = distance == 0 ? 0 : (next[FINGERTIP + i] - task[i]) / distance;
        }
      }
    };
  }

  private static double distance(double[] observation, double[] task) {
    return Math.hypot(observation[FINGERTIP] - task[0], observation[FINGERTIP + 1] - task[1]);
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NOT_FINITE;
  }

  @Override
  public Environment newDynamics() {
    return new ScaledActions(new ReacherDynamics(frameSkip, resetNoise), actionScale);
  }
}
