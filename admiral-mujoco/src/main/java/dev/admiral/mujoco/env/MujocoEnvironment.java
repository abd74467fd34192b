package dev.admiral.mujoco.env;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.mujoco.MjData;
import dev.admiral.mujoco.MjModel;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.Arrays;
import java.util.List;

/**
 * What the MuJoCo environments share: a simulation that is reset to a noisy initial state, and
 * stepped with the action as its controls. A subclass says what is observed and what it is worth.
 *
 * <p>Stepping allocates nothing. An action must be finite; MuJoCo clamps it to the actuators'
 * range, while the reward sees it as it was given.
 */
public abstract class MujocoEnvironment implements Environment {
  private final MjData data;
  private final int frameSkip;
  private final ResetNoise resetNoise;
  private final Box observationSpace;
  private final List<String> infoNames;
  private final StepResult result;
  private final double[] initialPosition;
  private final double[] initialVelocity;
  private final double[] position;
  private final double[] velocity;

  /**
   * On one of Gymnasium's models.
   *
   * @param modelFile the model's file name, such as {@code hopper.xml}
   * @param frameSkip as below, and so are the rest
   */
  MujocoEnvironment(
      String modelFile,
      int frameSkip,
      ResetNoise resetNoise,
      ObservationSize size,
      List<String> infoNames) {
    this(MujocoModels.load(modelFile), frameSkip, resetNoise, size, infoNames);
  }

  /**
   * @param model what is simulated
   * @param frameSkip how many time steps of the simulation make one of the environment, at least 1
   * @param resetNoise what a reset adds to the model's initial state
   * @param size of the observation, by the model
   * @param infoNames the terms that {@link #observe} writes
   */
  MujocoEnvironment(
      MjModel model,
      int frameSkip,
      ResetNoise resetNoise,
      ObservationSize size,
      List<String> infoNames) {
    if (frameSkip < 1) {
      throw new IllegalArgumentException("a frame skip is at least 1, not " + frameSkip);
    }
    this.data = new MjData(model);
    this.frameSkip = frameSkip;
    this.resetNoise = resetNoise;
    this.observationSpace = Box.unbounded(size.of(model));
    this.infoNames = infoNames;
    this.result = new StepResult(observationSpace.size(), infoNames.size());
    this.initialPosition = new double[model.positions()];
    this.initialVelocity = new double[model.velocities()];
    data.copyPositions(0, initialPosition, 0);
    data.copyVelocities(initialVelocity, 0);
    this.position = new double[model.positions()];
    this.velocity = new double[model.velocities()];
  }

  /** How many numbers an observation has. */
  @FunctionalInterface
  interface ObservationSize {
    int of(MjModel model);
  }

  @Override
  public final Box observationSpace() {
    return observationSpace;
  }

  @Override
  public final Box actionSpace() {
    return data.model().controlRange();
  }

  @Override
  public final List<String> infoNames() {
    return infoNames;
  }

  /** How long a step takes in the simulated world [s]. */
  public final double stepDuration() {
    return data.model().timestep() * frameSkip;
  }

  @Override
  public final StepResult reset(RandomStream random) {
    System.arraycopy(initialPosition, 0, position, 0, position.length);
    System.arraycopy(initialVelocity, 0, velocity, 0, velocity.length);
    sampleInitialState(random, position, velocity);
    return begin();
  }

  /** {@inheritDoc} The state is {@code qpos}, then {@code qvel}. */
  @Override
  public final StepResult resetTo(double[] state) {
    if (state.length != position.length + velocity.length) {
      throw new IllegalArgumentException(
          "an initial state has %d positions and %d velocities, not %d numbers"
              .formatted(position.length, velocity.length, state.length));
    }
    System.arraycopy(state, 0, position, 0, position.length);
    System.arraycopy(state, position.length, velocity, 0, velocity.length);
    return begin();
  }

  private StepResult begin() {
    data.reset();
    data.state(position, velocity);
    data.forward();
    observe(data, result.observation());
    Arrays.fill(result.info(), 0);
    return result.with(0, false, false);
  }

  @Override
  public final StepResult step(double[] action) {
    beforeStep(data);
    data.control(action);
    data.step(frameSkip);
    return afterStep(data, action, result);
  }

  /**
   * Changes the model's initial state into one drawn from the start distribution; adds {@link
   * ResetNoise} unless overridden.
   *
   * @param initialPosition {@code qpos}, in and out
   * @param initialVelocity {@code qvel}, in and out
   */
  void sampleInitialState(RandomStream random, double[] initialPosition, double[] initialVelocity) {
    resetNoise.addTo(initialPosition, initialVelocity, random);
  }

  /** Writes the observation. */
  abstract void observe(MjData simulation, double[] observation);

  /** Notes what the reward needs of the state before a step. */
  abstract void beforeStep(MjData simulation);

  /** Writes observation and info, and sets reward and termination. */
  abstract StepResult afterStep(MjData simulation, double[] action, StepResult outcome);

  final MjModel model() {
    return data.model();
  }

  /** The model's initial {@code qpos[index]}. */
  final double initialPosition(int index) {
    return initialPosition[index];
  }

  /** Σ aᵢ². */
  static double squaredNorm(double[] vector) {
    double sum = 0;
    for (double v : vector) {
      sum += v * v;
    }
    return sum;
  }

  /** Frees the simulation; does nothing the second time. */
  @Override
  public void close() {
    data.close();
  }
}
