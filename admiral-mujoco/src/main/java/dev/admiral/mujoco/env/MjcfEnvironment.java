package dev.admiral.mujoco.env;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import dev.admiral.mujoco.MjModel;
import dev.admiral.mujoco.ModelException;
import java.nio.file.Path;
import java.util.List;

/**
 * The dynamics of one's own MJCF file, for a {@link dev.admiral.task.TaskFamily} to put its reward and
 * its termination over.
 *
 * <h2>Actions</h2>
 *
 * <p>One number for each actuator, in the file's order; MuJoCo clamps it to the actuator's {@code
 * ctrlrange} where it has one.
 *
 * <h2>Observations</h2>
 *
 * <p>{@code qpos}, then {@code qvel}, in the order of the file's joints: a slide or hinge joint has one
 * number in each, a ball joint 4 and 3, a free joint 7 and 6. The first {@link
 * Options#skippedPositions} numbers of {@code qpos} are left out. An actuator's own state (muscles,
 * filters) is simulated and not observed.
 *
 * <h2>Reward, start and end</h2>
 *
 * <p>The reward is 0, and no episode ends by itself. An episode begins in the file's own initial state
 * plus {@link ResetNoise}. A simulation that MuJoCo calls unstable throws {@link
 * dev.admiral.mujoco.UnstableSimulationException}.
 *
 * <p>A file is compiled once and shared by all environments of this process, until its modification time
 * changes; a file that it includes may not change meanwhile.
 */
public final class MjcfEnvironment extends MujocoEnvironment {

  /**
   * What may be chosen.
   *
   * @param frameSkip how many of the file's time steps make one step, at least 1
   * @param resetNoise what a reset adds to the file's initial state
   * @param skippedPositions how many numbers at the beginning of {@code qpos} are not observed, such as
   *     the place of a robot whose reward is a matter of speed; at least 0
   */
  public record Options(int frameSkip, ResetNoise resetNoise, int skippedPositions) {

    /** Every time step is a step, U(±0.01) on positions and velocities, and all is observed. */
    public static final Options DEFAULT = new Options(1, ResetNoise.uniform(0.01), 0);

    public Options {
      if (frameSkip < 1) {
        throw new IllegalArgumentException("a frame skip is at least 1, not " + frameSkip);
      }
      if (skippedPositions < 0) {
        throw new IllegalArgumentException(
            "the number of skipped positions is at least 0, not " + skippedPositions);
      }
    }

    /** These options with another frame skip. */
    public Options withFrameSkip(int newFrameSkip) {
      return new Options(newFrameSkip, resetNoise, skippedPositions);
    }

    /** These options with another start distribution. */
    public Options withResetNoise(ResetNoise newResetNoise) {
      return new Options(frameSkip, newResetNoise, skippedPositions);
    }

    /** These options with another number of positions left out of the observation. */
    public Options withSkippedPositions(int newSkippedPositions) {
      return new Options(frameSkip, resetNoise, newSkippedPositions);
    }
  }

  private final int skippedPositions;

  /**
   * A simulation with {@link Options#DEFAULT}.
   *
   * @throws ModelException as below
   */
  public MjcfEnvironment(Path file) {
    this(file, Options.DEFAULT);
  }

  /**
   * @param file in MJCF, MuJoCo's XML format
   * @throws ModelException if there is no such file, MuJoCo refuses it (the message holds MuJoCo's
   *     own), it has no actuators, or it has fewer positions than are to be skipped
   * @throws dev.admiral.asset.AssetException if the MuJoCo library cannot be had
   */
  public MjcfEnvironment(Path file, Options options) {
    super(
        load(file, options),
        options.frameSkip(),
        options.resetNoise(),
        model -> model.positions() + model.velocities() - options.skippedPositions(),
        List.of());
    this.skippedPositions = options.skippedPositions();
  }

  private static MjModel load(Path file, Options options) {
    MjModel model = MujocoModels.load(file);
    if (model.controls() == 0) {
      throw new ModelException("the model %s has no actuators to act with".formatted(file));
    }
    if (options.skippedPositions() > model.positions()) {
      throw new ModelException(
          "the model %s has %d positions, of which %d cannot be skipped"
              .formatted(file, model.positions(), options.skippedPositions()));
    }
    return model;
  }

  @Override
  void observe(MjData simulation, double[] observation) {
    simulation.copyPositions(skippedPositions, observation, 0);
    simulation.copyVelocities(observation, model().positions() - skippedPositions);
  }

  @Override
  void beforeStep(MjData simulation) {}

  @Override
  StepResult afterStep(MjData simulation, double[] action, StepResult outcome) {
    observe(simulation, outcome.observation());
    return outcome.with(0, false, false);
  }
}
