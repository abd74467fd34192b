package dev.admiral.experiments.examples;

import dev.admiral.env.Environment;
import dev.admiral.mujoco.env.MjcfEnvironment;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import java.nio.file.Path;

// tag::cart-pole
/**
 * A cart that shall stand at ψ on its rail and keep its pole up.
 *
 * @param model the MJCF file
 */
public record CartPole(Path model) implements TaskFamily {
  private static final int X = 0; // qpos: rail, hinge; then qvel: rail, hinge
  private static final int ANGLE = 1;

  /** The file in the working directory: the command line makes families without arguments. */
  public CartPole() {
    this(Path.of("cart-pole.xml"));
  }

  @Override
  public String id() {
    return "cart-pole";
  }

  @Override
  public Box parameters() {
    return Box.cube(1, -1, 1);
  }

  @Override
  public String parameterName(int index) {
    return "place of the cart [m]";
  }

  @Override
  public RewardFunction reward() {
    return new Reward();
  }

  /** r = 2 − (x′ − ψ)² − angle′² − 0.01 a² and ∂r/∂ψ = 2 (x′ − ψ). */
  private record Reward() implements RewardFunction {
    @Override
    public double reward(double[] observation, double[] action, double[] next, double[] task) {
      double offset = next[X] - task[0];
      return 2 - offset * offset - next[ANGLE] * next[ANGLE] - 0.01 * action[0] * action[0];
    }

    @Override
    public void gradient(
        double[] observation, double[] action, double[] next, double[] task, double[] gradient) {
      gradient[0] = 2 * (next[X] - task[0]);
    }
  }

  /** The pole has fallen, or the model imagines a NaN, which no comparison holds for. */
  @Override
  public TerminationFunction termination() {
    return (next, task) -> !(Math.abs(next[ANGLE]) < 0.8 && Math.abs(next[X]) < 3);
  }

  @Override
  public int horizon() {
    return 100;
  }

  @Override
  public Environment newDynamics() {
    return new MjcfEnvironment(
        model,
        MjcfEnvironment.Options.DEFAULT
            .withFrameSkip(2) // 2 × 0.01 s a step
            .withResetNoise(ResetNoise.uniform(0.05)));
  }
}
// end::cart-pole
