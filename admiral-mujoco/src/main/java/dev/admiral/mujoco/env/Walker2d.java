package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import java.util.List;

/**
 * A two-legged robot in the plane, which shall walk forward. Gymnasium's {@code Walker2d-v5}.
 *
 * <h2>Actions</h2>
 *
 * <p>Box(−1, 1, 6): torques [N m, before the gear].
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>joint</th></tr>
 *   <tr><td>0, 1, 2</td><td>right thigh, leg, foot</td></tr>
 *   <tr><td>3, 4, 5</td><td>left thigh, leg, foot</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>17 numbers; 18 with the x position first if it is not excluded. Velocities are clipped to ±10.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0</td><td>height (z) of the torso</td><td>m</td></tr>
 *   <tr><td>1</td><td>pitch of the torso</td><td>rad</td></tr>
 *   <tr><td>2, 3, 4</td><td>angles of the right thigh, leg and foot</td><td>rad</td></tr>
 *   <tr><td>5, 6, 7</td><td>angles of the left thigh, leg and foot</td><td>rad</td></tr>
 *   <tr><td>8, 9</td><td>velocity of the torso in x and in z</td><td>m/s</td></tr>
 *   <tr><td>10</td><td>angular velocity of the torso</td><td>rad/s</td></tr>
 *   <tr><td>11 to 16</td><td>angular velocities of the joints of 2 to 7</td><td>rad/s</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>{@code reward_survive + reward_forward + reward_ctrl}: the healthy reward (1) in a healthy
 * state, else 0; plus forward weight (1) · Δx/Δt of the torso; minus control weight (0.001) · ‖a‖².
 *
 * <h2>Start</h2>
 *
 * <p>The model's initial state (height 1.25, everything else 0) plus U(±0.005) on every position
 * and velocity.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when unhealthy: a height not within (0.8, 2) or a pitch not within (−1, 1).
 * Truncated after 1000 steps by {@link MujocoEnvironments}.
 *
 * <p>Infos: {@code x_position}, {@code z_distance_from_origin}, {@code x_velocity}, and the terms of
 * the reward.
 */
public final class Walker2d extends MujocoEnvironment {

  /**
   * The arguments of Gymnasium's constructor.
   *
   * @param frameSkip how many time steps of 0.002 s make one step
   * @param forwardRewardWeight weight of Δx/Δt
   * @param ctrlCostWeight weight of ‖a‖²
   * @param healthyReward reward for a healthy state
   * @param terminateWhenUnhealthy whether an unhealthy state ends the episode
   * @param healthyZ where the torso's height is healthy [m] (open interval)
   * @param healthyAngle where the torso's pitch is healthy [rad] (open interval)
   * @param resetNoise what a reset adds to the initial state
   * @param excludeCurrentPosition whether the x position is left out of the observation
   */
  public record Options(
      int frameSkip,
      double forwardRewardWeight,
      double ctrlCostWeight,
      double healthyReward,
      boolean terminateWhenUnhealthy,
      Interval healthyZ,
      Interval healthyAngle,
      ResetNoise resetNoise,
      boolean excludeCurrentPosition) {

    /** Gymnasium's defaults. */
    public static final Options DEFAULT =
        new Options(
            4,
            1,
            1e-3,
            1,
            true,
            new Interval(0.8, 2),
            new Interval(-1, 1),
            ResetNoise.uniform(5e-3),
            true);

    /** These options with another frame skip. */
    public Options withFrameSkip(int newFrameSkip) {
      return new Options(
          newFrameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          healthyReward,
          terminateWhenUnhealthy,
          healthyZ,
          healthyAngle,
          resetNoise,
          excludeCurrentPosition);
    }

    /** These options with other noise. */
    public Options withResetNoise(ResetNoise newResetNoise) {
      return new Options(
          frameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          healthyReward,
          terminateWhenUnhealthy,
          healthyZ,
          healthyAngle,
          newResetNoise,
          excludeCurrentPosition);
    }

    /** These options with or without termination. */
    public Options withTerminateWhenUnhealthy(boolean newTerminateWhenUnhealthy) {
      return new Options(
          frameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          healthyReward,
          newTerminateWhenUnhealthy,
          healthyZ,
          healthyAngle,
          resetNoise,
          excludeCurrentPosition);
    }
  }

  private static final List<String> INFO =
      List.of(
          "x_position",
          "z_distance_from_origin",
          "x_velocity",
          "reward_forward",
          "reward_ctrl",
          "reward_survive");
  private static final Interval OBSERVED_VELOCITY = new Interval(-10, 10);

  private final Options options;
  private final int skipped;
  private double xBefore;

  /** Walker2d with Gymnasium's defaults. */
  public Walker2d() {
    this(Options.DEFAULT);
  }

  public Walker2d(Options options) {
    super(
        "walker2d_v5.xml",
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
    int velocities = simulation.model().positions() - skipped;
    for (int i = 0; i < simulation.model().velocities(); i++) {
      observation[velocities + i] = OBSERVED_VELOCITY.clip(simulation.velocity(i));
    }
  }

  @Override
  void beforeStep(MjData simulation) {
    xBefore = simulation.position(0);
  }

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    observe(simulation, outcome.observation());
    boolean healthy =
        options.healthyZ().isInside(simulation.position(1))
            && options.healthyAngle().isInside(simulation.position(2));
    double x = simulation.position(0);
    double xVelocity = (x - xBefore) / stepDuration();
    double forward = options.forwardRewardWeight() * xVelocity;
    double survive = healthy ? options.healthyReward() : 0;
    double control = options.ctrlCostWeight() * squaredNorm(action);
    double[] info = outcome.info();
    info[0] = x;
    info[1] = simulation.position(1) - initialPosition(1);
    info[2] = xVelocity;
    info[3] = forward;
    info[4] = -control;
    info[5] = survive;
    return outcome.with(
        forward + survive - control, options.terminateWhenUnhealthy() && !healthy, false);
  }
}
