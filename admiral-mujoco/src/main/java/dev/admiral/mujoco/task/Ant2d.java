package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.AntDynamics;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/**
 * Ant-2D: a four-legged robot that shall keep a velocity in the plane.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>ψx, target velocity in x</td><td>m/s</td><td>[−3, 3]</td></tr>
 *   <tr><td>1</td><td>ψy, target velocity in y</td><td>m/s</td><td>[−3, 3]</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = 5.05 − |vx − ψx| − |vy − ψy| − 0.005 ‖a‖²</pre>
 *
 * <p>with vx = s′[32] and vy = s′[33]; a as the policy chose it, unclipped.
 * ∂r/∂ψ = (sign(vx − ψx), sign(vy − ψy)).
 *
 * <h2>Actions</h2>
 *
 * <p>Torques as parts of what the motor can do; MuJoCo clamps them to their range.
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>torques on the back right hip and ankle</td><td>150 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>2, 3</td><td>torques on the front left hip and ankle</td><td>150 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>4, 5</td><td>torques on the front right hip and ankle</td><td>150 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>6, 7</td><td>torques on the back left hip and ankle</td><td>150 N m</td><td>[−1, 1]</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>Those of {@link AntDynamics}.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1</td><td>position of the torso in x and y</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>2</td><td>z, height of the torso</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>3 to 6</td><td>orientation of the torso, a quaternion (w, x, y, z)</td><td>1</td><td>[−1, 1] after a step</td></tr>
 *   <tr><td>7, 8</td><td>angles of the front left hip and ankle</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>9, 10</td><td>angles of the front right hip and ankle</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>11, 12</td><td>angles of the back left hip and ankle</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>13, 14</td><td>angles of the back right hip and ankle</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>15, 16, 17</td><td>velocity of the torso in x, y, z at the end of the step</td><td>m/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>18, 19, 20</td><td>angular velocity of the torso about x, y, z</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>21 to 28</td><td>angular velocities of the joints of 7 to 14</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>29, 30, 31</td><td>position of the torso again</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>32</td><td>vx, mean velocity of the torso in x over the step</td><td>m/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>33</td><td>vy, mean velocity of the torso in y over the step</td><td>m/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>34</td><td>mean velocity of the torso in z over the step</td><td>m/s</td><td>(−∞, ∞)</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>The model's initial state (height 0.75, upright) plus {@link ResetNoise}; vx and vy are 0 then.
 * Terminated unless s′ is finite and 0.2 ≤ z ≤ 1. Truncated after 200 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Lin, Thomas, Yang and Ma, Model-based Adversarial Meta-Reinforcement Learning (NeurIPS 2020),
 * appendix C: Ψ and the coefficients. The rest is the published implementation's, except:
 *
 * <ul>
 *   <li>the paper prints the reward as a <em>sum</em> of distances; it must be negative, as the
 *       implementation has it;
 *   <li>the action's cost is that of the action as the policy chose it. The implementation's real ant
 *       clips the action to its range first, while the reward of its learned ant does not: the two
 *       would not be the same task;
 *   <li>position and velocity (29 to 34) belong to s′. The implementation takes them from MuJoCo's
 *       {@code xpos}, which is older than s′ after a step ({@link AntDynamics} says by how much);
 *   <li>the frame skip is 5 (0.05 s a step) where the implementation has 1 (0.01 s): that of the
 *       environment, so that 200 steps are 10 s of walking and not 2 s. Pass {@code frameSkip} 1 for the
 *       implementation's, as AdMRL's presets for the ants do: at 5 a small model cannot foresee their
 *       contacts, and policies exploit it.
 * </ul>
 *
 * @param frameSkip how many time steps of 0.01 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 */
public record Ant2d(int frameSkip, ResetNoise resetNoise, int horizon) implements MujocoTaskFamily {
  static final int HEIGHT = 2;
  static final int X_VELOCITY = 32;
  static final int Y_VELOCITY = 33;

  private static final Box PARAMETERS = Box.cube(2, -3, 3);
  private static final List<String> PARAMETER_NAMES =
      List.of("target x velocity [m/s]", "target y velocity [m/s]");
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(
          5.05, 5e-3, List.of(new Feature(X_VELOCITY, 1), new Feature(Y_VELOCITY, 1)));

  public Ant2d {
    StepCounts.check(frameSkip, horizon);
  }

  /** Frame skip 5, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 200 steps. */
  public Ant2d() {
    this(5, ResetNoise.gaussianVelocity(0.1), 200);
  }

  @Override
  public Ant2d with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    return new Ant2d(newFrameSkip, newResetNoise, newHorizon);
  }

  @Override
  public String id() {
    return "ant-2d";
  }

  @Override
  public Box parameters() {
    return PARAMETERS;
  }

  @Override
  public String parameterName(int index) {
    return PARAMETER_NAMES.get(index);
  }

  @Override
  public RewardFunction reward() {
    return REWARD;
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.ofState(Ant2d::terminates);
  }

  /** The ant's rule, whichever its task. */
  static boolean terminates(double[] next) {
    return !(next[HEIGHT] >= 0.2 && next[HEIGHT] <= 1);
  }

  @Override
  public Environment newDynamics() {
    return new AntDynamics(frameSkip, resetNoise);
  }
}
