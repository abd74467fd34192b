package dev.admiral.dynamics;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NetworkPass;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.random.RandomStream;

/**
 * A learned deterministic transition T̂_φ(s, a) = s + µ_Δ + σ_Δ ⊙ f_φ([(s − µ_s)/σ_s, clip(a, ±1)]): a ReLU
 * perceptron f predicts the normalised change of state (Luo et al. 2019, SLBO).
 */
public final class DynamicsModel {
  private final DynamicsConfig config;
  private final int actionSize;
  private final Mlp network;
  private final RunningNormalizer states;
  private final RunningNormalizer differences;
  private final float[] parameters;

  /** A model with fresh parameters drawn from {@code random}. */
  public DynamicsModel(
      DynamicsConfig config, int observationSize, int actionSize, RandomStream random) {
    this.config = config;
    this.actionSize = actionSize;
    this.network =
        new Mlp(observationSize + actionSize, config.hidden(), observationSize, Activation.RELU);
    this.states = new RunningNormalizer(observationSize);
    this.differences = new RunningNormalizer(observationSize);
    this.parameters = network.initialParameters(random, 1);
  }

  public DynamicsConfig config() {
    return config;
  }

  public int observationSize() {
    return states.size();
  }

  public int actionSize() {
    return actionSize;
  }

  public Mlp network() {
    return network;
  }

  /** φ, live, shape {@code [network().parameterLength()]}. */
  public float[] parameters() {
    return parameters;
  }

  /** Of observations; the policy and the value function share it. */
  public RunningNormalizer states() {
    return states;
  }

  /** Of changes of state. */
  public RunningNormalizer differences() {
    return differences;
  }

  /**
   * Takes new real transitions into the normalisers.
   *
   * @param observations shape {@code [rows, observation]}
   * @param nextObservations shape {@code [rows, observation]}
   */
  public void observe(Matrix observations, Matrix nextObservations) {
    states.update(observations);
    Matrix change = Matrix.zeros(observations.rows(), observations.columns());
    for (int r = 0; r < change.rows(); r++) {
      for (int j = 0; j < change.columns(); j++) {
        change.set(r, j, nextObservations.get(r, j) - observations.get(r, j));
      }
    }
    differences.update(change);
  }

  /** Writes the network's input for every row, shape {@code [rows, observation + action]}. */
  void input(Matrix observations, Matrix actions, Matrix target) {
    states.normalize(observations, target);
    for (int r = 0; r < target.rows(); r++) {
      int to = target.rowOffset(r) + states.size();
      int from = actions.rowOffset(r);
      for (int j = 0; j < actionSize; j++) {
        target.values()[to + j] = Math.clamp(actions.values()[from + j], -1f, 1f);
      }
    }
  }

  /** Writes s + µ_Δ + σ_Δ ⊙ output for every row. */
  void advance(Matrix observations, Matrix outputs, Matrix next) {
    float[] mean = differences.mean();
    float[] std = differences.std();
    for (int r = 0; r < next.rows(); r++) {
      int from = observations.rowOffset(r);
      int at = outputs.rowOffset(r);
      int to = next.rowOffset(r);
      for (int j = 0; j < mean.length; j++) {
        next.values()[to + j] =
            observations.values()[from + j] + mean[j] + std[j] * outputs.values()[at + j];
      }
    }
  }

  /** Memory for predicting batches of up to {@code maximumRows} rows. */
  public Predictor predictor(int maximumRows, Workers workers) {
    return new Predictor(maximumRows, workers);
  }

  /** Predicts next states with the model's current parameters. Used by one thread at a time. */
  public final class Predictor {
    private final NetworkPass pass;
    private final Matrix input;

    private Predictor(int maximumRows, Workers workers) {
      this.pass = network.pass(maximumRows, workers);
      this.input = Matrix.zeros(maximumRows, network.inputSize());
    }

    /**
     * Writes T̂(s, a) of every row, clipped to {@link DynamicsConfig#stateLimit}.
     *
     * @param observations shape {@code [rows, observation]}
     * @param actions shape {@code [rows, action]}
     * @param next shape {@code [rows, observation]}
     */
    public void predict(Matrix observations, Matrix actions, Matrix next) {
      Matrix rows = input.rows(0, observations.rows());
      input(observations, actions, rows);
      advance(observations, pass.forward(parameters, rows), next);
      float[] mean = states.mean();
      float[] std = states.std();
      float limit = (float) config.stateLimit();
      for (int r = 0; r < next.rows(); r++) {
        int at = next.rowOffset(r);
        for (int j = 0; j < mean.length; j++) {
          float bound = limit * std[j];
          next.values()[at + j] =
              Math.clamp(next.values()[at + j], mean[j] - bound, mean[j] + bound);
        }
      }
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("parameters", network.pack(parameters));
    states.save(checkpoint.scope("states"));
    differences.save(checkpoint.scope("differences"));
  }

  public void restore(Checkpoint checkpoint) {
    network.unpack(checkpoint.floats("parameters"), parameters);
    states.restore(checkpoint.scope("states"));
    differences.restore(checkpoint.scope("differences"));
  }
}
