package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.env.ScaledActions;
import dev.admiral.mujoco.env.HalfCheetah;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TerminationFunction;

/**
 * Half-Cheetah-Vel: a two-legged robot in the plane that shall run at a velocity it does not see.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>ψ, target velocity</td><td>m/s</td><td>[0, 2]</td></tr>
 * </table>
 *
 * <p>p(ψ) is uniform.
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = −|v − ψ| − 0.05 ‖u‖²</pre>
 *
 * <p>v = (s′[0] − s[0])/Δt and u = a/10 clipped to [−1, 1]. ∂r/∂ψ = sign(v − ψ).
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0, 1, 2</td><td>torques on the back thigh, shin and foot</td><td>1/10 of 120, 90, 60 N m</td><td>[−10, 10]</td></tr>
 *   <tr><td>3, 4, 5</td><td>torques on the front thigh, shin and foot</td><td>1/10 of 120, 60, 30 N m</td><td>[−10, 10]</td></tr>
 * </table>
 *
 * <h2>Observations</h2>
 *
 * <p>Those of {@link HalfCheetah} with its x position: {@code qpos}, then {@code qvel}.
 *
 * <table>
 *   <caption>Observations</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>x position of the torso</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>1</td><td>z position of the torso above where it begins</td><td>m</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>2</td><td>pitch of the torso</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>3, 4, 5</td><td>angles of the back thigh, shin and foot</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>6, 7, 8</td><td>angles of the front thigh, shin and foot</td><td>rad</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>9, 10</td><td>velocity of the torso in x and in z</td><td>m/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>11</td><td>angular velocity of the torso</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>12 to 17</td><td>angular velocities of the joints of 3 to 8</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>The model's initial state (all 0) plus {@link ResetNoise}. Never terminated, unless s′ is not finite.
 * Truncated after 100 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Finn, Abbeel and Levine, Model-Agnostic Meta-Learning (ICML 2017), as pytorch-maml-rl has it: range, cost, horizon
 * and action scale. Observations there are {@code qpos[1:]}, {@code qvel} and the torso's position (20 numbers, one
 * of them constant and one twice); here the x position stands first. Its torso position is MuJoCo's {@code xpos},
 * which is older than s′ after a step; here the velocity is that of {@code qpos}. Another
 * implementation (ProMP) draws from [0, 3].
 *
 * @param frameSkip how many time steps of 0.01 s make one step, at least 1
 * @param resetNoise p₀'s noise
 * @param horizon after how many steps an episode is truncated, at least 1
 * @param actionScale what actions are divided by, positive
 */
public record HalfCheetahVelocity(
    int frameSkip, ResetNoise resetNoise, int horizon, double actionScale)
    implements MujocoTaskFamily {
  private static final double ACTION_COST = 0.05;
  private static final double TIME_STEP = 0.01;
  private static final Box PARAMETERS = Box.cube(1, 0, 2);

  public HalfCheetahVelocity {
    StepCounts.check(frameSkip, horizon);
    var _ = new ControlCost(actionScale); // which checks it
  }

  /** Frame skip 5, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 100 steps, action scale 10. */
  public HalfCheetahVelocity() {
    this(5, ResetNoise.gaussianVelocity(0.1), 100, 10);
  }

  @Override
  public HalfCheetahVelocity with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    return new HalfCheetahVelocity(newFrameSkip, newResetNoise, newHorizon, actionScale);
  }

  @Override
  public String id() {
    return "half-cheetah-vel";
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
    return new ForwardReward(
        new ForwardReward.Nearness(0),
        TIME_STEP * frameSkip,
        ACTION_COST,
        new ControlCost(actionScale));
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NOT_FINITE;
  }

  @Override
  public Environment newDynamics() {
    HalfCheetah.Options own = HalfCheetah.Options.DEFAULT;
    return new ScaledActions(
        new HalfCheetah(
            new HalfCheetah.Options(
                frameSkip, own.forwardRewardWeight(), own.ctrlCostWeight(), resetNoise, false)),
        actionScale);
  }
}
