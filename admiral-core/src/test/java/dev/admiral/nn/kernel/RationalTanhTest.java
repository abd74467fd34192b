package dev.admiral.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How far the kernels' tanh is from the true one.
@Tag("kernel")
class RationalTanhTest {

  static Stream<Arguments> named() {
    return KernelsTest.named();
  }

  /// Sweeps every 97th float from 1e-36 to 20 (over ten million), of both signs. Nearer to zero the
  /// intermediate products underflow, and only the absolute error is small.
  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void isWithinFiveUnitsInTheLastPlace(String name, Kernels kernels) {
    float[] x = new float[1 << 12];
    float[] y = new float[x.length];
    int bits = Float.floatToRawIntBits(1e-36f);
    int end = Float.floatToRawIntBits(20f);
    double worstUlps = 0;
    double worst = 0;
    double furthest = 0;
    while (bits < end) {
      for (int i = 0; i < x.length; i += 2) {
        x[i] = Float.intBitsToFloat(bits);
        x[i + 1] = -x[i];
        bits += 97;
      }
      System.arraycopy(x, 0, y, 0, x.length);
      kernels.tanh(y, 0, y.length);
      for (int i = 0; i < x.length; i += 2) {
        if (y[i + 1] != -y[i]) {
          throw new AssertionError("not odd at " + x[i]);
        }
        double exact = Math.tanh(x[i]);
        double error = Math.abs(y[i] - exact);
        worst = Math.max(worst, error);
        worstUlps = Math.max(worstUlps, error / Math.ulp((float) exact));
        furthest = Math.max(furthest, y[i]);
      }
    }
    assertThat(worstUlps).isLessThan(5);
    assertThat(worst).isLessThan(3e-7);
    assertThat(furthest).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void keepsTheSignOfZeroSaturatesAndPassesNan(String name, Kernels kernels) {
    float[] special = {
      0f,
      -0f,
      Float.MIN_VALUE,
      1e4f,
      -1e4f,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    // Once inside a whole vector and once in what is left over.
    for (int length : new int[] {16, special.length}) {
      float[] x = java.util.Arrays.copyOf(special, length);
      kernels.tanh(x, 0, length);
      // assertThat(float) would take -0 for 0 in some comparisons; bits do not.
      assertThat(Float.floatToRawIntBits(x[0])).isEqualTo(Float.floatToRawIntBits(0f));
      assertThat(Float.floatToRawIntBits(x[1])).isEqualTo(Float.floatToRawIntBits(-0f));
      assertThat((double) x[2]).isBetween(0.0, 2.0 * Float.MIN_VALUE);
      for (int i : new int[] {3, 5, 7}) {
        assertThat(x[i]).isBetween(0.9999997f, 1f);
        assertThat(x[i + 1]).isBetween(-1f, -0.9999997f);
      }
      assertThat(x[9]).isNaN();
    }
  }
}
