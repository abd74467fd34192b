package dev.admiral.policy;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NetworkPass;
import dev.admiral.nn.Normalizer;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/** V(s): a tanh perceptron on normalised observations, fitted to returns by least squares. */
public final class ValueFunction {

  /**
   * What may be chosen.
   *
   * @param hidden the widths of the hidden layers
   * @param learningRate of Adam
   * @param epochs how often a fit goes through its samples
   * @param batchSize how many samples one step of Adam takes
   */
  public record Config(List<Integer> hidden, double learningRate, int epochs, int batchSize) {
    public Config {
      hidden = List.copyOf(hidden);
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs must be at least 1, not " + epochs);
      }
      if (batchSize < 1) {
        throw new IllegalArgumentException("batch-size must be at least 1, not " + batchSize);
      }
    }

    /** Two layers of 64, learning rate 10⁻³, 5 epochs of batches of 64. */
    public static Config defaults() {
      return new Config(List.of(64, 64), 1e-3, 5, 64);
    }
  }

  private final Config config;
  private final Normalizer normalizer;
  private final Mlp network;
  private final Adam adam;
  private final float[] parameters;
  private final float[] gradient;
  private final Workers workers;

  // A fit's batches are too small to share; an evaluation's are not.
  private final NetworkPass fitPass;
  private final Matrix fitInputs;
  private final Matrix fitErrors;

  private NetworkPass evaluationPass;
  private Matrix normalized;
  private int[] order = new int[0];

  public ValueFunction(Config config, Normalizer normalizer, Workers workers) {
    this.config = config;
    this.normalizer = normalizer;
    this.workers = workers;
    this.network = new Mlp(normalizer.size(), config.hidden(), 1, Activation.TANH);
    this.parameters = new float[network.parameterLength()];
    this.gradient = new float[network.parameterLength()];
    this.adam = new Adam(parameters.length, Adam.Config.of(config.learningRate()), Workers.SERIAL);
    this.fitPass = network.pass(config.batchSize(), Workers.SERIAL);
    this.fitInputs = Matrix.zeros(config.batchSize(), normalizer.size());
    this.fitErrors = Matrix.zeros(config.batchSize(), 1);
    this.evaluationPass = network.pass(1, workers);
    this.normalized = Matrix.zeros(1, normalizer.size());
  }

  /** Starts afresh: new random weights, new optimiser. */
  public void reset(RandomStream random) {
    System.arraycopy(network.initialParameters(random, 1), 0, parameters, 0, parameters.length);
    adam.reset();
  }

  /** Writes V of every row of {@code observations}, shape {@code [rows, observation]}. */
  public void evaluate(Matrix observations, float[] values) {
    int rows = observations.rows();
    if (rows > normalized.rows()) {
      evaluationPass = network.pass(rows, workers);
      normalized = Matrix.zeros(rows, normalizer.size());
    }
    Matrix inputs = normalized.rows(0, rows);
    normalizer.normalize(observations, inputs);
    Matrix outputs = evaluationPass.forward(parameters, inputs);
    for (int r = 0; r < rows; r++) {
      values[r] = outputs.get(r, 0);
    }
  }

  /**
   * Fits V to {@code targets}, shape {@code [rows]}.
   *
   * @return the mean squared error over the last epoch, before each of its steps
   */
  public double fit(Matrix observations, float[] targets, RandomStream random) {
    int rows = observations.rows();
    if (rows > normalized.rows()) {
      evaluationPass = network.pass(rows, workers);
      normalized = Matrix.zeros(rows, normalizer.size());
    }
    Matrix inputs = normalized.rows(0, rows);
    normalizer.normalize(observations, inputs);
    shuffledOrder(rows);
    double loss = 0;
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      shuffle(rows, random);
      loss = 0;
      for (int from = 0; from < rows; from += config.batchSize()) {
        loss += step(inputs, targets, from, Math.min(rows, from + config.batchSize()));
      }
    }
    NonFiniteException.check("the value function's loss", loss);
    return loss / rows;
  }

  private double step(Matrix inputs, float[] targets, int from, int to) {
    int count = to - from;
    Matrix batch = fitInputs.rows(0, count);
    int columns = inputs.columns();
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          inputs.values(), inputs.rowOffset(order[from + i]), batch.values(), i * columns, columns);
    }
    Matrix values = fitPass.forward(parameters, batch);
    double squares = 0;
    for (int i = 0; i < count; i++) {
      float error = values.get(i, 0) - targets[order[from + i]];
      squares += (double) error * error;
      fitErrors.set(i, 0, 2 * error / count);
    }
    Arrays.fill(gradient, 0);
    fitPass.vjp(fitErrors.rows(0, count), gradient, null);
    adam.step(parameters, gradient);
    return squares;
  }

  private void shuffledOrder(int rows) {
    if (order.length != rows) {
      order = new int[rows];
    }
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
  }

  private void shuffle(int rows, RandomStream random) {
    for (int i = rows - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("parameters", network.pack(parameters));
    adam.save(checkpoint.scope("adam"));
  }

  public void restore(Checkpoint checkpoint) {
    network.unpack(checkpoint.floats("parameters"), parameters);
    adam.restore(checkpoint.scope("adam"));
  }
}
