package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.Hopper;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/**
 * Hopper-2D: a hopper that shall keep a velocity and a height.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>ψx, target velocity in x</td><td>m/s</td><td>[−2, 2]</td></tr>
 *   <tr><td>1</td><td>ψz, target height of the torso</td><td>m</td><td>[1.2, 2.0]</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = 10 − 0.001 ‖a‖² − |vx − ψx| − 5 |h − ψz|</pre>
 *
 * <p>with vx = s′[5] and h = s′[0]; a as the policy chose it, unclipped. ∂r/∂ψ = (sign(vx − ψx),
 * 5 sign(h − ψz)).
 *
 * <h2>Actions</h2>
 *
 * <p>Torques as parts of what the motor can do; MuJoCo clamps them to their range.
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>torque on the thigh joint</td><td>200 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>1</td><td>torque on the leg joint</td><td>200 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>2</td><td>torque on the foot joint</td><td>200 N m</td><td>[−1, 1]</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>Those of {@link Hopper}. Velocities are clipped to their range.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>h, height (z) of the torso</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>1</td><td>pitch of the torso</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>2, 3, 4</td><td>angles of thigh, leg and foot joint</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>5</td><td>vx, velocity of the torso in x</td><td>m/s</td><td>[−10, 10]</td></tr>
 *   <tr><td>6</td><td>velocity of the torso in z</td><td>m/s</td><td>[−10, 10]</td></tr>
 *   <tr><td>7</td><td>angular velocity of the torso</td><td>rad/s</td><td>[−10, 10]</td></tr>
 *   <tr><td>8, 9, 10</td><td>angular velocities of thigh, leg and foot joint</td><td>rad/s</td><td>[−10, 10]</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>The model's initial state plus {@link ResetNoise}. Terminated unless s′ is finite, |s′[2:]| &lt;
 * 100, h &gt; 0.7 and |pitch| &lt; 0.2. Truncated after 200 steps. A simulation that MuJoCo itself
 * calls unstable throws {@link dev.admiral.mujoco.UnstableSimulationException}, so the real
 * environment never rewards a NaN; who imagines transitions asks {@link #termination} first.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Lin, Thomas, Yang and Ma, Model-based Adversarial Meta-Reinforcement Learning (NeurIPS 2020),
 * appendix C: Ψ and the coefficients. The rest is the published implementation's, except:
 *
 * <ul>
 *   <li>the paper prints the reward as a <em>sum</em> of distances; it must be negative, as the
 *       implementation has it;
 *   <li>the model is Gymnasium 1.3.0's {@code hopper.xml}, since MuJoCo no longer loads the file of
 *       2020;
 *   <li>the frame skip is 4 (0.008 s a step) where the implementation has 1 (0.002 s): that of the
 *       environment, so that 200 steps are 1.6 s of hopping and not 0.4 s. Pass {@code frameSkip} 1
 *       for the implementation's.
 * </ul>
 *
 * @param frameSkip how many time steps of 0.002 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 */
public record Hopper2d(int frameSkip, ResetNoise resetNoise, int horizon)
    implements MujocoTaskFamily {
  private static final int HEIGHT = 0;
  private static final int PITCH = 1;
  private static final int X_VELOCITY = 5;

  private static final Box PARAMETERS = Box.of(new double[] {-2, 1.2}, new double[] {2, 2});
  private static final List<String> PARAMETER_NAMES =
      List.of("target x velocity [m/s]", "target height [m]");
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(
          10, 1e-3, List.of(new Feature(X_VELOCITY, 1), new Feature(HEIGHT, 5)));

  public Hopper2d {
    StepCounts.check(frameSkip, horizon);
  }

  /** Frame skip 4, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 200 steps. */
  public Hopper2d() {
    this(4, ResetNoise.gaussianVelocity(0.1), 200);
  }

  @Override
  public Hopper2d with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    return new Hopper2d(newFrameSkip, newResetNoise, newHorizon);
  }

  @Override
  public String id() {
    return "hopper-2d";
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
    return TerminationFunction.ofState(Hopper2d::terminates);
  }

  private static boolean terminates(double[] next) {
    // Comparisons that NaN fails.
    boolean stands =
        next[HEIGHT] > 0.7
            && next[HEIGHT] < Double.POSITIVE_INFINITY
            && Math.abs(next[PITCH]) < 0.2;
    for (int i = 2; i < next.length; i++) {
      stands &= Math.abs(next[i]) < 100;
    }
    return !stands;
  }

  @Override
  public Environment newDynamics() {
    return new Hopper(Hopper.Options.DEFAULT.withFrameSkip(frameSkip).withResetNoise(resetNoise));
  }
}
