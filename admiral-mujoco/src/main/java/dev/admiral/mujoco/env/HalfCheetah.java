package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import java.util.List;

/**
 * A two-legged robot in the plane, which shall run forward and cannot fall. Gymnasium's {@code
 * HalfCheetah-v5}.
 *
 * <h2>Actions</h2>
 *
 * <p>Box(−1, 1, 6): torques [N m, before the gear].
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>joint</th></tr>
 *   <tr><td>0, 1, 2</td><td>back thigh, shin, foot</td></tr>
 *   <tr><td>3, 4, 5</td><td>front thigh, shin, foot</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>17 numbers; 18 with the x position first if it is not excluded.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0</td><td>height (z) of the front tip</td><td>m</td></tr>
 *   <tr><td>1</td><td>pitch of the front tip</td><td>rad</td></tr>
 *   <tr><td>2, 3, 4</td><td>angles of the back thigh, shin and foot</td><td>rad</td></tr>
 *   <tr><td>5, 6, 7</td><td>angles of the front thigh, shin and foot</td><td>rad</td></tr>
 *   <tr><td>8, 9</td><td>velocity of the front tip in x and in z</td><td>m/s</td></tr>
 *   <tr><td>10</td><td>angular velocity of the front tip</td><td>rad/s</td></tr>
 *   <tr><td>11 to 16</td><td>angular velocities of the joints of 2 to 7</td><td>rad/s</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>{@code reward_forward + reward_ctrl}: forward weight (1) · Δx/Δt of the front tip, minus
 * control weight (0.1) · ‖a‖².
 *
 * <h2>Start</h2>
 *
 * <p>The model's initial state (all 0) plus U(±0.1) on every position and 0.1 · N(0, 1) on every
 * velocity.
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 1000 steps by {@link MujocoEnvironments}.
 *
 * <p>Infos: {@code x_position}, {@code x_velocity}, and the terms of the reward.
 */
public final class HalfCheetah extends MujocoEnvironment {

  /**
   * The arguments of Gymnasium's constructor.
   *
   * @param frameSkip how many time steps of 0.01 s make one step
   * @param forwardRewardWeight weight of Δx/Δt
   * @param ctrlCostWeight weight of ‖a‖²
   * @param resetNoise what a reset adds to the initial state
   * @param excludeCurrentPosition whether the x position is left out of the observation
   */
  public record Options(
      int frameSkip,
      double forwardRewardWeight,
      double ctrlCostWeight,
      ResetNoise resetNoise,
      boolean excludeCurrentPosition) {

    /** Gymnasium's defaults. */
    public static final Options DEFAULT =
        new Options(5, 1, 0.1, ResetNoise.gaussianVelocity(0.1), true);
  }

  private static final List<String> INFO =
      List.of("x_position", "x_velocity", "reward_forward", "reward_ctrl");

  private final Options options;
  private final int skipped;
  private double xBefore;

  /** HalfCheetah with Gymnasium's defaults. */
  public HalfCheetah() {
    this(Options.DEFAULT);
  }

  public HalfCheetah(Options options) {
    super(
        "half_cheetah.xml",
        options.frameSkip(),
        options.resetNoise(),
        model ->
            model.positions() + model.velocities() - (options.excludeCurrentPosition() ? 1 : 0),
        INFO);
    this.options = options;
    this.skipped = options.excludeCurrentPosition() ? 1 : 0;
  }

  @Override
  void observe(MjData simulation, double[] observation) {
    simulation.copyPositions(skipped, observation, 0);
    simulation.copyVelocities(observation, simulation.model().positions() - skipped);
  }

  @Override
  void beforeStep(MjData simulation) {
    xBefore = simulation.position(0);
  }

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    observe(simulation, outcome.observation());
    double x = simulation.position(0);
    double xVelocity = (x - xBefore) / stepDuration();
    double forward = options.forwardRewardWeight() * xVelocity;
    double control = options.ctrlCostWeight() * squaredNorm(action);
    double[] info = outcome.info();
    info[0] = x;
    info[1] = xVelocity;
    info[2] = forward;
    info[3] = -control;
    return outcome.with(forward - control, false, false);
  }
}
