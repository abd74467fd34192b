package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import java.util.List;

/**
 * A one-legged robot in the plane, which shall hop forward. Gymnasium's {@code Hopper-v5}.
 *
 * <h2>Actions</h2>
 *
 * <p>Box(−1, 1, 3): torques [N m, before the gear].
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>joint</th></tr>
 *   <tr><td>0</td><td>thigh</td></tr>
 *   <tr><td>1</td><td>leg</td></tr>
 *   <tr><td>2</td><td>foot</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>11 numbers; 12 with the x position first if it is not excluded. Velocities are clipped to ±10.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0</td><td>height (z) of the torso</td><td>m</td></tr>
 *   <tr><td>1</td><td>pitch of the torso</td><td>rad</td></tr>
 *   <tr><td>2, 3, 4</td><td>angles of thigh, leg and foot joint</td><td>rad</td></tr>
 *   <tr><td>5, 6</td><td>velocity of the torso in x and in z</td><td>m/s</td></tr>
 *   <tr><td>7</td><td>angular velocity of the torso</td><td>rad/s</td></tr>
 *   <tr><td>8, 9, 10</td><td>angular velocities of thigh, leg and foot joint</td><td>rad/s</td></tr>
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
 * <p>Terminated when unhealthy: a height not above 0.7, a pitch not within ±0.2, or any other
 * position or velocity (unclipped) not within ±100. Truncated after 1000 steps by {@link
 * MujocoEnvironments}.
 *
 * <p>Infos: {@code x_position}, {@code z_distance_from_origin}, {@code x_velocity}, and the terms of
 * the reward.
 */
public final class Hopper extends MujocoEnvironment {

  /**
   * The arguments of Gymnasium's constructor.
   *
   * @param frameSkip how many time steps of 0.002 s make one step
   * @param forwardRewardWeight weight of Δx/Δt
   * @param ctrlCostWeight weight of ‖a‖²
   * @param healthyReward reward for a healthy state
   * @param terminateWhenUnhealthy whether an unhealthy state ends the episode
   * @param healthyState where {@code qpos[2:]} and {@code qvel} are healthy (open interval)
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
      Interval healthyState,
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
            new Interval(-100, 100),
            new Interval(0.7, Double.POSITIVE_INFINITY),
            new Interval(-0.2, 0.2),
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
          healthyState,
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
          healthyState,
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
          healthyState,
          healthyZ,
          healthyAngle,
          resetNoise,
          excludeCurrentPosition);
    }

    /** These options with or without the x position in the observation. */
    public Options withExcludeCurrentPosition(boolean newExcludeCurrentPosition) {
      return new Options(
          frameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          healthyReward,
          terminateWhenUnhealthy,
          healthyState,
          healthyZ,
          healthyAngle,
          resetNoise,
          newExcludeCurrentPosition);
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

  /** Hopper with Gymnasium's defaults. */
  public Hopper() {
    this(Options.DEFAULT);
  }

  public Hopper(Options options) {
    super(
        "hopper.xml",
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
    boolean healthy = isHealthy(simulation);
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

  private boolean isHealthy(MjData simulation) {
    for (int i = 2; i < simulation.model().positions(); i++) {
      if (!options.healthyState().isInside(simulation.position(i))) {
        return false;
      }
    }
    for (int i = 0; i < simulation.model().velocities(); i++) {
      if (!options.healthyState().isInside(simulation.velocity(i))) {
        return false;
      }
    }
    return options.healthyZ().isInside(simulation.position(1))
        && options.healthyAngle().isInside(simulation.position(2));
  }
}
