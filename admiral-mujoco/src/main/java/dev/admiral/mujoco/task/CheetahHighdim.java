package dev.admiral.mujoco.task;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.HalfCheetah;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.LinearReward;
import dev.admiral.task.StateStatistics;
import dev.admiral.task.TerminationFunction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cheetah-Highdim: a two-legged robot in the plane whose state shall point in a given direction.
 *
 * <h2>Tasks</h2>
 *
 * <table>
 *   <caption>ψ</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>i = 0 to 17</td><td>weight of component i of the standardised state</td><td>1</td><td>[−1, 1]</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <pre>r_ψ(s, a, s′) = −0.05 ‖a‖² + Σᵢ ψᵢ (s′ᵢ − mᵢ)/σᵢ</pre>
 *
 * <p>a as the policy chose it, unclipped; m and σ are {@link #statistics}. ∂r/∂ψᵢ = (s′ᵢ − mᵢ)/σᵢ.
 *
 * <h2>Actions</h2>
 *
 * <p>Torques as parts of what the motor can do; MuJoCo clamps them to their range.
 *
 * <table>
 *   <caption>Actions</caption>
 *   <tr><th>index</th><th>meaning</th><th>unit</th><th>range</th></tr>
 *   <tr><td>0</td><td>torque on the back thigh</td><td>120 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>1</td><td>torque on the back shin</td><td>90 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>2</td><td>torque on the back foot</td><td>60 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>3</td><td>torque on the front thigh</td><td>120 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>4</td><td>torque on the front shin</td><td>60 N m</td><td>[−1, 1]</td></tr>
 *   <tr><td>5</td><td>torque on the front foot</td><td>30 N m</td><td>[−1, 1]</td></tr>
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
 *   <tr><td>12, 13, 14</td><td>angular velocities of the back thigh, shin and foot</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 *   <tr><td>15, 16, 17</td><td>angular velocities of the front thigh, shin and foot</td><td>rad/s</td><td>(−∞, ∞)</td></tr>
 * </table>
 *
 * <h2>Start and end</h2>
 *
 * <p>The model's initial state (all 0) plus {@link ResetNoise}. Never terminated, except where s′ is
 * not finite, which a learned model may predict and for which there is no reward. Truncated after
 * 200 steps.
 *
 * <h2>Source, and departures from it</h2>
 *
 * <p>Lin, Thomas, Yang and Ma, Model-based Adversarial Meta-Reinforcement Learning (NeurIPS 2020),
 * section 5 and appendix C: Ψ, and the reward but for its action cost. The rest is the published
 * implementation's, except:
 *
 * <ul>
 *   <li>the action's cost is that of the action as the policy chose it, where the implementation
 *       clips it to its range first;
 *   <li>m and σ, which the paper takes from "all states collected by random policy", come from a
 *       uniformly random one. At frame skip 1 the σ that the implementation comes with are 1.4 to 2.6
 *       times as large. Actions from N(0, 1) plus the implementation's exploration noise, as of an
 *       untrained policy, do give them within 15 % (but for the pitch, whose σ depends on whether a
 *       cheetah rolled over);
 *   <li>the frame skip is 5 (0.05 s a step) where the implementation has 1 (0.01 s): that of the
 *       environment, so that 200 steps are 10 s of running and not 2 s. Pass {@code frameSkip} 1 for the
 *       implementation's.
 * </ul>
 *
 * <p>A value: two are equal that were made from equal arguments. Thread-safe.
 */
public final class CheetahHighdim implements MujocoTaskFamily {
  private static final double ACTION_COST = 0.05;
  private static final int EPISODES = 100;
  private static final long STATISTICS_SEED = 1;

  private static final List<String> STATE =
      List.of(
          "x position",
          "z position",
          "pitch",
          "back thigh angle",
          "back shin angle",
          "back foot angle",
          "front thigh angle",
          "front shin angle",
          "front foot angle",
          "x velocity",
          "z velocity",
          "pitch velocity",
          "back thigh velocity",
          "back shin velocity",
          "back foot velocity",
          "front thigh velocity",
          "front shin velocity",
          "front foot velocity");
  private static final Box PARAMETERS = Box.cube(STATE.size(), -1, 1);

  private record Arguments(
      int frameSkip, ResetNoise resetNoise, int horizon, Optional<StateStatistics> statistics) {}

  private final Arguments arguments;
  private volatile @Nullable LinearReward reward;

  private CheetahHighdim(Arguments arguments) {
    StepCounts.check(arguments.frameSkip(), arguments.horizon());
    arguments
        .statistics()
        .ifPresent(given -> {
          if (given.size() != STATE.size()) {
            throw new IllegalArgumentException(
                "a state of cheetah-highdim has %d components, not the %d of these statistics"
                    .formatted(STATE.size(), given.size()));
          }
        });
    this.arguments = arguments;
  }

  /** Frame skip 5, U(±0.1) on positions and 0.1 · N(0, 1) on velocities, 200 steps. */
  public CheetahHighdim() {
    this(5, ResetNoise.gaussianVelocity(0.1), 200);
  }

  /**
   * The family with {@link #randomPolicyStatistics}, which are computed when they are first needed.
   *
   * @param frameSkip how many time steps of 0.01 s make one step, at least 1
   * @param resetNoise p₀'s noise
   * @param horizon after how many steps an episode is truncated, at least 1
   */
  public CheetahHighdim(int frameSkip, ResetNoise resetNoise, int horizon) {
    this(new Arguments(frameSkip, resetNoise, horizon, Optional.empty()));
  }

  /**
   * The family with given statistics, such as those of an earlier run.
   *
   * @param frameSkip how many time steps of 0.01 s make one step, at least 1
   * @param resetNoise p₀'s noise
   * @param horizon after how many steps an episode is truncated, at least 1
   * @param statistics m and σ, of 18 components
   */
  public CheetahHighdim(
      int frameSkip, ResetNoise resetNoise, int horizon, StateStatistics statistics) {
    this(new Arguments(frameSkip, resetNoise, horizon, Optional.of(statistics)));
  }

  /**
   * Those of 100 episodes under uniformly random actions, the same every time: 20,000 states at the
   * default horizon, in about a second.
   */
  public static StateStatistics randomPolicyStatistics(
      int frameSkip, ResetNoise resetNoise, int horizon) {
    return StateStatistics.ofRandomPolicy(
        () -> dynamics(frameSkip, resetNoise), EPISODES, horizon, RandomStream.of(STATISTICS_SEED));
  }

  /** With the statistics if they were given; otherwise they are those of the new simulation. */
  @Override
  public CheetahHighdim with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon) {
    Arguments changed =
        new Arguments(newFrameSkip, newResetNoise, newHorizon, arguments.statistics());
    return changed.equals(arguments) ? this : new CheetahHighdim(changed);
  }

  @Override
  public int frameSkip() {
    return arguments.frameSkip();
  }

  @Override
  public ResetNoise resetNoise() {
    return arguments.resetNoise();
  }

  @Override
  public int horizon() {
    return arguments.horizon();
  }

  /** m and σ; computed by the first call of this or {@link #reward} if they were not given. */
  public StateStatistics statistics() {
    return reward().statistics();
  }

  @Override
  public String id() {
    return "cheetah-highdim";
  }

  @Override
  public Box parameters() {
    return PARAMETERS;
  }

  @Override
  public String parameterName(int index) {
    return "weight of the " + STATE.get(index);
  }

  @Override
  public LinearReward reward() {
    LinearReward known = reward;
    return known == null ? firstReward() : known;
  }

  private synchronized LinearReward firstReward() {
    LinearReward known = reward;
    if (known == null) {
      known =
          new LinearReward(
              ACTION_COST,
              arguments
                  .statistics()
                  .orElseGet(() -> randomPolicyStatistics(frameSkip(), resetNoise(), horizon())));
      reward = known;
    }
    return known;
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NOT_FINITE;
  }

  @Override
  public Environment newDynamics() {
    return dynamics(frameSkip(), resetNoise());
  }

  private static Environment dynamics(int frameSkip, ResetNoise resetNoise) {
    HalfCheetah.Options own = HalfCheetah.Options.DEFAULT;
    return new HalfCheetah(
        new HalfCheetah.Options(
            frameSkip, own.forwardRewardWeight(), own.ctrlCostWeight(), resetNoise, false));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CheetahHighdim family && arguments.equals(family.arguments);
  }

  @Override
  public int hashCode() {
    return arguments.hashCode();
  }

  @Override
  public String toString() {
    return "CheetahHighdim" + arguments;
  }
}
