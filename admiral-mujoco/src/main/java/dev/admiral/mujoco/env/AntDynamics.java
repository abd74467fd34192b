package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import java.util.List;

/**
 * The robot of {@link Ant}, observed with its torso's position and velocity and without contact
 * forces, for which it does not pay either. Nothing is to be done: every reward is 0 and no episode
 * ends, so a task family sets both.
 *
 * <h2>Actions</h2>
 *
 * <p>Those of {@link Ant}.
 *
 * <h2>Observations</h2>
 *
 * <p>35 numbers.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0, 1, 2</td><td>position of the torso in x, y, z</td><td>m</td></tr>
 *   <tr><td>3 to 6</td><td>orientation of the torso, a quaternion (w, x, y, z)</td><td>1</td></tr>
 *   <tr><td>7, 8</td><td>angles of the front left hip and ankle</td><td>rad</td></tr>
 *   <tr><td>9, 10</td><td>angles of the front right hip and ankle</td><td>rad</td></tr>
 *   <tr><td>11, 12</td><td>angles of the back left hip and ankle</td><td>rad</td></tr>
 *   <tr><td>13, 14</td><td>angles of the back right hip and ankle</td><td>rad</td></tr>
 *   <tr><td>15, 16, 17</td><td>velocity of the torso in x, y, z at the end of the step</td><td>m/s</td></tr>
 *   <tr><td>18, 19, 20</td><td>angular velocity of the torso about x, y, z</td><td>rad/s</td></tr>
 *   <tr><td>21 to 28</td><td>angular velocities of the joints of 7 to 14</td><td>rad/s</td></tr>
 *   <tr><td>29, 30, 31</td><td>position of the torso's body in x, y, z</td><td>m</td></tr>
 *   <tr><td>32, 33, 34</td><td>velocity of the torso's body in x, y, z over the step</td><td>m/s</td></tr>
 * </table>
 *
 * <p>0 to 14 are {@code qpos}, 15 to 28 {@code qvel}. 32 to 34 are what 29 to 31 changed by in the
 * step, divided by its duration; 0 after a reset.
 *
 * <p>29 to 31 repeat 0 to 2: {@code qpos[0..2]} of a free joint <em>is</em> where its body is.
 * MuJoCo's {@code xpos} would say the same after {@code mj_forward}, but not after {@code mj_step},
 * which leaves in it what the integrator computed before it moved for the last time, up to 1 cm away;
 * {@code mj_rnePostConstraint} does not renew it. Velocities from that would be wrong by up to
 * 0.2 m/s at frame skip 5 and 0.7 m/s at frame skip 1. So it is not used.
 *
 * <h2>Start</h2>
 *
 * <p>The model's initial state (height 0.75, upright) plus {@link ResetNoise}. The quaternion becomes
 * a unit quaternion with the first step.
 */
public final class AntDynamics extends MujocoEnvironment {
  private static final int AXES = 3;

  private final double[] before = new double[AXES];

  /**
   * @param frameSkip how many time steps of 0.01 s make one step, at least 1
   * @param resetNoise what a reset adds to the initial state
   */
  public AntDynamics(int frameSkip, ResetNoise resetNoise) {
    super(
        "ant.xml",
        frameSkip,
        resetNoise,
        model -> model.positions() + model.velocities() + 2 * AXES,
        List.of());
  }

  /** Writes the observation after a reset; {@link #afterStep} adds the velocity. */
  @Override
  void observe(MjData simulation, double[] observation) {
    simulation.copyPositions(0, observation, 0);
    simulation.copyVelocities(observation, simulation.model().positions());
    int torso = simulation.model().positions() + simulation.model().velocities();
    for (int axis = 0; axis < AXES; axis++) {
      observation[torso + axis] = simulation.position(axis);
      observation[torso + AXES + axis] = 0;
    }
  }

  @Override
  void beforeStep(MjData simulation) {
    for (int axis = 0; axis < AXES; axis++) {
      before[axis] = simulation.position(axis);
    }
  }

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    double[] observation = outcome.observation();
    observe(simulation, observation);
    int velocity = observation.length - AXES;
    for (int axis = 0; axis < AXES; axis++) {
      observation[velocity + axis] = (simulation.position(axis) - before[axis]) / stepDuration();
    }
    return outcome.with(0, false, false);
  }
}
