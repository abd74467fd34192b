package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.Hopper;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import dev.admiral.task.WeightedAbsoluteDeviation;
import dev.admiral.task.WeightedAbsoluteDeviation.Feature;
import java.util.List;

/**
 * Hopper-2D: a hopper that shall keep a velocity and a height.
 *
 * <h2>Task</h2>
 *
 * <p>ψ = (ψx, ψz) ∈ [−2, 2] × [1.2, 2.0]: target velocity in x [m/s] and target height of the torso
 * [m].
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = 10 − 0.001 ‖a‖² − |vx − ψx| − 5 |h − ψz|</pre>
 *
 * <p>with vx = s′[5] and h = s′[0]; a as the policy chose it, unclipped. ∂r/∂ψ = (sign(vx − ψx),
 * 5 sign(h − ψz)).
 *
 * <h2>Observations and actions</h2>
 *
 * <p>Those of {@link Hopper}: {@code qpos[1:]} (5) and {@code qvel} clipped to ±10 (6); three
 * torques in [−1, 1], the actuators' range, which MuJoCo clamps them to.
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
 *       2020, and the frame skip is Gymnasium's 4 (0.008 s a step) where the implementation has 1
 *       (0.002 s): pass {@code frameSkip} 1 for that.
 * </ul>
 *
 * @param frameSkip how many time steps of 0.002 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 */
public record Hopper2d(int frameSkip, ResetNoise resetNoise, int horizon) implements TaskFamily {
  private static final int HEIGHT = 0;
  private static final int PITCH = 1;
  private static final int X_VELOCITY = 5;

  private static final Box PARAMETERS = Box.of(new double[] {-2, 1.2}, new double[] {2, 2});
  private static final RewardFunction REWARD =
      new WeightedAbsoluteDeviation(
          10, 1e-3, List.of(new Feature(X_VELOCITY, 1), new Feature(HEIGHT, 5)));

  public Hopper2d {
    if (frameSkip < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "frame skip and horizon are at least 1, not " + frameSkip + " and " + horizon);
    }
  }

  /** Frame skip 4, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 200 steps. */
  public Hopper2d() {
    this(4, ResetNoise.gaussianVelocity(0.1), 200);
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
    return switch (index) {
      case 0 -> "target x velocity [m/s]";
      case 1 -> "target height [m]";
      default -> throw new IndexOutOfBoundsException("hopper-2d has no parameter " + index);
    };
  }

  @Override
  public RewardFunction reward() {
    return REWARD;
  }

  @Override
  public TerminationFunction termination() {
    return Hopper2d::terminates;
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
