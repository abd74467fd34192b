package dev.admiral.nn.kernel;

/**
 * The few loops that take nearly all of the time, in single precision on row-major arrays.
 *
 * <p>Every output element is computed by the same operations in the same order, whatever the shape of
 * the tile, the width of the processor's vectors or the range of rows that one call covers. So the two
 * implementations agree to the last bit, and work may be shared out over threads at will.
 *
 * <p>Widths of weights and outputs ({@code columns}) are multiples of {@link #LANES}; see {@link
 * #pad}.
 */
public sealed interface Kernels permits VectorKernels, ScalarKernels {

  /** Widths are padded to this many floats, the widest vector of today's processors. */
  int LANES = 16;

  /** {@code width} rounded up to a multiple of {@link #LANES}. */
  static int pad(int width) {
    return (width + LANES - 1) / LANES * LANES;
  }

  /** The kernels for this machine: vectorised where {@code jdk.incubator.vector} is present. */
  static Kernels best() {
    return Selection.BEST;
  }

  /** A few words for people, such as {@code Vector API, 16 lanes}. */
  String description();

  /**
   * C = I + A·W for A {@code [rows, inner]}, W {@code [inner, columns]} and C {@code [rows, columns]}.
   * Row r of I begins at {@code initial[initialOffset + r·initialStride]}: stride 0 repeats a bias, and
   * C itself accumulates.
   */
  void multiply(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] w,
      int wOffset,
      int wStride,
      float[] initial,
      int initialOffset,
      int initialStride,
      float[] c,
      int cOffset,
      int cStride);

  /** G += Aᵀ·D for A {@code [rows, inner]}, D {@code [rows, columns]} and G {@code [inner, columns]}. */
  default void accumulateTransposed(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] d,
      int dOffset,
      int dStride,
      float[] g,
      int gOffset,
      int gStride) {
    accumulateTransposed(
        1, rows, inner, columns, a, aOffset, 0, aStride, d, dOffset, dStride, g, gOffset, gStride);
  }

  /**
   * G += Aᵀ·D where A's rows stand in lines, as those of an image do: A {@code [lines, rows, inner]}, whose line y
   * begins at {@code aOffset + y·aLineStride}; D {@code [lines·rows, columns]}, G {@code [inner, columns]}.
   */
  void accumulateTransposed(
      int lines,
      int rows,
      int inner,
      int columns,
      float[] a,
      int aOffset,
      int aLineStride,
      int aStride,
      float[] d,
      int dOffset,
      int dStride,
      float[] g,
      int gOffset,
      int gStride);

  /** g += the sum of D's rows, D {@code [rows, columns]}, g {@code [columns]}. */
  void accumulateRows(
      int rows, int columns, float[] d, int dOffset, int dStride, float[] g, int gOffset);

  /** x ← tanh(x) for {@code count} (a multiple of {@link #LANES}) numbers. */
  void tanh(float[] x, int offset, int count);

  /** x ← max(x, 0). */
  void relu(float[] x, int offset, int count);

  /** d ← d·(1 − h²), the derivative of h = tanh(z). */
  void tanhDerivative(float[] h, int hOffset, float[] d, int dOffset, int count);

  /** d ← d where h &gt; 0, else 0. */
  void reluDerivative(float[] h, int hOffset, float[] d, int dOffset, int count);

  /** t ← (1 − h²)·t − 2·h·hTangent·e: the tangent of {@code (1 − h²)·e} where t is the tangent of e. */
  void tanhSecondDerivative(
      float[] h,
      int hOffset,
      float[] hTangent,
      int hTangentOffset,
      float[] e,
      int eOffset,
      float[] t,
      int tOffset,
      int count);

  /** y ← y + factor·x. */
  void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int count);

  /** Σ xᵢ·yᵢ, summed in double precision in one fixed order. */
  double dot(float[] x, int xOffset, float[] y, int yOffset, int count);

  /**
   * One step of Adam on the numbers {@code from} to {@code to} of flat arrays, with the gradient {@code
   * gradientScale·g + weightDecay·p}.
   *
   * @param stepSize learning rate / (1 − β₁ᵗ)
   * @param secondMomentScale 1 / (1 − β₂ᵗ)
   */
  void adam(
      float[] p,
      float[] g,
      float[] firstMoment,
      float[] secondMoment,
      int from,
      int to,
      float gradientScale,
      float weightDecay,
      float beta1,
      float beta2,
      float stepSize,
      float secondMomentScale,
      float epsilon);

  /** Holds the choice, made once. */
  final class Selection {
    private static final Kernels BEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorKernels()
            : new ScalarKernels();

    private Selection() {}
  }
}
