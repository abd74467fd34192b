package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import dev.admiral.mujoco.MjModel;
import java.util.List;

/**
 * A four-legged robot in space, which shall walk forward. Gymnasium's {@code Ant-v5}.
 *
 * <h2>Actions</h2>
 *
 * <p>Box(−1, 1, 8): torques [N m, before the gear].
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>joint</th></tr>
 *   <tr><td>0, 1</td><td>back right hip, ankle</td></tr>
 *   <tr><td>2, 3</td><td>front left hip, ankle</td></tr>
 *   <tr><td>4, 5</td><td>front right hip, ankle</td></tr>
 *   <tr><td>6, 7</td><td>back left hip, ankle</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>105 numbers; 107 with the x and y positions first if they are not excluded; 78 fewer without
 * contact forces.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0</td><td>height (z) of the torso</td><td>m</td></tr>
 *   <tr><td>1 to 4</td><td>orientation of the torso, a quaternion (w, x, y, z)</td><td>1</td></tr>
 *   <tr><td>5, 6</td><td>angles of the front left hip and ankle</td><td>rad</td></tr>
 *   <tr><td>7, 8</td><td>angles of the front right hip and ankle</td><td>rad</td></tr>
 *   <tr><td>9, 10</td><td>angles of the back left hip and ankle</td><td>rad</td></tr>
 *   <tr><td>11, 12</td><td>angles of the back right hip and ankle</td><td>rad</td></tr>
 *   <tr><td>13, 14, 15</td><td>velocity of the torso in x, y, z</td><td>m/s</td></tr>
 *   <tr><td>16, 17, 18</td><td>angular velocity of the torso about x, y, z</td><td>rad/s</td></tr>
 *   <tr><td>19 to 26</td><td>angular velocities of the joints of 5 to 12</td><td>rad/s</td></tr>
 *   <tr><td>27 + 6b + 0, 1, 2</td><td>torque from outside on body b + 1, clipped</td><td>N m</td></tr>
 *   <tr><td>27 + 6b + 3, 4, 5</td><td>force from outside on body b + 1, clipped</td><td>N</td></tr>
 * </table>
 *
 * <p>The 13 bodies b: torso; then, for the front left, front right, back left and back right leg,
 * its root, hip part and ankle part.
 *
 * <h2>Reward</h2>
 *
 * <p>{@code reward_survive + reward_forward + reward_ctrl + reward_contact}: the healthy reward (1)
 * in a healthy state, else 0; plus forward weight (1) · Δx/Δt of the main body; minus control weight
 * (0.5) · ‖a‖²; minus contact weight (0.0005) · ‖F‖², where F are the torques and forces above, on
 * all bodies.
 *
 * <h2>Start</h2>
 *
 * <p>The model's initial state (height 0.75, upright) plus U(±0.1) on every position (MuJoCo
 * normalises the quaternion) and 0.1 · N(0, 1) on every velocity.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when unhealthy: a position or velocity that is not finite, or a height not in
 * [0.2, 1]. Truncated after 1000 steps by {@link MujocoEnvironments}.
 *
 * <p>Infos: {@code x_position}, {@code y_position}, {@code distance_from_origin}, {@code
 * x_velocity}, {@code y_velocity}, and the terms of the reward.
 */
public final class Ant extends MujocoEnvironment {

  /**
   * The arguments of Gymnasium's constructor.
   *
   * @param frameSkip how many time steps of 0.01 s make one step
   * @param forwardRewardWeight weight of Δx/Δt
   * @param ctrlCostWeight weight of ‖a‖²
   * @param contactCostWeight weight of ‖F‖²
   * @param healthyReward reward for a healthy state
   * @param mainBody the body whose Δx counts
   * @param terminateWhenUnhealthy whether an unhealthy state ends the episode
   * @param healthyZ where the torso's height is healthy [m] (closed interval)
   * @param contactForceRange what each component of F is clipped to
   * @param resetNoise what a reset adds to the initial state
   * @param excludeCurrentPosition whether the x and y positions are left out of the observation
   * @param includeContactForces whether F is part of the observation
   */
  public record Options(
      int frameSkip,
      double forwardRewardWeight,
      double ctrlCostWeight,
      double contactCostWeight,
      double healthyReward,
      String mainBody,
      boolean terminateWhenUnhealthy,
      Interval healthyZ,
      Interval contactForceRange,
      ResetNoise resetNoise,
      boolean excludeCurrentPosition,
      boolean includeContactForces) {

    /** Gymnasium's defaults. */
    public static final Options DEFAULT =
        new Options(
            5,
            1,
            0.5,
            5e-4,
            1,
            "torso",
            true,
            new Interval(0.2, 1),
            new Interval(-1, 1),
            ResetNoise.gaussianVelocity(0.1),
            true,
            true);

    /** These options with another simulation. */
    public Options withSimulation(int newFrameSkip, ResetNoise newResetNoise) {
      return new Options(
          newFrameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          contactCostWeight,
          healthyReward,
          mainBody,
          terminateWhenUnhealthy,
          healthyZ,
          contactForceRange,
          newResetNoise,
          excludeCurrentPosition,
          includeContactForces);
    }

    /** These options with or without termination. */
    public Options withTerminateWhenUnhealthy(boolean newTerminateWhenUnhealthy) {
      return new Options(
          frameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          contactCostWeight,
          healthyReward,
          mainBody,
          newTerminateWhenUnhealthy,
          healthyZ,
          contactForceRange,
          resetNoise,
          excludeCurrentPosition,
          includeContactForces);
    }

    /** These options with other parts of the observation. */
    public Options withObservation(
        boolean newExcludeCurrentPosition, boolean newIncludeContactForces) {
      return new Options(
          frameSkip,
          forwardRewardWeight,
          ctrlCostWeight,
          contactCostWeight,
          healthyReward,
          mainBody,
          terminateWhenUnhealthy,
          healthyZ,
          contactForceRange,
          resetNoise,
          newExcludeCurrentPosition,
          newIncludeContactForces);
    }

    private int observationSize(MjModel model) {
      return model.positions()
          - (excludeCurrentPosition ? 2 : 0)
          + model.velocities()
          + (includeContactForces ? 6 * (model.bodies() - 1) : 0);
    }
  }

