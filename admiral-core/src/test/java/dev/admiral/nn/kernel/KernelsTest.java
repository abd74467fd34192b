package dev.admiral.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel against plain loops in double precision, and the two implementations against each
/// other, bit for bit. What lies around a view is NaN in sources, so that reading it shows, and a fixed
/// number in targets, so that writing it shows.
@Tag("kernel")
class KernelsTest {
  private static final int[] ROWS = {1, 2, 3, 4, 5, 7, 8, 11};
  private static final int[] INNER = {1, 2, 3, 4, 5, 16, 17, 31};
  private static final int[] COUNTS = {0, 1, 2, 7, 15, 16, 17, 31, 32, 48, 63, 100, 160};
  private static final float AROUND = 12345.678f;
  private static final double EPS = Math.ulp(1f);

  /// The plain loops always; the vectorised ones where their module is present.
  static Stream<Kernels> implementations() {
    return vectorModule()
        ? Stream.of(new ScalarKernels(), Kernels.best())
        : Stream.of(new ScalarKernels());
  }

  static IntStream widths() {
    return IntStream.rangeClosed(1, 10).map(i -> 16 * i);
  }

  static Stream<Arguments> implementationsAndWidths() {
    return implementations()
        .flatMap(k -> widths().mapToObj(width -> Arguments.of(k.description(), k, width)));
  }

  static Stream<Arguments> named() {
    return implementations().map(k -> Arguments.of(k.description(), k));
  }

  private static boolean vectorModule() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  private static Kernels vectorised() {
    assumeTrue(vectorModule(), "needs the Vector API module");
    return Kernels.best();
  }

  @Test
  void theBestKernelsAreVectorisedExactlyWhereTheModuleIsPresent() {
    assertThat(Kernels.best() instanceof ScalarKernels).isEqualTo(!vectorModule());
  }

  @Test
  void widthsArePaddedToWholeVectors() {
    for (int width = 1; width < 100; width++) {
      int padded = Kernels.pad(width);
      assertThat(padded % 16).isZero();
      assertThat(padded - width).isBetween(0, 15);
    }
  }

  // ---- I + A·W ------------------------------------------------------------------------------

  /// How the initial values are laid out: one row for all, a matrix of their own, or C itself.
  private enum Initial {
    BIAS,
    SEPARATE,
    IN_PLACE
  }

  private record Product(View a, View w, View initial, View c, float[] result) {}

  private static Product product(
      Kernels kernels, int rows, int inner, int columns, Initial kind, long seed) {
    RandomStream random = RandomStream.of(seed);
    View a = View.source(random, rows, inner, 3);
    View w = View.source(random, inner, columns, kind == Initial.BIAS ? 0 : 5);
    View c = View.target(random, rows, columns, 7);
    View initial =
        switch (kind) {
          case BIAS -> View.source(random, 1, columns, 0).repeated();
          case SEPARATE -> View.source(random, rows, columns, 2);
          case IN_PLACE -> c;
        };
    View before = c.copy();
    kernels.multiply(
        rows,
        inner,
        columns,
        a.values,
        a.offset,
        a.stride,
        w.values,
        w.offset,
        w.stride,
        initial.values,
        initial.offset,
        initial.stride,
        c.values,
        c.offset,
        c.stride);
    return new Product(a, w, kind == Initial.IN_PLACE ? before : initial, c, c.values);
  }

