package dev.admiral.trpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.learner.NonFiniteException;
import dev.admiral.random.RandomStream;
import dev.admiral.trpo.ConjugateGradient.LinearOperator;
import dev.admiral.trpo.ConjugateGradient.Solution;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjugateGradientTest {

  /// BᵀB + I/10 for a random B: symmetric and positive definite.
  private static double[][] positiveDefinite(int n, RandomStream random) {
    double[][] b = new double[n][];
    for (int i = 0; i < n; i++) {
      b[i] = vector(n, random);
    }
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          a[i][j] += b[k][i] * b[k][j];
        }
      }
      a[i][i] += 0.1;
    }
    return a;
  }

  private static double[] vector(int n, RandomStream random) {
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = random.nextGaussian();
    }
    return v;
  }

  private static double[] times(double[][] a, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += a[i][j] * x[j];
      }
    }
    return y;
  }

  private static LinearOperator operator(double[][] a) {
    return (x, result) -> System.arraycopy(times(a, x), 0, result, 0, x.length);
  }

  private static double residual(double[][] a, double[] x, double[] b) {
    double[] ax = times(a, x);
    double squares = 0;
    double start = 0;
    for (int i = 0; i < b.length; i++) {
      squares += Math.pow(b[i] - ax[i], 2);
      start += b[i] * b[i];
    }
    return Math.sqrt(squares / start);
  }

  /// Gaussian elimination with partial pivoting.
  private static double[] direct(double[][] a, double[] b) {
    int n = b.length;
    double[][] m = new double[n][];
    for (int i = 0; i < n; i++) {
      m[i] = Arrays.copyOf(a[i], n + 1);
      m[i][n] = b[i];
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(m[i][k]) > Math.abs(m[pivot][k])) {
          pivot = i;
        }
      }
      double[] swapped = m[k];
      m[k] = m[pivot];
      m[pivot] = swapped;
      for (int i = k + 1; i < n; i++) {
        double factor = m[i][k] / m[k][k];
        for (int j = k; j <= n; j++) {
          m[i][j] -= factor * m[k][j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = m[i][n];
      for (int j = i + 1; j < n; j++) {
        sum -= m[i][j] * x[j];
      }
      x[i] = sum / m[i][i];
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 30})
  void solvesAPositiveDefiniteSystem(int n) {
    RandomStream random = RandomStream.of(n);
    double[][] a = positiveDefinite(n, random);
    double[] b = vector(n, random);
    Solution solution = new ConjugateGradient(10 * n, 1e-12).solve(operator(a), b);
    double[] expected = direct(a, b);
    for (int i = 0; i < n; i++) {
      assertThat(solution.x()[i])
          .isCloseTo(expected[i], within(1e-8 * (1 + Math.abs(expected[i]))));
    }
    assertThat(solution.relativeResidual()).isLessThanOrEqualTo(1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void knowsTheCurvatureAlongWhatItReturns(int iterations) {
    int n = 30;
    RandomStream random = RandomStream.of(5);
    double[][] a = positiveDefinite(n, random);
    Solution solution =
        new ConjugateGradient(iterations, 1e-12).solve(operator(a), vector(n, random));
    double expected = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        expected += solution.x()[i] * a[i][j] * solution.x()[j];
      }
    }
    assertThat(solution.curvature()).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void needsOneIterationPerDistinctEigenvalue() {
    double[][] a = new double[6][6];
    double[] eigenvalues = {1, 1, 5, 5, 20, 20};
    for (int i = 0; i < 6; i++) {
      a[i][i] = eigenvalues[i];
    }
    double[] b = {1, 2, 3, 4, 5, 6};
    Solution solution = new ConjugateGradient(100, 1e-10).solve(operator(a), b);
    assertThat(solution.iterations()).isEqualTo(3);
    for (int i = 0; i < 6; i++) {
      assertThat(solution.x()[i]).isCloseTo(b[i] / eigenvalues[i], within(1e-9));
    }
  }

  @Test
  void stopsAtTheToleranceOrTheMaximum() {
    RandomStream random = RandomStream.of(1);
    double[][] a = positiveDefinite(20, random);
    double[] b = vector(20, random);
    Solution loose = new ConjugateGradient(1000, 0.5).solve(operator(a), b);
    assertThat(loose.relativeResidual()).isLessThanOrEqualTo(0.5);
    assertThat(residual(a, loose.x(), b)).isCloseTo(loose.relativeResidual(), within(1e-9));
    int[] products = {0};
    Solution cut =
        new ConjugateGradient(4, 0)
            .solve(
                (x, result) -> {
                  products[0]++;
                  operator(a).apply(x, result);
                },
                b);
    assertThat(cut.iterations()).isEqualTo(4);
    assertThat(products[0]).isEqualTo(4);
  }

  @Test
  void nothingIsNeededForZero() {
    Solution solution =
        new ConjugateGradient(10, 1e-10)
            .solve(
                (x, result) -> {
                  throw new AssertionError("no product is needed");
                },
                new double[3]);
    assertThat(solution.x()).containsExactly(0, 0, 0);
    assertThat(solution.relativeResidual()).isZero();
    assertThat(solution.iterations()).isZero();
  }

  /// Ill-conditioned, so that the residual rises and falls on its way: what is returned is never worse
  /// than what fewer iterations return.
  @Test
  void returnsTheIterateWithTheSmallestResidual() {
    int n = 12;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = 1.0 / (i + j + 1);
      }
    }
    double[] b = vector(n, RandomStream.of(3));
    double previous = 1;
    boolean rose = false;
    for (int iterations = 1; iterations <= 40; iterations++) {
      Solution solution = new ConjugateGradient(iterations, 0).solve(operator(a), b);
      assertThat(solution.relativeResidual()).isLessThanOrEqualTo(previous);
      assertThat(residual(a, solution.x(), b)).isCloseTo(solution.relativeResidual(), within(1e-3));
      rose |= solution.iterations() == iterations && solution.relativeResidual() == previous;
      previous = solution.relativeResidual();
    }
    assertThat(rose).as("the last iterate was not always the best").isTrue();
  }

  @Test
  void negativeCurvatureEndsTheSearch() {
    // Positive along b, negative along what comes next.
    double[][] a = {{2, 0.9}, {0.9, -1}};
    double[] b = {1, 0};
    Solution solution = new ConjugateGradient(10, 1e-10).solve(operator(a), b);
    assertThat(solution.iterations()).isEqualTo(2);
    assertThat(solution.x()).containsExactly(0.5, 0);
    assertThat(solution.relativeResidual()).isCloseTo(0.45, within(1e-12));
    double[][] negative = {{-1, 0}, {0, -1}};
    Solution none = new ConjugateGradient(10, 1e-10).solve(operator(negative), b);
    assertThat(none.x()).containsExactly(0, 0);
    assertThat(none.relativeResidual()).isEqualTo(1);
  }

  @Test
  void noiseInTheProductsDoesNotLoseTheBest() {
    RandomStream random = RandomStream.of(4);
    int n = 20;
    double[][] a = positiveDefinite(n, random);
    double[] b = vector(n, random);
    LinearOperator noisy =
        (x, result) -> {
          operator(a).apply(x, result);
          for (int i = 0; i < n; i++) {
            result[i] *= 1 + 0.02 * random.nextGaussian();
          }
        };
    Solution solution = new ConjugateGradient(200, 1e-10).solve(noisy, b);
    assertThat(solution.x()).doesNotContain(Double.NaN);
    assertThat(solution.relativeResidual()).isLessThan(1);
    assertThat(residual(a, solution.x(), b)).isLessThan(1);
  }

  @Test
  void whatIsNotFiniteIsFoundWhereItIsBorn() {
    var solver = new ConjugateGradient(10, 1e-10);
    LinearOperator broken = (x, result) -> result[0] = Double.NaN;
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> solver.solve(broken, new double[] {1}))
        .withMessageContaining("curvature");
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> solver.solve(operator(new double[][] {{1}}), new double[] {Double.NaN}))
        .withMessageContaining("right-hand side");
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConjugateGradient(0, 1e-10))
        .withMessageContaining("maximum-iterations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConjugateGradient(1, Double.NaN))
        .withMessageContaining("tolerance");
  }
}