  private static final List<String> INFO =
      List.of(
          "x_position",
          "y_position",
          "distance_from_origin",
          "x_velocity",
          "y_velocity",
          "reward_forward",
          "reward_ctrl",
          "reward_contact",
          "reward_survive");

  private final Options options;
  private final int skipped;
  private final int mainBody;
  private double xBefore;
  private double yBefore;

  /** Ant with Gymnasium's defaults. */
  public Ant() {
    this(Options.DEFAULT);
  }

  public Ant(Options options) {
    super("ant.xml", options.frameSkip(), options.resetNoise(), options::observationSize, INFO);
    this.options = options;
    this.skipped = options.excludeCurrentPosition() ? 2 : 0;
    this.mainBody = model().body(options.mainBody());
  }

  @Override
  void observe(MjData simulation, double[] observation) {
    simulation.copyPositions(skipped, observation, 0);
    int at = simulation.model().positions() - skipped;
    simulation.copyVelocities(observation, at);
    at += simulation.model().velocities();
    if (options.includeContactForces()) {
      for (int body = 1; body < simulation.model().bodies(); body++) {
        for (int i = 0; i < 6; i++) {
          observation[at++] = contactForce(simulation, body, i);
        }
      }
    }
  }

  private double contactForce(MjData simulation, int body, int component) {
    return options.contactForceRange().clip(simulation.externalForce(body, component));
  }

  @Override
  void beforeStep(MjData simulation) {
    xBefore = simulation.bodyPosition(mainBody, 0);
    yBefore = simulation.bodyPosition(mainBody, 1);
  }

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    simulation.rnePostConstraint();
    observe(simulation, outcome.observation());
    boolean healthy = isHealthy(simulation);
    double x = simulation.position(0);
    double y = simulation.position(1);
    double xVelocity = (simulation.bodyPosition(mainBody, 0) - xBefore) / stepDuration();
    double yVelocity = (simulation.bodyPosition(mainBody, 1) - yBefore) / stepDuration();
    double forward = options.forwardRewardWeight() * xVelocity;
    double survive = healthy ? options.healthyReward() : 0;
    double control = options.ctrlCostWeight() * squaredNorm(action);
    double contact = options.contactCostWeight() * squaredContactForces(simulation);
    double[] info = outcome.info();
    info[0] = x;
    info[1] = y;
    info[2] = Math.sqrt(x * x + y * y);
    info[3] = xVelocity;
    info[4] = yVelocity;
    info[5] = forward;
    info[6] = -control;
    info[7] = -contact;
    info[8] = survive;
    return outcome.with(
        forward + survive - (control + contact),
        options.terminateWhenUnhealthy() && !healthy,
        false);
  }

  private double squaredContactForces(MjData simulation) {
    double sum = 0;
    for (int body = 0; body < simulation.model().bodies(); body++) {
      for (int i = 0; i < 6; i++) {
        double force = contactForce(simulation, body, i);
        sum += force * force;
      }
    }
    return sum;
  }

  private boolean isHealthy(MjData simulation) {
    for (int i = 0; i < simulation.model().positions(); i++) {
      if (!Double.isFinite(simulation.position(i))) {
        return false;
      }
    }
    for (int i = 0; i < simulation.model().velocities(); i++) {
      if (!Double.isFinite(simulation.velocity(i))) {
        return false;
      }
    }
    return options.healthyZ().contains(simulation.position(2));
  }
}
