package dev.admiral.nn.kernel;

import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the Vector API.
 *
 * <p>Products are tiles of 4 rows × 4 vectors (then 2, then 1), whose sums stay in registers while the
 * inner dimension runs by. Every loop over vectors lives in a small method of its own, and makes its
 * constants before it begins: now and then the compiler fails to keep a vector in registers, and boxes
 * it, which must not happen once per element.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() <= LANES
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  private static final int L = FLOATS.length();

  @Override
  public String description() {
    return "Vector API, " + L + " lanes";
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
    int j = 0;
    for (; j + 4 * L <= columns; j += 4 * L) {
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        Tiles.multiply4x4(
            inner,
            a,
            aOffset + r * aStride,
            aStride,
            w,
            wOffset + j,
            wStride,
            initial,
            initialOffset + r * initialStride + j,
            initialStride,
            c,
            cOffset + r * cStride + j,
            cStride);
      }
      for (; r < rows; r++) {
        Tiles.multiply1x4(
            inner,
            a,
            aOffset + r * aStride,
            w,
            wOffset + j,
            wStride,
            initial,
            initialOffset + r * initialStride + j,
            c,
            cOffset + r * cStride + j);
      }
    }
    for (; j + 2 * L <= columns; j += 2 * L) {
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        Tiles.multiply4x2(
            inner,
            a,
            aOffset + r * aStride,
            aStride,
            w,
            wOffset + j,
            wStride,
            initial,
            initialOffset + r * initialStride + j,
            initialStride,
            c,
            cOffset + r * cStride + j,
            cStride);
      }
      for (; r < rows; r++) {
        Tiles.multiply1x2(
            inner,
            a,
            aOffset + r * aStride,
            w,
            wOffset + j,
            wStride,
            initial,
            initialOffset + r * initialStride + j,
            c,
            cOffset + r * cStride + j);
      }
    }
    for (; j < columns; j += L) {
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        Tiles.multiply4x1(
            inner,
            a,
            aOffset + r * aStride,
            aStride,
            w,
            wOffset + j,
            wStride,
            initial,
            initialOffset + r * initialStride + j,
            initialStride,
            c,
            cOffset + r * cStride + j,
            cStride);
      }
      for (; r < rows; r++) {
        Tiles.multiply1x1(
            inner,
            a,
            aOffset + r * aStride,
            w,
            wOffset + j,
            wStride,
            initial,
            initialOffset + r * initialStride + j,
            c,
            cOffset + r * cStride + j);
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
    int j = 0;
    for (; j + 4 * L <= columns; j += 4 * L) {
      int i = 0;
      for (; i + 4 <= inner; i += 4) {
        Tiles.transposed4x4(
            lines,
            rows,
            a,
            aOffset + i,
            aLineStride,
            aStride,
            d,
            dOffset + j,
            dStride,
            g,
            gOffset + i * gStride + j,
            gStride);
      }
      for (; i < inner; i++) {
        Tiles.transposed1x4(
            lines,
            rows,
            a,
            aOffset + i,
            aLineStride,
            aStride,
            d,
            dOffset + j,
            dStride,
            g,
            gOffset + i * gStride + j);
      }
    }
    for (; j + 2 * L <= columns; j += 2 * L) {
      int i = 0;
      for (; i + 4 <= inner; i += 4) {
        Tiles.transposed4x2(
            lines,
            rows,
            a,
            aOffset + i,
            aLineStride,
            aStride,
            d,
            dOffset + j,
            dStride,
            g,
            gOffset + i * gStride + j,
            gStride);
      }
      for (; i < inner; i++) {
        Tiles.transposed1x2(
            lines,
            rows,
            a,
            aOffset + i,
            aLineStride,
            aStride,
            d,
            dOffset + j,
            dStride,
            g,
            gOffset + i * gStride + j);
      }
    }
    for (; j < columns; j += L) {
      int i = 0;
      for (; i + 4 <= inner; i += 4) {
        Tiles.transposed4x1(
            lines,
            rows,
            a,
            aOffset + i,
            aLineStride,
            aStride,
            d,
            dOffset + j,
            dStride,
            g,
            gOffset + i * gStride + j,
            gStride);
      }
      for (; i < inner; i++) {
        Tiles.transposed1x1(
            lines,
            rows,
            a,
            aOffset + i,
            aLineStride,
            aStride,
            d,
            dOffset + j,
            dStride,
            g,
            gOffset + i * gStride + j);
      }
    }
  }

  @Override
  public void accumulateRows(
      int rows, int columns, float[] d, int dOffset, int dStride, float[] g, int gOffset) {
    for (int j = 0; j < columns; j += L) {
      sumColumn(rows, d, dOffset + j, dStride, g, gOffset + j);
    }
  }

  private static void sumColumn(
      int rows, float[] d, int dOffset, int dStride, float[] g, int gOffset) {
    FloatVector sum = FloatVector.fromArray(FLOATS, g, gOffset);
    for (int r = 0, at = dOffset; r < rows; r++, at += dStride) {
      sum = sum.add(FloatVector.fromArray(FLOATS, d, at));
    }
    sum.intoArray(g, gOffset);
  }

  @Override
  public void tanh(float[] x, int offset, int count) {
    int end = offset + count;
    int whole = offset + count / L * L;
    wholeTanh(x, offset, whole);
    for (int i = whole; i < end; i++) {
      x[i] = RationalTanh.of(x[i]);
    }
  }

  private static void wholeTanh(float[] x, int from, int to) {
    FloatVector low = all(-RationalTanh.LIMIT);
    FloatVector high = all(RationalTanh.LIMIT);
    FloatVector p13 = all(RationalTanh.P13);
    FloatVector p11 = all(RationalTanh.P11);
    FloatVector p9 = all(RationalTanh.P9);
    FloatVector p7 = all(RationalTanh.P7);
    FloatVector p5 = all(RationalTanh.P5);
    FloatVector p3 = all(RationalTanh.P3);
    FloatVector p1 = all(RationalTanh.P1);
    FloatVector q6 = all(RationalTanh.Q6);
    FloatVector q4 = all(RationalTanh.Q4);
    FloatVector q2 = all(RationalTanh.Q2);
    FloatVector q0 = all(RationalTanh.Q0);
    for (int i = from; i < to; i += L) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i).max(low).min(high);
      FloatVector s = v.mul(v);
      FloatVector p = s.fma(p13, p11);
      p = s.fma(p, p9);
      p = s.fma(p, p7);
      p = s.fma(p, p5);
      p = s.fma(p, p3);
      p = s.fma(p, p1);
      FloatVector q = s.fma(q6, q4);
      q = s.fma(q, q2);
      q = s.fma(q, q0);
      v.mul(p).div(q).intoArray(x, i);
    }
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  @Override
  public void relu(float[] x, int offset, int count) {
    FloatVector zero = all(0f);
    int end = offset + count;
    int i = offset;
    for (; i + L <= end; i += L) {
      FloatVector.fromArray(FLOATS, x, i).max(zero).intoArray(x, i);
    }
    for (; i < end; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void tanhDerivative(float[] h, int hOffset, float[] d, int dOffset, int count) {
    int i = 0;
    for (; i + L <= count; i += L) {
      FloatVector y = FloatVector.fromArray(FLOATS, h, hOffset + i);
      FloatVector v = FloatVector.fromArray(FLOATS, d, dOffset + i);
      y.mul(y).neg().fma(v, v).intoArray(d, dOffset + i);
    }
    for (; i < count; i++) {
      float y = h[hOffset + i];
      d[dOffset + i] = Math.fma(-(y * y), d[dOffset + i], d[dOffset + i]);
    }
  }

  @Override
  public void reluDerivative(float[] h, int hOffset, float[] d, int dOffset, int count) {
    FloatVector zero = all(0f);
    int i = 0;
    for (; i + L <= count; i += L) {
      VectorMask<Float> positive = FloatVector.fromArray(FLOATS, h, hOffset + i).compare(GT, zero);
      zero.blend(FloatVector.fromArray(FLOATS, d, dOffset + i), positive).intoArray(d, dOffset + i);
    }
    for (; i < count; i++) {
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
    int i = 0;
    for (; i + L <= count; i += L) {
      FloatVector y = FloatVector.fromArray(FLOATS, h, hOffset + i);
      FloatVector v = FloatVector.fromArray(FLOATS, t, tOffset + i);
      FloatVector curvature =
          y.add(y).neg().mul(FloatVector.fromArray(FLOATS, hTangent, hTangentOffset + i));
      curvature
          .fma(FloatVector.fromArray(FLOATS, e, eOffset + i), y.mul(y).neg().fma(v, v))
          .intoArray(t, tOffset + i);
    }
    for (; i < count; i++) {
      float y = h[hOffset + i];
      float v = t[tOffset + i];
      float curvature = -(y + y) * hTangent[hTangentOffset + i];
      t[tOffset + i] = Math.fma(curvature, e[eOffset + i], Math.fma(-(y * y), v, v));
    }
  }

  @Override
  public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int count) {
    FloatVector f = all(factor);
    int i = 0;
    for (; i + L <= count; i += L) {
      f.fma(
              FloatVector.fromArray(FLOATS, x, xOffset + i),
              FloatVector.fromArray(FLOATS, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    for (; i < count; i++) {
      y[yOffset + i] = Math.fma(factor, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public double dot(float[] x, int xOffset, float[] y, int yOffset, int count) {
    double[] partial = new double[LANES];
    int whole = count / LANES * LANES;
    for (int lane = 0; lane < LANES; lane += HALF) {
      partialDot(x, xOffset + lane, y, yOffset + lane, whole, partial, lane);
    }
    double sum = 0;
    for (double value : partial) {
      sum += value;
    }
    for (int i = whole; i < count; i++) {
      sum = Math.fma((double) x[xOffset + i], (double) y[yOffset + i], sum);
    }
    return sum;
  }

  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() <= 8
          ? DoubleVector.SPECIES_PREFERRED
          : DoubleVector.SPECIES_512;
  private static final int HALF = DOUBLES.length();
  private static final VectorSpecies<Float> HALF_FLOATS =
      VectorSpecies.of(float.class, jdk.incubator.vector.VectorShape.forBitSize(HALF * Float.SIZE));

  /** The sums of every 16th product, for as many lanes as a vector of doubles has. */
  private static void partialDot(
      float[] x, int xOffset, float[] y, int yOffset, int whole, double[] partial, int lane) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector a =
          (DoubleVector)
              FloatVector.fromArray(HALF_FLOATS, x, xOffset + i).convertShape(F2D, DOUBLES, 0);
      DoubleVector b =
          (DoubleVector)
              FloatVector.fromArray(HALF_FLOATS, y, yOffset + i).convertShape(F2D, DOUBLES, 0);
      sum = a.fma(b, sum);
    }
    sum.intoArray(partial, lane);
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
    FloatVector decay = all(weightDecay);
    FloatVector scale = all(gradientScale);
    FloatVector keepFirst = all(beta1);
    FloatVector addFirst = all(1f - beta1);
    FloatVector keepSecond = all(beta2);
    FloatVector addSecond = all(1f - beta2);
    FloatVector step = all(stepSize);
    FloatVector secondScale = all(secondMomentScale);
    FloatVector tiny = all(epsilon);
    int i = from;
    for (; i + L <= to; i += L) {
      FloatVector parameter = FloatVector.fromArray(FLOATS, p, i);
      FloatVector gradient = decay.fma(parameter, FloatVector.fromArray(FLOATS, g, i).mul(scale));
      FloatVector m =
          gradient.fma(addFirst, FloatVector.fromArray(FLOATS, firstMoment, i).mul(keepFirst));
      FloatVector v =
          gradient
              .mul(gradient)
              .fma(addSecond, FloatVector.fromArray(FLOATS, secondMoment, i).mul(keepSecond));
      m.intoArray(firstMoment, i);
      v.intoArray(secondMoment, i);
      parameter.sub(m.mul(step).div(v.mul(secondScale).sqrt().add(tiny))).intoArray(p, i);
    }
    for (; i < to; i++) {
      float gradient = Math.fma(weightDecay, p[i], g[i] * gradientScale);
      float m = Math.fma(gradient, 1f - beta1, firstMoment[i] * beta1);
      float v = Math.fma(gradient * gradient, 1f - beta2, secondMoment[i] * beta2);
      firstMoment[i] = m;
      secondMoment[i] = v;
      p[i] -= m * stepSize / ((float) Math.sqrt(v * secondMomentScale) + epsilon);
    }
  }
}
