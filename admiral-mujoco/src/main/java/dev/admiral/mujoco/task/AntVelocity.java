package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.env.ScaledActions;
import dev.admiral.mujoco.env.Ant;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TerminationFunction;

/**
 * Ant (velocity): a four-legged robot that shall walk at a velocity it does not see.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>ψ, target velocity in x</td><td>m/s</td><td>[0, 3]</td></tr>
 * </table>
 *
 * <p>p(ψ) is uniform.
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = 1.05 − |v − ψ| − 0.005 ‖u‖² − 0.0005 ‖F‖²</pre>
 *
 * <p>v = (s′[0] − s[0])/Δt, u = a/10 clipped to [−1, 1], F = s′[29..106]. ∂r/∂ψ = sign(v − ψ).
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0 to 7</td><td>torques on the joints of {@link Ant}</td><td>1/10 of 150 N m</td><td>[−10, 10]</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>Those of {@link Ant} with its x and y positions.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1, 2</td><td>position of the torso in x, y, z</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>3 to 6</td><td>orientation of the torso, a quaternion (w, x, y, z)</td><td>1</td><td>[−1, 1] after a step</td></tr>
 *   <tr><td>7 to 14</td><td>angles of the joints</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>15 to 20</td><td>velocity and angular velocity of the torso</td><td>m/s, rad/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>21 to 28</td><td>angular velocities of the joints</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>29 to 106</td><td>F, torques and forces from outside on the 13 bodies, clipped</td><td>N m, N</td><td>[−1, 1]</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>The model's initial state (height 0.75, upright) plus {@link ResetNoise}. Terminated unless s′ is finite and 0.2
 * ≤ z ≤ 1. Truncated after 100 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Finn, Abbeel and Levine, Model-Agnostic Meta-Learning (ICML 2017), as pytorch-maml-rl has it: range, costs, horizon and
 * action scale. Its observations also hold the torso's rotation matrix and its position once more. Under MuJoCo 2 and
 * later F is 0 there; here {@code mj_rnePostConstraint} computes it.
 *
 * @param frameSkip how many time steps of 0.01 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 * @param actionScale what actions are divided by, positive
 */
public record AntVelocity(int frameSkip, ResetNoise resetNoise, int horizon, double actionScale)
    implements MujocoTaskFamily {
  private static final int HEIGHT = 2;
  private static final int FORCES = 29;
  private static final double TIME_STEP = 0.01;
  private static final double ALIVE = 1.05;
  private static final double ACTION_COST = 0.005;
  private static final double CONTACT_COST = 5e-4;
  private static final Box PARAMETERS = Box.cube(1, 0, 3);

  public AntVelocity {
    StepCounts.check(frameSkip, horizon);
    var _ = new ControlCost(actionScale); // which checks it
  }

  /** Frame skip 5, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 100 steps, action scale 10. */
  public AntVelocity() {
    this(5, ResetNoise.gaussianVelocity(0.1), 100, 10);
  }

  @Override
  public AntVelocity with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    return new AntVelocity(newFrameSkip, newResetNoise, newHorizon, actionScale);
  }

  /** The name of Gymnasium's robot too; where a task is given, this family is meant. */
  @Override
  public String id() {
    return "ant";
  }

  @Override
  public Box parameters() {
    return PARAMETERS;
  }

  @Override
  public String parameterName(int index) {
    return "target velocity [m/s]";
  }

  @Override
  public RewardFunction reward() {
    RewardFunction forward =
        new ForwardReward(
            new ForwardReward.Nearness(ALIVE),
            TIME_STEP * frameSkip,
            ACTION_COST,
            new ControlCost(actionScale));
    return new RewardFunction() {
      @Override
      public double reward(double[] s, double[] a, double[] next, double[] task) {
        double contact = 0;
        for (int i = FORCES; i < next.length; i++) {
          contact += next[i] * next[i];
        }
        return forward.reward(s, a, next, task) - CONTACT_COST * contact;
      }

      @Override
      public void gradient(
          double[] s, double[] a, double[] next, double[] task, double[] gradient) {
        forward.gradient(s, a, next, task, gradient);
      }
    };
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.ofState(next -> !(next[HEIGHT] >= 0.2 && next[HEIGHT] <= 1));
  }

  @Override
  public Environment newDynamics() {
    return new ScaledActions(
        new Ant(
            Ant.Options.DEFAULT
                .withSimulation(frameSkip, resetNoise)
                .withObservation(false, true)
                .withTerminateWhenUnhealthy(false)),
        actionScale);
  }
}
