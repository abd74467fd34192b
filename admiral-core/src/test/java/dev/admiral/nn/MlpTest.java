package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.kernel.Kernels;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The perceptron's four primitives against a naive double-precision twin and finite differences.
class MlpTest {
  private static final double STEP = 1e-6;

  /// Layer widths: input, hidden layers, output.
  private static final List<List<Integer>> SHAPES =
      List.of(
          List.of(3, 1),
          List.of(17, 33),
          List.of(1, 1, 1),
          List.of(7, 17, 3),
          List.of(33, 17, 100, 7),
          List.of(100, 7, 33, 17, 1),
          List.of(3, 33, 7, 3, 17));

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (List<Integer> sizes : SHAPES) {
        for (int rows : new int[] {1, 5, 255, 256, 257, 600}) {
          cases.add(Arguments.of(activation, sizes, rows));
        }
      }
    }
    return cases.stream();
  }

  // ---- the primitives -----------------------------------------------------------------------

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void forwardIsTheTwins(Activation activation, List<Integer> sizes, int rows) {
    Problem p = new Problem(activation, sizes, rows);
    double[][] expected = p.twin.forward(p.theta, p.x);
    assertClose(p.pass.forward(p.parameters, p.inputs), expected);
  }

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void vjpIsTheTwinsAndTheFiniteDifference(Activation activation, List<Integer> sizes, int rows) {
    Problem p = new Problem(activation, sizes, rows);
    Matrix u = p.cotangents();
    p.pass.forward(p.parameters, p.inputs);
    float[] gradient = new float[p.mlp.parameterLength()];
    Matrix inputGradients = surrounded(rows, sizes.getFirst(), 5);
    p.pass.vjp(u, gradient, inputGradients);

    NaiveMlp.Gradients expected = p.twin.gradients(p.theta, p.x, toDouble(u));
    assertClose(p.packed(gradient), expected.parameters());
    assertClose(inputGradients, expected.inputs());
    assertSurroundingsUntouched(inputGradients);

    // The back-propagation of both could share a mistake; differences of forward cannot.
    double[] v = p.direction();
    ToDoubleFunction<double[]> objective = t -> dot(p.twin.forward(t, p.x), toDouble(u));
    assertClose(dot(p.packed(gradient), v), slope(objective, p.theta, v));
    double[][] w = p.inputDirection();
    assertClose(
        dot(toDouble(inputGradients), w),
        (dot(p.twin.forward(p.theta, moved(p.x, w, STEP)), toDouble(u))
                - dot(p.twin.forward(p.theta, moved(p.x, w, -STEP)), toDouble(u)))
            / (2 * STEP));
  }

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void jvpIsTheFiniteDifference(Activation activation, List<Integer> sizes, int rows) {
    Problem p = new Problem(activation, sizes, rows);
    double[] v = p.direction();
    p.pass.forward(p.parameters, p.inputs);
    double[][] up = p.twin.forward(moved(p.theta, v, STEP), p.x);
    double[][] down = p.twin.forward(moved(p.theta, v, -STEP), p.x);
    assertClose(p.pass.jvp(p.unpacked(v)), difference(up, down));
  }

  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void hvpIsTheFiniteDifferenceOfTheGradient(Activation activation, List<Integer> sizes, int rows) {
    Problem p = new Problem(activation, sizes, rows);
    double[] v = p.direction();
    Matrix u = p.cotangents();
    Matrix uTangent = p.cotangents();
    p.pass.forward(p.parameters, p.inputs);
    float[] result = new float[p.mlp.parameterLength()];
    p.pass.hvp(p.unpacked(v), u, uTangent, result);
    assertClose(
        p.packed(result),
        difference(
            p.twin
                .gradients(
                    moved(p.theta, v, STEP), p.x, moved(toDouble(u), toDouble(uTangent), STEP))
                .parameters(),
            p.twin
                .gradients(
                    moved(p.theta, v, -STEP), p.x, moved(toDouble(u), toDouble(uTangent), -STEP))
                .parameters()));
  }

  /// With u = f − y and u̇ = (∂f/∂θ)v the hvp is the whole Hessian of ½Σ(f − y)² times v.
  @Tag("kernel")
  @ParameterizedTest
  @MethodSource("cases")
  void hvpOfASquaredLossIsItsSymmetricHessian(
      Activation activation, List<Integer> sizes, int rows) {
    Problem p = new Problem(activation, sizes, rows);
    double[][] y = toDouble(p.cotangents());
    double[] v = p.direction();
    double[] w = p.direction();
    double[] hv = squaredLossHessian(p, y, v);
    assertClose(
        hv,
        difference(
            squaredLossGradient(p, y, moved(p.theta, v, STEP)),
            squaredLossGradient(p, y, moved(p.theta, v, -STEP))));
    double[] hw = squaredLossHessian(p, y, w);
    double scale = norm(hv) * norm(w) + norm(hw) * norm(v);
    assertThat(Math.abs(dot(v, hw) - dot(w, hv))).isLessThan(1e-5 * scale);
  }

  private static double[] squaredLossHessian(Problem p, double[][] y, double[] v) {
    Matrix outputs = p.pass.forward(p.parameters, p.inputs);
    Matrix u = Matrix.zeros(outputs.rows(), outputs.columns());
    for (int r = 0; r < u.rows(); r++) {
      for (int c = 0; c < u.columns(); c++) {
        u.set(r, c, (float) (outputs.get(r, c) - y[r][c]));
      }
    }
    Matrix tangents = Matrix.zeros(u.rows(), u.columns());
    tangents.copyFrom(p.pass.jvp(p.unpacked(v)));
    float[] result = new float[p.mlp.parameterLength()];
    p.pass.hvp(p.unpacked(v), u, tangents, result);
    return p.packed(result);
  }

  private static double[] squaredLossGradient(Problem p, double[][] y, double[] theta) {
    double[][] u = p.twin.forward(theta, p.x);
    return p.twin.gradients(theta, p.x, moved(u, y, -1)).parameters();
  }

  /// What a caller gets from one pass may be asked for in any order, and again after a new forward.
  @ParameterizedTest
  @EnumSource
  void aPassIsUsedAgainWithOtherParametersAndFewerRows(Activation activation) {
    Problem big = new Problem(activation, List.of(7, 17, 3), 300);
    Problem small = new Problem(activation, List.of(7, 17, 3), 5);
    float[] otherParameters = small.parameters.clone();
    for (int i = 0; i < small.mlp.parameterLength(); i++) {
      otherParameters[i] *= 0.5f;
    }
    NetworkPass used = big.pass;
    used.forward(big.parameters, big.inputs);
    used.vjp(big.cotangents(), new float[big.mlp.parameterLength()], null);
    Results fresh = Results.of(small.mlp.pass(5, Workers.SERIAL), small, otherParameters);
    Results again = Results.of(used, small, otherParameters);
    assertThat(again).isEqualTo(fresh);
  }

  @Test
  void derivativesLeaveTheOutputsAlone() {
    Problem p = new Problem(Activation.TANH, List.of(7, 17, 3), 40);
    float[] direction = p.unpacked(p.direction());
    double[] expected = flat(toDouble(p.pass.forward(p.parameters, p.inputs)));
    p.pass.jvp(direction);
    p.pass.vjp(p.cotangents(), new float[p.mlp.parameterLength()], Matrix.zeros(40, 7));
    p.pass.hvp(direction, p.cotangents(), p.cotangents(), new float[p.mlp.parameterLength()]);
    assertThat(flat(toDouble(p.pass.outputs()))).isEqualTo(expected);
  }

  // ---- what is left alone -------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {5, 256, 600})
  void gradientsAddToWhatIsThere(int rows) {
    Problem p = new Problem(Activation.TANH, List.of(7, 17, 3), rows);
    Matrix u = p.cotangents();
    p.pass.forward(p.parameters, p.inputs);
    for (boolean second : new boolean[] {false, true}) {
      float[] from0 = new float[p.mlp.parameterLength()];
      float[] from5 = new float[p.mlp.parameterLength()];
      Arrays.fill(from5, 5f);
      for (float[] target : List.of(from0, from5)) {
        if (second) {
          p.pass.hvp(p.unpacked(p.fixedDirection), u, u, target);
        } else {
          p.pass.vjp(u, target, null);
        }
      }
      double[] difference = p.packed(from5);
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= 5;
      }
      assertClose(difference, p.packed(from0));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void paddingStaysZeroAndATailIsLeftAlone(Activation activation, List<Integer> sizes, int rows) {
    Problem p = new Problem(activation, sizes, rows);
    int length = p.mlp.parameterLength();
    float[] parameters = Arrays.copyOf(p.parameters, length + 3);
    Arrays.fill(parameters, length, length + 3, Float.NaN);
    float[] direction = Arrays.copyOf(p.unpacked(p.direction()), length + 3);
    Arrays.fill(direction, length, length + 3, Float.NaN);
    float[] gradient = new float[length + 3];
    float[] hessian = new float[length + 3];
    Arrays.fill(gradient, length, length + 3, 7f);
    Arrays.fill(hessian, length, length + 3, 7f);
    Matrix u = p.cotangents();
    p.pass.forward(parameters, p.inputs);
    p.pass.vjp(u, gradient, null);
    assertThat(flat(toDouble(p.pass.jvp(direction)))).doesNotContain(Double.NaN);
    p.pass.hvp(direction, u, u, hessian);
    for (float[] result : List.of(gradient, hessian)) {
      assertThat(Arrays.copyOfRange(result, length, length + 3)).containsOnly(7f);
      // What pack and unpack do not carry is padding.
      float[] withoutPadding = new float[length];
      p.mlp.unpack(p.mlp.pack(result), withoutPadding);
      assertThat(withoutPadding).isEqualTo(Arrays.copyOf(result, length));
      assertThat(result).doesNotContain(Float.NaN);
    }
  }

  @Test
  void inputGradientsAloneAreTheSameAsWithParameterGradients() {
    Problem p = new Problem(Activation.TANH, List.of(7, 17, 3), 9);
    Matrix u = p.cotangents();
    Matrix alone = Matrix.zeros(9, 7);
    Matrix both = Matrix.zeros(9, 7);
    both.fill(3f);
    p.pass.forward(p.parameters, p.inputs);
    p.pass.vjp(u, null, alone);
    p.pass.vjp(u, new float[p.mlp.parameterLength()], both);
    assertThat(both.values()).isEqualTo(alone.values());
  }

  // ---- workers ------------------------------------------------------------------------------

  /// Everything that a pass gives.
  private record Results(
      List<Float> outputs,
      List<Float> tangents,
      List<Float> gradient,
      List<Float> inputs,
      List<Float> hessian) {

    static Results of(NetworkPass pass, Problem p, float[] parameters) {
      Matrix u = p.fixedCotangents;
      float[] direction = p.unpacked(p.fixedDirection);
      List<Float> outputs = list(pass.forward(parameters, p.inputs));
      List<Float> tangents = list(pass.jvp(direction));
      float[] gradient = new float[p.mlp.parameterLength()];
      Matrix inputGradients = Matrix.zeros(p.inputs.rows(), p.inputs.columns());
      pass.vjp(u, gradient, inputGradients);
      float[] hessian = new float[p.mlp.parameterLength()];
      pass.hvp(direction, u, u, hessian);
      return new Results(
          outputs,
          tangents,
          list(Matrix.of(gradient, gradient.length)),
          list(inputGradients),
          list(Matrix.of(hessian, hessian.length)));
    }

    private static List<Float> list(Matrix matrix) {
      List<Float> list = new ArrayList<>();
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < matrix.columns(); c++) {
          list.add(matrix.get(r, c));
        }
      }
      return list;
    }
  }

  /// The wide nets pass the threshold from which on work is shared, by rows, by chunks and by strips.
  static Stream<Arguments> shared() {
    return Stream.of(
        Arguments.of(List.of(17, 33, 7), 256),
        Arguments.of(List.of(30, 300, 300, 10), 7),
        Arguments.of(List.of(30, 300, 300, 10), 255),
        Arguments.of(List.of(30, 300, 300, 10), 256),
        Arguments.of(List.of(30, 300, 300, 10), 257),
        Arguments.of(List.of(100, 100, 100, 3), 2100));
  }

  @ParameterizedTest
  @MethodSource("shared")
  void theNumberOfWorkersNeverShows(List<Integer> sizes, int rows) {
    for (Activation activation : Activation.values()) {
      Problem p = new Problem(activation, sizes, rows);
      Results serial = Results.of(p.pass, p, p.parameters);
      for (int count = 2; count <= 4; count++) {
        try (Workers workers = new Workers(count)) {
          assertThat(Results.of(p.mlp.pass(rows, workers, Kernels.best()), p, p.parameters))
              .isEqualTo(serial);
        }
      }
    }
  }

  /// A rollout takes few rows at a time and an update all of them: their outputs must be the same bits.
  @Tag("kernel")
  @ParameterizedTest
  @EnumSource
  void aRowDoesNotDependOnTheOthers(Activation activation) {
    Problem p = new Problem(activation, List.of(17, 33, 100, 7), 270);
    List<Float> all = Results.list(p.pass.forward(p.parameters, p.inputs));
    NetworkPass other = p.mlp.pass(6, Workers.SERIAL);
    for (int from = 0; from < 270; ) {
      int to = Math.min(270, from + 1 + from % 6);
      assertThat(Results.list(other.forward(p.parameters, p.inputs.rows(from, to))))
          .isEqualTo(all.subList(from * 7, to * 7));
      from = to;
    }
  }

  // ---- parameters ---------------------------------------------------------------------------

  @Test
  void packAndUnpackAreInverse() {
    Mlp mlp = new Mlp(7, List.of(17, 3), 5, Activation.TANH);
    assertThat(mlp.parameterCount()).isEqualTo(8 * 17 + 18 * 3 + 4 * 5);
    float[] packed = new float[mlp.parameterCount()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = i + 1;
    }
    float[] parameters = new float[mlp.parameterLength()];
    mlp.unpack(packed, parameters);
    assertThat(mlp.pack(parameters)).isEqualTo(packed);
    // Per layer weights [in][out], then bias.
    assertThat(parameters[mlp.weightIndex(0, 0, 0)]).isEqualTo(1);
    assertThat(parameters[mlp.weightIndex(0, 2, 5)]).isEqualTo(2 * 17 + 5 + 1);
    assertThat(parameters[mlp.biasIndex(0, 4)]).isEqualTo(7 * 17 + 4 + 1);
    assertThat(parameters[mlp.weightIndex(1, 0, 0)]).isEqualTo(8 * 17 + 1);
    assertThat(parameters[mlp.biasIndex(2, 4)]).isEqualTo(packed.length);
    int zeros = 0;
    for (float value : parameters) {
      zeros += value == 0 ? 1 : 0;
    }
    assertThat(zeros).isEqualTo(mlp.parameterLength() - mlp.parameterCount());
  }

  @Test
  void freshWeightsAreXavierUniformAndBiasesZero() {
    Mlp mlp = new Mlp(90, List.of(110), 40, Activation.TANH);
    float[] parameters = mlp.initialParameters(RandomStream.of(1), 0.1);
    double[] limits = {Math.sqrt(6.0 / 200), 0.1 * Math.sqrt(6.0 / 150)};
    for (int l = 0; l < 2; l++) {
      double sum = 0;
      double squares = 0;
      double largest = 0;
      int count = mlp.in(l) * mlp.out(l);
      for (int i = 0; i < mlp.in(l); i++) {
        for (int j = 0; j < mlp.out(l); j++) {
          double weight = parameters[mlp.weightIndex(l, i, j)];
          sum += weight;
          squares += weight * weight;
          largest = Math.max(largest, Math.abs(weight));
        }
      }
      assertThat(largest).isBetween(0.99 * limits[l], limits[l] * (1 + 1e-6));
      assertThat(Math.abs(sum / count)).isLessThan(4 * limits[l] / Math.sqrt(3.0 * count));
      assertThat(squares / count * 3 / (limits[l] * limits[l])).isBetween(0.95, 1.05);
      for (int j = 0; j < mlp.out(l); j++) {
        assertThat(parameters[mlp.biasIndex(l, j)]).isZero();
      }
    }
    float[] repacked = new float[parameters.length];
    mlp.unpack(mlp.pack(parameters), repacked);
    assertThat(repacked).as("padding is zero").isEqualTo(parameters);
    assertThat(mlp.initialParameters(RandomStream.of(1), 0.1)).isEqualTo(parameters);
  }

  @Test
  void wrongShapesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mlp(3, List.of(0), 2, Activation.TANH));
    Mlp mlp = new Mlp(3, List.of(4), 2, Activation.TANH);
    int length = mlp.parameterLength();
    NetworkPass pass = mlp.pass(5, Workers.SERIAL);
    float[] parameters = new float[length];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(new float[length - 1], Matrix.zeros(5, 3)))
        .withMessageContaining("" + length);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(parameters, Matrix.zeros(5, 4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.forward(parameters, Matrix.zeros(6, 3)))
        .withMessageContaining("[6, 3]");
    pass.forward(parameters, Matrix.zeros(4, 3));
    float[] gradient = new float[length];
    for (Matrix wrong : List.of(Matrix.zeros(5, 2), Matrix.zeros(4, 1), Matrix.zeros(4, 3))) {
      assertThatIllegalArgumentException().isThrownBy(() -> pass.vjp(wrong, gradient, null));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.hvp(parameters, wrong, Matrix.zeros(4, 2), gradient));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.hvp(parameters, Matrix.zeros(4, 2), wrong, gradient));
    }
    for (Matrix wrong : List.of(Matrix.zeros(5, 3), Matrix.zeros(4, 2), Matrix.zeros(4, 4))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.vjp(Matrix.zeros(4, 2), gradient, wrong));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mlp.unpack(new float[mlp.parameterCount() + 1], parameters));
  }

  // ---- helpers ------------------------------------------------------------------------------

  /// A network, its twin, and a batch that lies inside a larger array.
  private static final class Problem {
    final RandomStream random = RandomStream.of(11);
    final Mlp mlp;
    final NaiveMlp twin;
    final double[] theta;
    final float[] parameters;
    final double[][] x;
    final Matrix inputs;
    final NetworkPass pass;
    final double[] fixedDirection;
    final Matrix fixedCotangents;

    Problem(Activation activation, List<Integer> sizes, int rows) {
      int input = sizes.getFirst();
      int output = sizes.getLast();
      List<Integer> hidden = sizes.subList(1, sizes.size() - 1);
      mlp = new Mlp(input, hidden, output, activation);
      twin = NaiveMlp.of(input, hidden, output, activation);
      parameters = mlp.initialParameters(random, 1);
      for (int l = 0; l < mlp.layers(); l++) {
        for (int j = 0; j < mlp.out(l); j++) {
          parameters[mlp.biasIndex(l, j)] = (float) random.nextDouble(-0.5, 0.5);
        }
      }
      theta = packed(parameters);
      x = new double[rows][];
      inputs = surrounded(rows, input, 3);
      for (int r = 0; r < rows; r++) {
        x[r] = twin.inputAwayFromKinks(theta, random);
        for (int i = 0; i < input; i++) {
          inputs.set(r, i, (float) x[r][i]);
        }
      }
      pass = mlp.pass(rows, Workers.SERIAL, Kernels.best());
      fixedDirection = direction();
      fixedCotangents = cotangents();
    }

    Matrix cotangents() {
      Matrix u = surrounded(inputs.rows(), mlp.outputSize(), 2);
      for (int r = 0; r < u.rows(); r++) {
        for (int c = 0; c < u.columns(); c++) {
          u.set(r, c, (float) random.nextGaussian());
        }
      }
      return u;
    }

    double[] direction() {
      double[] v = new double[mlp.parameterCount()];
      for (int i = 0; i < v.length; i++) {
        v[i] = (float) random.nextDouble(-1, 1);
      }
      return v;
    }

    double[][] inputDirection() {
      double[][] v = new double[x.length][mlp.inputSize()];
      for (double[] row : v) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) random.nextDouble(-1, 1);
        }
      }
      return v;
    }

    double[] packed(float[] vector) {
      float[] packed = mlp.pack(vector);
      double[] result = new double[packed.length];
      for (int i = 0; i < packed.length; i++) {
        result[i] = packed[i];
      }
      return result;
    }

    float[] unpacked(double[] vector) {
      float[] packed = new float[vector.length];
      for (int i = 0; i < packed.length; i++) {
        packed[i] = (float) vector[i];
      }
      float[] result = new float[mlp.parameterLength()];
      mlp.unpack(packed, result);
      return result;
    }
  }

  /// A view with NaN before it, after it and between its rows.
  private static Matrix surrounded(int rows, int columns, int gap) {
    float[] values = new float[gap + rows * (columns + gap)];
    Arrays.fill(values, Float.NaN);
    Matrix matrix = new Matrix(values, gap, rows, columns, columns + gap);
    matrix.fill(0);
    return matrix;
  }

  private static void assertSurroundingsUntouched(Matrix matrix) {
    int nans = 0;
    for (float value : matrix.values()) {
      nans += Float.isNaN(value) ? 1 : 0;
    }
    assertThat(nans).isEqualTo(matrix.values().length - matrix.rows() * matrix.columns());
  }

  private static double[][] toDouble(Matrix matrix) {
    double[][] result = new double[matrix.rows()][matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        result[r][c] = matrix.get(r, c);
      }
    }
    return result;
  }

  private static double slope(ToDoubleFunction<double[]> f, double[] x, double[] v) {
    return (f.applyAsDouble(moved(x, v, STEP)) - f.applyAsDouble(moved(x, v, -STEP))) / (2 * STEP);
  }

  private static double[] moved(double[] x, double[] v, double by) {
    double[] result = x.clone();
    for (int i = 0; i < x.length; i++) {
      result[i] += by * v[i];
    }
    return result;
  }

  private static double[][] moved(double[][] x, double[][] v, double by) {
    double[][] result = new double[x.length][];
    for (int r = 0; r < x.length; r++) {
      result[r] = moved(x[r], v[r], by);
    }
    return result;
  }

  private static double[] difference(double[] up, double[] down) {
    double[] result = new double[up.length];
    for (int i = 0; i < up.length; i++) {
      result[i] = (up[i] - down[i]) / (2 * STEP);
    }
    return result;
  }

  private static double[][] difference(double[][] up, double[][] down) {
    double[][] result = new double[up.length][];
    for (int r = 0; r < up.length; r++) {
      result[r] = difference(up[r], down[r]);
    }
    return result;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double dot(double[][] x, double[][] y) {
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      sum += dot(x[r], y[r]);
    }
    return sum;
  }

  private static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  private static void assertClose(double actual, double expected) {
    assertClose(new double[] {actual}, new double[] {expected});
  }

  private static void assertClose(Matrix actual, double[][] expected) {
    assertThat(actual.rows()).isEqualTo(expected.length);
    assertClose(flat(toDouble(actual)), flat(expected));
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  /// Single precision, relative to the largest of the numbers (or to 1): a sum that left out one of 600
  /// rows would be off by a hundred times as much.
  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= 1e-5 * largest)) {
        throw new AssertionError(
            "element %d of %d: %s instead of %s (the largest is %s)"
                .formatted(i, actual.length, actual[i], expected[i], largest));
      }
    }
  }
}