  @ParameterizedTest(name = "{0}, {2} columns")
  @MethodSource("implementationsAndWidths")
  void multiplyIsTheMatrixProduct(String name, Kernels kernels, int columns) {
    for (Initial kind : Initial.values()) {
      for (int rows : ROWS) {
        for (int inner : INNER) {
          Product p = product(kernels, rows, inner, columns, kind, rows * 1000L + inner);
          for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
              double sum = p.initial.get(r, j);
              double size = Math.abs(sum);
              for (int i = 0; i < inner; i++) {
                double term = (double) p.a.get(r, i) * p.w.get(i, j);
                sum += term;
                size += Math.abs(term);
              }
              close(p.c.get(r, j), sum, size * (inner + 1) * EPS);
            }
          }
          p.c.assertNothingElseWritten();
        }
      }
    }
  }

  @Test
  void multiplyIsTheSameToTheLastBit() {
    Kernels vectorised = vectorised();
    for (int columns : widths().toArray()) {
      for (Initial kind : Initial.values()) {
        for (int rows : ROWS) {
          for (int inner : INNER) {
            float[] expected =
                product(new ScalarKernels(), rows, inner, columns, kind, inner).result;
            assertThat(product(vectorised, rows, inner, columns, kind, inner).result)
                .as("%s: [%d, %d]·[%d, %d]", kind, rows, inner, inner, columns)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  // ---- AᵀD and sums of rows -----------------------------------------------------------------

  private record Accumulation(View a, View d, View before, View g) {}

  private static Accumulation accumulation(
      Kernels kernels, int rows, int inner, int columns, long seed) {
    RandomStream random = RandomStream.of(seed);
    View a = View.source(random, rows, inner, 4);
    View d = View.source(random, rows, columns, 3);
    View g = View.target(random, inner, columns, 6);
    View before = g.copy();
    kernels.accumulateTransposed(
        rows, inner, columns, a.values, a.offset, a.stride, d.values, d.offset, d.stride, g.values,
        g.offset, g.stride);
    return new Accumulation(a, d, before, g);
  }

  @ParameterizedTest(name = "{0}, {2} columns")
  @MethodSource("implementationsAndWidths")
  void accumulateTransposedAddsTheProduct(String name, Kernels kernels, int columns) {
    for (int rows : ROWS) {
      for (int inner : INNER) {
        Accumulation p = accumulation(kernels, rows, inner, columns, rows * 1000L + inner);
        for (int i = 0; i < inner; i++) {
          for (int j = 0; j < columns; j++) {
            double sum = p.before.get(i, j);
            double size = Math.abs(sum);
            for (int r = 0; r < rows; r++) {
              double term = (double) p.a.get(r, i) * p.d.get(r, j);
              sum += term;
              size += Math.abs(term);
            }
            close(p.g.get(i, j), sum, size * (rows + 1) * EPS);
          }
        }
        p.g.assertNothingElseWritten();
      }
    }
  }

  @Test
  void accumulateTransposedIsTheSameToTheLastBit() {
    Kernels vectorised = vectorised();
    for (int columns : widths().toArray()) {
      for (int rows : ROWS) {
        for (int inner : INNER) {
          float[] expected = accumulation(new ScalarKernels(), rows, inner, columns, rows).g.values;
          assertThat(accumulation(vectorised, rows, inner, columns, rows).g.values)
              .as("[%d, %d]ᵀ·[%d, %d]", rows, inner, rows, columns)
              .isEqualTo(expected);
        }
      }
    }
  }

  /// Lines at once are line after line, to the last bit.
  @ParameterizedTest(name = "{0}, {2} columns")
  @MethodSource("implementationsAndWidths")
  void accumulateTransposedTakesLinesOneAfterTheOther(String name, Kernels kernels, int columns) {
    int lines = 3;
    for (int rows : ROWS) {
      for (int inner : INNER) {
        RandomStream random = RandomStream.of(rows * 1000L + inner);
        View a = View.source(random, lines * (rows + 2), inner, 4); // two rows between the lines
        View d = View.source(random, lines * rows, columns, 3);
        View g = View.target(random, inner, columns, 6);
        View expected = g.copy();
        int lineStride = (rows + 2) * a.stride;
        kernels.accumulateTransposed(
            lines,
            rows,
            inner,
            columns,
            a.values,
            a.offset,
            lineStride,
            a.stride,
            d.values,
            d.offset,
            d.stride,
            g.values,
            g.offset,
            g.stride);
        for (int y = 0; y < lines; y++) {
          kernels.accumulateTransposed(
              rows,
              inner,
              columns,
              a.values,
              a.offset + y * lineStride,
              a.stride,
              d.values,
              d.offset + y * rows * d.stride,
              d.stride,
              expected.values,
              expected.offset,
              expected.stride);
        }
        assertThat(g.values).as("%d lines of %d", lines, rows).isEqualTo(expected.values);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {2} columns")
  @MethodSource("implementationsAndWidths")
  void accumulateRowsAddsTheSumOfTheRows(String name, Kernels kernels, int columns) {
    for (int rows : ROWS) {
      RandomStream random = RandomStream.of(rows);
      View d = View.source(random, rows, columns, 5);
      View g = View.target(random, 1, columns, 0);
      View before = g.copy();
      View twin = g.copy();
      kernels.accumulateRows(rows, columns, d.values, d.offset, d.stride, g.values, g.offset);
      for (int j = 0; j < columns; j++) {
        double sum = before.get(0, j);
        double size = Math.abs(sum);
        for (int r = 0; r < rows; r++) {
          sum += d.get(r, j);
          size += Math.abs(d.get(r, j));
        }
        close(g.get(0, j), sum, size * rows * EPS);
      }
      g.assertNothingElseWritten();
      new ScalarKernels()
          .accumulateRows(rows, columns, d.values, d.offset, d.stride, twin.values, twin.offset);
      assertThat(g.values).isEqualTo(twin.values);
    }
  }

  // ---- element by element -------------------------------------------------------------------

  /// One number of the result from the numbers at its place: the target's old one, then the sources'.
  @FunctionalInterface
  private interface Formula {
    double of(double... x);
  }

  /// Runs a kernel that rewrites arrays[0] from itself and the others, each at an offset of its own,
  /// and compares it with the formula and, bit for bit, with the plain loops.
  private static void elementwise(
      Kernels kernels,
      int sources,
      BiConsumer<Kernels, View[]> kernel,
      Formula formula,
      double relative) {
    for (int count : COUNTS) {
      RandomStream random = RandomStream.of(count + 1);
      View[] views = new View[sources + 1];
      views[0] = View.target(random, 1, count, 0);
      for (int i = 1; i <= sources; i++) {
        views[i] = View.source(random, 1, count, i);
      }
      View[] twin = Arrays.stream(views).map(View::copy).toArray(View[]::new);
      View before = views[0].copy();
      kernel.accept(kernels, views);
      for (int j = 0; j < count; j++) {
        double[] x = new double[sources + 1];
        x[0] = before.get(0, j);
        for (int i = 1; i <= sources; i++) {
          x[i] = views[i].get(0, j);
        }
        close(views[0].get(0, j), formula.of(x), relative * EPS);
      }
      views[0].assertNothingElseWritten();
      kernel.accept(new ScalarKernels(), twin);
      assertThat(views[0].values).isEqualTo(twin[0].values);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void tanhIsTheHyperbolicTangent(String name, Kernels kernels) {
    elementwise(
        kernels, 0, (k, v) -> k.tanh(v[0].values, v[0].offset, v[0].columns), x -> tanh(x[0]), 4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void reluCutsOffWhatIsNegative(String name, Kernels kernels) {
    elementwise(
        kernels,
        0,
        (k, v) -> k.relu(v[0].values, v[0].offset, v[0].columns),
        x -> x[0] > 0 ? x[0] : 0,
        0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void tanhDerivativeMultipliesByOneMinusTheSquare(String name, Kernels kernels) {
    elementwise(
        kernels,
        1,
        (k, v) ->
            k.tanhDerivative(v[1].values, v[1].offset, v[0].values, v[0].offset, v[0].columns),
        x -> x[0] * (1 - x[1] * x[1]),
        40);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void reluDerivativePassesWhereTheOutputIsPositive(String name, Kernels kernels) {
    elementwise(
        kernels,
        1,
        (k, v) ->
            k.reluDerivative(v[1].values, v[1].offset, v[0].values, v[0].offset, v[0].columns),
        x -> x[1] > 0 ? x[0] : 0,
        0);
  }

  /// (1 − h²)·t − 2·h·ḣ·e is the derivative of (1 − h²)·e in time: taken here by central differences.
  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void tanhSecondDerivativeIsTheTangentOfTheDerivative(String name, Kernels kernels) {
    double step = 1e-6;
    elementwise(
        kernels,
        3,
        (k, v) ->
            k.tanhSecondDerivative(
                v[1].values,
                v[1].offset,
                v[2].values,
                v[2].offset,
                v[3].values,
                v[3].offset,
                v[0].values,
                v[0].offset,
                v[0].columns),
        x -> {
          double[] side = new double[2];
          for (int s = 0; s < 2; s++) {
            double by = s == 0 ? -step : step;
            double h = x[1] + by * x[2];
            side[s] = (1 - h * h) * (x[3] + by * x[0]);
          }
          return (side[1] - side[0]) / (2 * step);
        },
        200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void addScaledAddsAMultiple(String name, Kernels kernels) {
    elementwise(
        kernels,
        1,
        (k, v) ->
            k.addScaled(-0.37f, v[1].values, v[1].offset, v[0].values, v[0].offset, v[0].columns),
        x -> x[0] + (double) -0.37f * x[1],
        4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void nansPassThroughTheActivations(String name, Kernels kernels) {
    float[] x = new float[37];
    Arrays.fill(x, Float.NaN);
    kernels.tanh(x, 0, x.length);
    assertThat(x).containsOnly(Float.NaN);
    kernels.relu(x, 0, x.length);
    assertThat(x).containsOnly(Float.NaN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void nanInAnyFactorReachesTheProduct(String name, Kernels kernels) {
    // 0·NaN is NaN: a weight of zero must not hide a broken input.
    float[] a = {0, Float.NaN, 0};
    float[] c = new float[32];
    kernels.multiply(1, 3, 32, a, 0, 3, new float[96], 0, 32, new float[32], 0, 0, c, 0, 32);
    assertThat(c).containsOnly(Float.NaN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void dotIsTheInnerProductInDoublePrecision(String name, Kernels kernels) {
    for (int count : COUNTS) {
      RandomStream random = RandomStream.of(count);
      View x = View.source(random, 1, count, 0);
      View y = View.source(random, 1, count, 3);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += (double) x.get(0, i) * y.get(0, i);
      }
      double actual = kernels.dot(x.values, x.offset, y.values, y.offset, count);
      close(actual, sum, 1e-14 * (count + 1));
      assertThat(actual)
          .isEqualTo(new ScalarKernels().dot(x.values, x.offset, y.values, y.offset, count));
    }
  }

  // ---- Adam ---------------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void fiftyStepsOfAdamFollowThePaper(String name, Kernels kernels) {
    int length = 77;
    int from = 5;
    int to = 70;
    RandomStream random = RandomStream.of(3);
    float[] p = View.source(random, 1, length, 0).dense();
    float[] scalar = p.clone();
    float[] m = new float[length];
    float[] v = new float[length];
    float[] scalarM = new float[length];
    float[] scalarV = new float[length];
    double[] x = new double[length];
    double[] first = new double[length];
    double[] second = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = p[i];
    }
    double rate = 0.01;
    double decay = 0.02;
    double scale = 0.7;
    float[] initial = p.clone();
    for (int t = 1; t <= 50; t++) {
      float[] g = View.source(random, 1, length, 0).dense();
      float stepSize = (float) (rate / (1 - Math.pow(0.9f, t)));
      float secondScale = (float) (1 / (1 - Math.pow(0.999f, t)));
      kernels.adam(p, g, m, v, from, to, 0.7f, 0.02f, 0.9f, 0.999f, stepSize, secondScale, 1e-8f);
      new ScalarKernels()
          .adam(
              scalar,
              g,
              scalarM,
              scalarV,
              from,
              to,
              0.7f,
              0.02f,
              0.9f,
              0.999f,
              stepSize,
              secondScale,
              1e-8f);
      for (int i = from; i < to; i++) {
        double gradient = scale * g[i] + decay * x[i];
        first[i] = 0.9 * first[i] + 0.1 * gradient;
        second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
        double mHat = first[i] / (1 - Math.pow(0.9, t));
        double vHat = second[i] / (1 - Math.pow(0.999, t));
        x[i] -= rate * mHat / (Math.sqrt(vHat) + 1e-8);
      }
    }
    for (int i = 0; i < length; i++) {
      if (i >= from && i < to) {
        close(p[i], x[i], 2e-5);
      } else {
        assertThat(p[i]).isEqualTo(initial[i]);
      }
    }
    assertThat(p).isEqualTo(scalar);
    assertThat(m).isEqualTo(scalarM);
    assertThat(v).isEqualTo(scalarV);
  }

  // ---- helpers ------------------------------------------------------------------------------

  private static double tanh(double x) {
    return Math.tanh(x);
  }

  private static void close(double actual, double expected, double tolerance) {
    // Cheaper than an assertion object for each of millions of numbers.
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new AssertionError(actual + " is not within " + tolerance + " of " + expected);
    }
  }

  /// A matrix somewhere inside an array, with other things before, after and between its rows.
  private record View(float[] values, int offset, int rows, int columns, int stride) {

    static View source(RandomStream random, int rows, int columns, int gap) {
      return filled(random, rows, columns, gap, Float.NaN);
    }

    static View target(RandomStream random, int rows, int columns, int gap) {
      return filled(random, rows, columns, gap, AROUND);
    }

    private static View filled(RandomStream random, int rows, int columns, int gap, float around) {
      int offset = 2 * gap + 1;
      int stride = Math.max(1, columns + gap);
      float[] values = new float[offset + rows * stride + gap + 3];
      Arrays.fill(values, around);
      View view = new View(values, offset, rows, columns, stride);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          values[offset + r * stride + c] = (float) random.nextDouble(-2, 2);
        }
      }
      return view;
    }

    /// One row that stands for all.
    View repeated() {
      return new View(values, offset, rows, columns, 0);
    }

    float get(int row, int column) {
      return values[offset + row * stride + column];
    }

    float[] dense() {
      return Arrays.copyOfRange(values, offset, offset + columns);
    }

    View copy() {
      return new View(values.clone(), offset, rows, columns, stride);
    }

    void assertNothingElseWritten() {
      for (int i = 0; i < values.length; i++) {
        int at = i - offset;
        boolean inside = at >= 0 && at / stride < rows && at % stride < columns;
        if (!inside && values[i] != AROUND) {
          throw new AssertionError("wrote beside the view, at " + i);
        }
      }
    }
  }
}
