package dev.admiral.nn.kernel;

/**
 * The plain-loop twin of {@link VectorKernels}: what runs where the Vector API is missing, and what the
 * vectorised kernels are tested against.
 */
final class ScalarKernels implements Kernels {

  @Override
  public String description() {
    return "plain loops";
  }

  @Override
  public void multiply(
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
      int cStride) {
    for (int r = 0; r < rows; r++) {
      int cRow = cOffset + r * cStride;
      System.arraycopy(initial, initialOffset + r * initialStride, c, cRow, columns);
      for (int i = 0; i < inner; i++) {
        float x = a[aOffset + r * aStride + i];
        int wRow = wOffset + i * wStride;
        for (int j = 0; j < columns; j++) {
          c[cRow + j] = Math.fma(x, w[wRow + j], c[cRow + j]);
        }
      }
    }
  }

  @Override
  public void accumulateTransposed(
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
      int gStride) {
    for (int r = 0; r < lines * rows; r++) {
      int aRow = aOffset + r / rows * aLineStride + r % rows * aStride;
      int dRow = dOffset + r * dStride;
      for (int i = 0; i < inner; i++) {
        float x = a[aRow + i];
        int gRow = gOffset + i * gStride;
        for (int j = 0; j < columns; j++) {
          g[gRow + j] = Math.fma(x, d[dRow + j], g[gRow + j]);
        }
      }
    }
  }

  @Override
  public void accumulateRows(
      int rows, int columns, float[] d, int dOffset, int dStride, float[] g, int gOffset) {
    for (int r = 0; r < rows; r++) {
      int dRow = dOffset + r * dStride;
      for (int j = 0; j < columns; j++) {
        g[gOffset + j] += d[dRow + j];
      }
    }
  }

  @Override
  public void tanh(float[] x, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      x[i] = RationalTanh.of(x[i]);
    }
  }

  @Override
  public void relu(float[] x, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void tanhDerivative(float[] h, int hOffset, float[] d, int dOffset, int count) {
    for (int i = 0; i < count; i++) {
      float y = h[hOffset + i];
      d[dOffset + i] = Math.fma(-(y * y), d[dOffset + i], d[dOffset + i]);
    }
  }

  @Override
  public void reluDerivative(float[] h, int hOffset, float[] d, int dOffset, int count) {
    for (int i = 0; i < count; i++) {
      if (!(h[hOffset + i] > 0f)) {
        d[dOffset + i] = 0f;
      }
    }
  }

  @Override
  public void tanhSecondDerivative(
      float[] h,
      int hOffset,
      float[] hTangent,
      int hTangentOffset,
      float[] e,
      int eOffset,
      float[] t,
      int tOffset,
      int count) {
    for (int i = 0; i < count; i++) {
      float y = h[hOffset + i];
      float v = t[tOffset + i];
      float curvature = -(y + y) * hTangent[hTangentOffset + i];
      t[tOffset + i] = Math.fma(curvature, e[eOffset + i], Math.fma(-(y * y), v, v));
    }
  }

  @Override
  public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int count) {
    for (int i = 0; i < count; i++) {
      y[yOffset + i] = Math.fma(factor, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public double dot(float[] x, int xOffset, float[] y, int yOffset, int count) {
    double[] partial = new double[LANES];
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        partial[lane] =
            Math.fma((double) x[xOffset + i + lane], (double) y[yOffset + i + lane], partial[lane]);
      }
    }
    double sum = 0;
    for (double value : partial) {
      sum += value;
    }
    for (; i < count; i++) {
      sum = Math.fma((double) x[xOffset + i], (double) y[yOffset + i], sum);
    }
    return sum;
  }

  @Override
  public void adam(
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
      float epsilon) {
    for (int i = from; i < to; i++) {
      float gradient = Math.fma(weightDecay, p[i], g[i] * gradientScale);
      float m = Math.fma(gradient, 1f - beta1, firstMoment[i] * beta1);
      float v = Math.fma(gradient * gradient, 1f - beta2, secondMoment[i] * beta2);
      firstMoment[i] = m;
      secondMoment[i] = v;
      p[i] -= m * stepSize / ((float) Math.sqrt(v * secondMomentScale) + epsilon);
    }
  }
}
