package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.env.Walker2d;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/**
 * Walker-2D: a two-legged robot in the plane that shall keep a velocity and a height.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>ψx, target velocity in x</td><td>m/s</td><td>[−2, 2]</td></tr>
 *   <tr><td>1</td><td>ψz, target height of the torso</td><td>m</td><td>[1.0, 1.8]</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = 10 − 0.001 ‖a‖² − |vx − ψx| − 5 |h − ψz|</pre>
 *
 * <p>with vx = s′[8] and h = s′[0]; a as the policy chose it, unclipped. ∂r/∂ψ = (sign(vx − ψx),
 * 5 sign(h − ψz)).
 *
 * <h2>Actions</h2>
 *
 * <p>Torques as parts of what the motor can do; MuJoCo clamps them to their range.
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1, 2</td><td>torques on the right thigh, leg and foot joint</td><td>100 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>3, 4, 5</td><td>torques on the left thigh, leg and foot joint</td><td>100 N m</td><td>[−1, 1]</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>Those of {@link Walker2d}. Velocities are clipped to their range.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>h, height (z) of the torso</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>1</td><td>pitch of the torso</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>2, 3, 4</td><td>angles of the right thigh, leg and foot joint</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>5, 6, 7</td><td>angles of the left thigh, leg and foot joint</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>8</td><td>vx, velocity of the torso in x</td><td>m/s</td><td>[−10, 10]</td></tr>
 *   <tr><td>9</td><td>velocity of the torso in z</td><td>m/s</td><td>[−10, 10]</td></tr>
 *   <tr><td>10</td><td>angular velocity of the torso</td><td>rad/s</td><td>[−10, 10]</td></tr>
 *   <tr><td>11 to 16</td><td>angular velocities of the joints of 2 to 7</td><td>rad/s</td><td>[−10, 10]</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>The model's initial state (height 1.25, everything else 0) plus {@link ResetNoise}. Terminated
 * unless s′ is finite, 0.8 &lt; h &lt; 2 and |pitch| &lt; 1. Truncated after 200 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Lin, Thomas, Yang and Ma, Model-based Adversarial Meta-Reinforcement Learning (NeurIPS 2020),
 * appendix C: Ψ and the coefficients. The rest is the published implementation's, except:
 *
 * <ul>
 *   <li>the paper prints the reward as a <em>sum</em> of distances; it must be negative, as the
 *       implementation has it;
 *   <li>the model is Gymnasium 1.3.0's {@code walker2d_v5.xml}, since MuJoCo no longer loads the file
 *       of 2020; both feet have the friction 1.9, where the right one had 0.9;
 *   <li>the frame skip is 4 (0.008 s a step) where the implementation has 1 (0.002 s): that of the
 *       environment, so that 200 steps are 1.6 s of walking and not 0.4 s. Pass {@code frameSkip} 1
 *       for the implementation's;
 *   <li>an episode also ends where s′ is not finite outside height and pitch. A learned model may
 *       predict that, and there is no reward for it.
 * </ul>
 *
 * @param frameSkip how many time steps of 0.002 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 */
public record Walker2dFamily(int frameSkip, ResetNoise resetNoise, int horizon)
    implements MujocoTaskFamily {
  private static final int HEIGHT = 0;
  private static final int PITCH = 1;
  private static final int X_VELOCITY = 8;

  private static final Box PARAMETERS = Box.of(new double[] {-2, 1}, new double[] {2, 1.8});
  private static final List<String> PARAMETER_NAMES =
      List.of("target x velocity [m/s]", "target height [m]");
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(
          10, 1e-3, List.of(new Feature(X_VELOCITY, 1), new Feature(HEIGHT, 5)));

  public Walker2dFamily {
    StepCounts.check(frameSkip, horizon);
  }

  /** Frame skip 4, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 200 steps. */
  public Walker2dFamily() {
    this(4, ResetNoise.gaussianVelocity(0.1), 200);
  }

  @Override
  public Walker2dFamily with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    return new Walker2dFamily(newFrameSkip, newResetNoise, newHorizon);
  }

  @Override
  public String id() {
    return "walker-2d";
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
    return TerminationFunction.ofState(Walker2dFamily::terminates);
  }

  private static boolean terminates(double[] next) {
    return !(next[HEIGHT] > 0.8 && next[HEIGHT] < 2 && Math.abs(next[PITCH]) < 1);
  }

  @Override
  public Environment newDynamics() {
    return new Walker2d(
        Walker2d.Options.DEFAULT.withFrameSkip(frameSkip).withResetNoise(resetNoise));
  }
}
