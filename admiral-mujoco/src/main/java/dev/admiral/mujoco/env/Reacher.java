package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * An arm with two joints in the plane, whose fingertip shall reach a target. Gymnasium's {@code
 * Reacher-v5}.
 *
 * <h2>Actions</h2>
 *
 * <p>Box(−1, 1, 2): torques [N m, before the gear].
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>joint</th></tr>
 *   <tr><td>0</td><td>shoulder ({@code joint0})</td></tr>
 *   <tr><td>1</td><td>elbow ({@code joint1})</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>10 numbers.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0, 1</td><td>cosine of the shoulder's and of the elbow's angle</td><td>1</td></tr>
 *   <tr><td>2, 3</td><td>sine of the shoulder's and of the elbow's angle</td><td>1</td></tr>
 *   <tr><td>4, 5</td><td>position of the target in x and y</td><td>m</td></tr>
 *   <tr><td>6, 7</td><td>angular velocity of shoulder and elbow</td><td>rad/s</td></tr>
 *   <tr><td>8, 9</td><td>fingertip − target in x and y</td><td>m</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>{@code reward_dist + reward_ctrl}: −distance weight (1) · ‖fingertip − target‖ − control weight
 * (1) · ‖a‖². (Gymnasium's documentation says 0.1 for the latter; its code, which is followed here,
 * says 1.)
 *
 * <h2>Start</h2>
 *
 * <p>Both angles U(±0.1), both angular velocities U(±0.005); the target uniform in the disc of
 * radius 0.2 m, at rest.
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 50 steps by {@link MujocoEnvironments}.
 *
 * <p>Infos: the terms of the reward.
 */
public final class Reacher extends MujocoEnvironment {

  /**
   * The arguments of Gymnasium's constructor, and the reset noise that it fixes.
   *
   * @param frameSkip how many time steps of 0.01 s make one step
   * @param distanceWeight weight of ‖fingertip − target‖
   * @param ctrlCostWeight weight of ‖a‖²
   * @param resetNoise what a reset adds to the arm's angles and velocities
   */
  public record Options(
      int frameSkip, double distanceWeight, double ctrlCostWeight, ResetNoise resetNoise) {

    /** Gymnasium's defaults. */
    public static final Options DEFAULT =
        new Options(2, 1, 1, new ResetNoise(0.1, 0.005, ResetNoise.Distribution.UNIFORM));
  }

  private static final List<String> INFO = List.of("reward_dist", "reward_ctrl");
  private static final double TARGET_RADIUS = 0.2;

  private final Options options;
  private final int fingertip;
  private final int target;

  /** Reacher with Gymnasium's defaults. */
  public Reacher() {
    this(Options.DEFAULT);
  }

  public Reacher(Options options) {
    super("reacher.xml", options.frameSkip(), options.resetNoise(), model -> 10, INFO);
    this.options = options;
    this.fingertip = model().body("fingertip");
    this.target = model().body("target");
  }

  @Override
  void sampleInitialState(RandomStream random, double[] initialPosition, double[] initialVelocity) {
    super.sampleInitialState(random, initialPosition, initialVelocity);
    double x;
    double y;
    do {
      x = random.nextDouble(-TARGET_RADIUS, TARGET_RADIUS);
      y = random.nextDouble(-TARGET_RADIUS, TARGET_RADIUS);
    } while (Math.hypot(x, y) >= TARGET_RADIUS);
    initialPosition[2] = x;
    initialPosition[3] = y;
    initialVelocity[2] = 0;
    initialVelocity[3] = 0;
  }

  @Override
  void observe(MjData simulation, double[] observation) {
    for (int i = 0; i < 2; i++) {
      observation[i] = Math.cos(simulation.position(i));
      observation[2 + i] = Math.sin(simulation.position(i));
      observation[4 + i] = simulation.position(2 + i);
      observation[6 + i] = simulation.velocity(i);
      observation[8 + i] = distance(simulation, i);
    }
  }

  private double distance(MjData simulation, int axis) {
    return simulation.bodyPosition(fingertip, axis) - simulation.bodyPosition(target, axis);
  }

  @Override
  void beforeStep(MjData simulation) {}

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    observe(simulation, outcome.observation());
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double d = distance(simulation, axis);
      squares += d * d;
    }
    double[] info = outcome.info();
    info[0] = -options.distanceWeight() * Math.sqrt(squares);
    info[1] = -options.ctrlCostWeight() * squaredNorm(action);
    return outcome.with(info[0] + info[1], false, false);
  }
}
