package dev.admiral.nn;

import dev.admiral.random.RandomStream;
import java.util.List;

/**
 * Orthogonal weights (Saxe, McClelland &amp; Ganguli 2014) and zero biases, as policy-gradient methods use them:
 * what goes forward through a layer keeps its length but for a gain.
 */
public final class OrthogonalInitialization {
  private OrthogonalInitialization() {}

  /** Consecutive outputs of the last layer with an orthogonal matrix of their own, such as a policy's. */
  public record Head(int size, double gain) {}

  /**
   * Fresh parameters.
   *
   * @param hiddenGain of all layers but the last, such as √2 for ReLU
   * @param heads of the last layer; their sizes add up to its width
   */
  public static float[] parameters(
      LayeredNetwork network, RandomStream random, double hiddenGain, List<Head> heads) {
    int last = network.layers() - 1;
    if (heads.stream().mapToInt(Head::size).sum() != network.out(last)) {
      throw new IllegalArgumentException(
          "heads %s do not make the %d outputs".formatted(heads, network.out(last)));
    }
    float[] parameters = new float[network.parameterLength()];
    for (int l = 0; l < last; l++) {
      fill(
          network, l, 0, orthogonal(network.in(l), network.out(l), random), hiddenGain, parameters);
    }
    int first = 0;
    for (Head head : heads) {
      fill(
          network,
          last,
          first,
          orthogonal(network.in(last), head.size(), random),
          head.gain(),
          parameters);
      first += head.size();
    }
    return parameters;
  }

  private static void fill(
      LayeredNetwork network,
      int layer,
      int firstOutput,
      double[][] matrix,
      double gain,
      float[] parameters) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        parameters[network.weightIndex(layer, i, firstOutput + j)] = (float) (gain * matrix[i][j]);
      }
    }
  }

  /** A random matrix {@code [rows, columns]} whose rows or columns, whichever are fewer, are orthonormal. */
  static double[][] orthogonal(int rows, int columns, RandomStream random) {
    int few = Math.min(rows, columns);
    int many = Math.max(rows, columns);
    double[][] vectors = new double[few][many];
    for (int k = 0; k < few; k++) {
      for (int i = 0; i < many; i++) {
        vectors[k][i] = random.nextGaussian();
      }
      // Gram and Schmidt, twice, since rounding spoils the first when few and many are close.
      for (int repetition = 0; repetition < 2; repetition++) {
        for (int other = 0; other < k; other++) {
          addScaled(vectors[k], -dot(vectors[k], vectors[other]), vectors[other]);
        }
      }
      double norm = Math.sqrt(dot(vectors[k], vectors[k]));
      for (int i = 0; i < many; i++) {
        vectors[k][i] /= norm;
      }
    }
    if (rows < columns) {
      return vectors;
    }
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i][j] = vectors[j][i];
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double[] y, double factor, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
