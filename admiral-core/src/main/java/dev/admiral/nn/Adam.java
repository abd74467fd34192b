package dev.admiral.nn;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.kernel.Kernels;
import java.util.Arrays;

/**
 * Adam (Kingma &amp; Ba 2015) with L2 weight decay added to the gradient, and clipping of the gradient's
 * Euclidean norm before that.
 */
public final class Adam {
  private static final int PIECE = 1 << 15;

  /**
   * What may be chosen.
   *
   * @param learningRate the step size, positive
   * @param weightDecay coefficient of the L2 penalty's gradient, 0 for none
   * @param maximumGradientNorm longer gradients are scaled down to it; 0 for no clipping
   * @param epsilon is added to the root of the second moment, positive
   */
  public record Config(
      double learningRate, double weightDecay, double maximumGradientNorm, double epsilon) {
    public Config {
      if (!(learningRate > 0)) {
        throw new IllegalArgumentException("learning-rate must be positive, not " + learningRate);
      }
      if (!(weightDecay >= 0)) {
        throw new IllegalArgumentException("weight-decay must not be negative: " + weightDecay);
      }
      if (!(maximumGradientNorm >= 0)) {
        throw new IllegalArgumentException(
            "maximum-gradient-norm must not be negative: " + maximumGradientNorm);
      }
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException("epsilon must be positive, not " + epsilon);
      }
    }

    /** With Adam's usual ε. */
    public Config(double learningRate, double weightDecay, double maximumGradientNorm) {
      this(learningRate, weightDecay, maximumGradientNorm, 1e-8);
    }

    /** Plain Adam. */
    public static Config of(double learningRate) {
      return new Config(learningRate, 0, 0);
    }
  }

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  private final Config config;
  private final Workers workers;
  private final Kernels kernels = Kernels.best();
  private final float[] firstMoment;
  private final float[] secondMoment;
  private final double[] pieceNorms;
  private long steps;

  /**
   * @param length of the parameter vector
   * @param workers who share the work; the result does not depend on how many they are
   */
  public Adam(int length, Config config, Workers workers) {
    this.config = config;
    this.workers = workers;
    this.firstMoment = new float[length];
    this.secondMoment = new float[length];
    this.pieceNorms = new double[(length + PIECE - 1) / PIECE];
  }

  /**
   * Descends: moves {@code parameters} against {@code gradient}.
   *
   * @return the gradient's norm before clipping
   */
  public double step(float[] parameters, float[] gradient) {
    return step(parameters, gradient, config.learningRate());
  }

  /** As {@link #step(float[], float[])}, with a learning rate of the caller's schedule; 0 moves nothing. */
  public double step(float[] parameters, float[] gradient, double learningRate) {
    int length = parameters.length;
    double norm = 0;
    pieces(
        length,
        (from, to) ->
            pieceNorms[from / PIECE] = kernels.dot(gradient, from, gradient, from, to - from));
    for (double piece : pieceNorms) {
      norm += piece;
    }
    norm = Math.sqrt(norm);
    float scale =
        config.maximumGradientNorm() > 0 && norm > config.maximumGradientNorm()
            ? (float) (config.maximumGradientNorm() / norm)
            : 1f;
    steps++;
    float stepSize = (float) (learningRate / (1 - Math.pow(BETA1, (double) steps)));
    float secondScale = (float) (1 / (1 - Math.pow(BETA2, (double) steps)));
    pieces(
        length,
        (from, to) ->
            kernels.adam(
                parameters,
                gradient,
                firstMoment,
                secondMoment,
                from,
                to,
                scale,
                (float) config.weightDecay(),
                BETA1,
                BETA2,
                stepSize,
                secondScale,
                (float) config.epsilon()));
    return norm;
  }

  private void pieces(int length, Workers.RangeTask task) {
    if (length <= PIECE) {
      task.run(0, length);
    } else {
      workers.run(pieceNorms.length, i -> task.run(i * PIECE, Math.min(length, (i + 1) * PIECE)));
    }
  }

  /** Forgets the moments, as a new optimiser. */
  public void reset() {
    Arrays.fill(firstMoment, 0);
    Arrays.fill(secondMoment, 0);
    steps = 0;
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("first-moment", firstMoment);
    checkpoint.put("second-moment", secondMoment);
    checkpoint.put("steps", steps);
  }

  public void restore(Checkpoint checkpoint) {
    checkpoint.read("first-moment", firstMoment);
    checkpoint.read("second-moment", secondMoment);
    steps = checkpoint.integer("steps");
  }
}
