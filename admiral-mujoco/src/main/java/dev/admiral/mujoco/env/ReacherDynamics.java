package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * The arm of {@link Reacher} without its target. Nothing is to be done: every reward is 0 and no episode ends, so a
 * task family sets both.
 *
 * <h2>Actions</h2>
 *
 * <p>Those of {@link Reacher}.
 *
 * <h2>Observations</h2>
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th></tr>
 *   <tr><td>0, 1</td><td>cosine of the shoulder's and of the elbow's angle</td><td>1</td></tr>
 *   <tr><td>2, 3</td><td>sine of the shoulder's and of the elbow's angle</td><td>1</td></tr>
 *   <tr><td>4, 5</td><td>position of the fingertip in x and y</td><td>m</td></tr>
 *   <tr><td>6, 7</td><td>angular velocity of shoulder and elbow</td><td>rad/s</td></tr>
 * </table>
 *
 * <p>The fingertip's position follows from the angles, links of 0.1 m and 0.11 m; MuJoCo's own would be older than
 * they are after a step.
 */
public final class ReacherDynamics extends MujocoEnvironment {
  private static final double UPPER_ARM = 0.1;
  private static final double FOREARM = 0.11;

  /**
   * @param frameSkip how many time steps of 0.01 s make one step, at least 1
   * @param resetNoise what a reset adds to the arm's angles and velocities
   */
  public ReacherDynamics(int frameSkip, ResetNoise resetNoise) {
    super("reacher.xml", frameSkip, resetNoise, model -> 8, List.of());
  }

  /** The target stays where it is in the model, at rest: it touches nothing. */
  @Override
  void sampleInitialState(RandomStream random, double[] initialPosition, double[] initialVelocity) {
    double[] target = {initialPosition[2], initialPosition[3]};
    super.sampleInitialState(random, initialPosition, initialVelocity);
    for (int i = 0; i < 2; i++) {
      initialPosition[2 + i] = target[i];
      initialVelocity[2 + i] = 0;
    }
  }

  @Override
  void observe(MjData simulation, double[] observation) {
    double shoulder = simulation.position(0);
    double elbow = simulation.position(1);
    observation[0] = Math.cos(shoulder);
    observation[1] = Math.cos(elbow);
    observation[2] = Math.sin(shoulder);
    observation[3] = Math.sin(elbow);
    observation[4] = UPPER_ARM * Math.cos(shoulder) + FOREARM * Math.cos(shoulder + elbow);
    observation[5] = UPPER_ARM * Math.sin(shoulder) + FOREARM * Math.sin(shoulder + elbow);
    observation[6] = simulation.velocity(0);
    observation[7] = simulation.velocity(1);
  }

  @Override
  void beforeStep(MjData simulation) {}

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    observe(simulation, outcome.observation());
    return outcome.with(0, false, false);
  }
}
