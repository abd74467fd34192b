package dev.admiral.nn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of the two matrix products. {@code multiplyRxC} makes R rows × C vectors of I + A·W,
 * {@code transposedRxC} R rows × C vectors of G + Aᵀ·D, where A's rows stand in lines. They are spelt out because only named local
 * variables stay in registers.
 */
final class Tiles {
  private static final VectorSpecies<Float> S =
      FloatVector.SPECIES_PREFERRED.length() <= Kernels.LANES
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  private static final int L = S.length();

  private Tiles() {}

  static void multiply4x4(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] w,
      int w0,
      int wStride,
      float[] initial,
      int i0,
      int iStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = FloatVector.fromArray(S, initial, i0);
    FloatVector s01 = FloatVector.fromArray(S, initial, i0 + L);
    FloatVector s02 = FloatVector.fromArray(S, initial, i0 + 2 * L);
    FloatVector s03 = FloatVector.fromArray(S, initial, i0 + 3 * L);
    FloatVector s10 = FloatVector.fromArray(S, initial, i0 + iStride);
    FloatVector s11 = FloatVector.fromArray(S, initial, i0 + iStride + L);
    FloatVector s12 = FloatVector.fromArray(S, initial, i0 + iStride + 2 * L);
    FloatVector s13 = FloatVector.fromArray(S, initial, i0 + iStride + 3 * L);
    FloatVector s20 = FloatVector.fromArray(S, initial, i0 + 2 * iStride);
    FloatVector s21 = FloatVector.fromArray(S, initial, i0 + 2 * iStride + L);
    FloatVector s22 = FloatVector.fromArray(S, initial, i0 + 2 * iStride + 2 * L);
    FloatVector s23 = FloatVector.fromArray(S, initial, i0 + 2 * iStride + 3 * L);
    FloatVector s30 = FloatVector.fromArray(S, initial, i0 + 3 * iStride);
    FloatVector s31 = FloatVector.fromArray(S, initial, i0 + 3 * iStride + L);
    FloatVector s32 = FloatVector.fromArray(S, initial, i0 + 3 * iStride + 2 * L);
    FloatVector s33 = FloatVector.fromArray(S, initial, i0 + 3 * iStride + 3 * L);
    for (int i = 0, at = w0; i < inner; i++, at += wStride) {
      FloatVector w0v = FloatVector.fromArray(S, w, at);
      FloatVector w1v = FloatVector.fromArray(S, w, at + L);
      FloatVector w2v = FloatVector.fromArray(S, w, at + 2 * L);
      FloatVector w3v = FloatVector.fromArray(S, w, at + 3 * L);
      FloatVector x = FloatVector.broadcast(S, a[a0 + i]);
      s00 = x.fma(w0v, s00);
      s01 = x.fma(w1v, s01);
      s02 = x.fma(w2v, s02);
      s03 = x.fma(w3v, s03);
      x = FloatVector.broadcast(S, a[a1 + i]);
      s10 = x.fma(w0v, s10);
      s11 = x.fma(w1v, s11);
      s12 = x.fma(w2v, s12);
      s13 = x.fma(w3v, s13);
      x = FloatVector.broadcast(S, a[a2 + i]);
      s20 = x.fma(w0v, s20);
      s21 = x.fma(w1v, s21);
      s22 = x.fma(w2v, s22);
      s23 = x.fma(w3v, s23);
      x = FloatVector.broadcast(S, a[a3 + i]);
      s30 = x.fma(w0v, s30);
      s31 = x.fma(w1v, s31);
      s32 = x.fma(w2v, s32);
      s33 = x.fma(w3v, s33);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + L);
    s02.intoArray(c, c0 + 2 * L);
    s03.intoArray(c, c0 + 3 * L);
    s10.intoArray(c, c0 + cStride);
    s11.intoArray(c, c0 + cStride + L);
    s12.intoArray(c, c0 + cStride + 2 * L);
    s13.intoArray(c, c0 + cStride + 3 * L);
    s20.intoArray(c, c0 + 2 * cStride);
    s21.intoArray(c, c0 + 2 * cStride + L);
    s22.intoArray(c, c0 + 2 * cStride + 2 * L);
    s23.intoArray(c, c0 + 2 * cStride + 3 * L);
    s30.intoArray(c, c0 + 3 * cStride);
    s31.intoArray(c, c0 + 3 * cStride + L);
    s32.intoArray(c, c0 + 3 * cStride + 2 * L);
    s33.intoArray(c, c0 + 3 * cStride + 3 * L);
  }

  static void multiply4x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] w,
      int w0,
      int wStride,
      float[] initial,
      int i0,
      int iStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = FloatVector.fromArray(S, initial, i0);
    FloatVector s01 = FloatVector.fromArray(S, initial, i0 + L);
    FloatVector s10 = FloatVector.fromArray(S, initial, i0 + iStride);
    FloatVector s11 = FloatVector.fromArray(S, initial, i0 + iStride + L);
    FloatVector s20 = FloatVector.fromArray(S, initial, i0 + 2 * iStride);
    FloatVector s21 = FloatVector.fromArray(S, initial, i0 + 2 * iStride + L);
    FloatVector s30 = FloatVector.fromArray(S, initial, i0 + 3 * iStride);
    FloatVector s31 = FloatVector.fromArray(S, initial, i0 + 3 * iStride + L);
    for (int i = 0, at = w0; i < inner; i++, at += wStride) {
      FloatVector w0v = FloatVector.fromArray(S, w, at);
      FloatVector w1v = FloatVector.fromArray(S, w, at + L);
      FloatVector x = FloatVector.broadcast(S, a[a0 + i]);
      s00 = x.fma(w0v, s00);
      s01 = x.fma(w1v, s01);
      x = FloatVector.broadcast(S, a[a1 + i]);
      s10 = x.fma(w0v, s10);
      s11 = x.fma(w1v, s11);
      x = FloatVector.broadcast(S, a[a2 + i]);
      s20 = x.fma(w0v, s20);
      s21 = x.fma(w1v, s21);
      x = FloatVector.broadcast(S, a[a3 + i]);
      s30 = x.fma(w0v, s30);
      s31 = x.fma(w1v, s31);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + L);
    s10.intoArray(c, c0 + cStride);
    s11.intoArray(c, c0 + cStride + L);
    s20.intoArray(c, c0 + 2 * cStride);
    s21.intoArray(c, c0 + 2 * cStride + L);
    s30.intoArray(c, c0 + 3 * cStride);
    s31.intoArray(c, c0 + 3 * cStride + L);
  }

  static void multiply4x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] w,
      int w0,
      int wStride,
      float[] initial,
      int i0,
      int iStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = FloatVector.fromArray(S, initial, i0);
    FloatVector s10 = FloatVector.fromArray(S, initial, i0 + iStride);
    FloatVector s20 = FloatVector.fromArray(S, initial, i0 + 2 * iStride);
    FloatVector s30 = FloatVector.fromArray(S, initial, i0 + 3 * iStride);
    for (int i = 0, at = w0; i < inner; i++, at += wStride) {
      FloatVector w0v = FloatVector.fromArray(S, w, at);
      FloatVector x = FloatVector.broadcast(S, a[a0 + i]);
      s00 = x.fma(w0v, s00);
      x = FloatVector.broadcast(S, a[a1 + i]);
      s10 = x.fma(w0v, s10);
      x = FloatVector.broadcast(S, a[a2 + i]);
      s20 = x.fma(w0v, s20);
      x = FloatVector.broadcast(S, a[a3 + i]);
      s30 = x.fma(w0v, s30);
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c0 + cStride);
    s20.intoArray(c, c0 + 2 * cStride);
    s30.intoArray(c, c0 + 3 * cStride);
  }

  static void multiply1x4(
      int inner,
      float[] a,
      int a0,
      float[] w,
      int w0,
      int wStride,
      float[] initial,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = FloatVector.fromArray(S, initial, i0);
    FloatVector s01 = FloatVector.fromArray(S, initial, i0 + L);
    FloatVector s02 = FloatVector.fromArray(S, initial, i0 + 2 * L);
    FloatVector s03 = FloatVector.fromArray(S, initial, i0 + 3 * L);
    for (int i = 0, at = w0; i < inner; i++, at += wStride) {
      FloatVector w0v = FloatVector.fromArray(S, w, at);
      FloatVector w1v = FloatVector.fromArray(S, w, at + L);
      FloatVector w2v = FloatVector.fromArray(S, w, at + 2 * L);
      FloatVector w3v = FloatVector.fromArray(S, w, at + 3 * L);
      FloatVector x = FloatVector.broadcast(S, a[a0 + i]);
      s00 = x.fma(w0v, s00);
      s01 = x.fma(w1v, s01);
      s02 = x.fma(w2v, s02);
      s03 = x.fma(w3v, s03);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + L);
    s02.intoArray(c, c0 + 2 * L);
    s03.intoArray(c, c0 + 3 * L);
  }

  static void multiply1x2(
      int inner,
      float[] a,
      int a0,
      float[] w,
      int w0,
      int wStride,
      float[] initial,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = FloatVector.fromArray(S, initial, i0);
    FloatVector s01 = FloatVector.fromArray(S, initial, i0 + L);
    for (int i = 0, at = w0; i < inner; i++, at += wStride) {
      FloatVector w0v = FloatVector.fromArray(S, w, at);
      FloatVector w1v = FloatVector.fromArray(S, w, at + L);
      FloatVector x = FloatVector.broadcast(S, a[a0 + i]);
      s00 = x.fma(w0v, s00);
      s01 = x.fma(w1v, s01);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + L);
  }

  static void multiply1x1(
      int inner,
      float[] a,
      int a0,
      float[] w,
      int w0,
      int wStride,
      float[] initial,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = FloatVector.fromArray(S, initial, i0);
    for (int i = 0, at = w0; i < inner; i++, at += wStride) {
      FloatVector w0v = FloatVector.fromArray(S, w, at);
      FloatVector x = FloatVector.broadcast(S, a[a0 + i]);
      s00 = x.fma(w0v, s00);
    }
    s00.intoArray(c, c0);
  }

  static void transposed4x4(
      int lines,
      int rows,
      float[] a,
      int a0,
      int aLineStride,
      int aStride,
      float[] d,
      int d0,
      int dStride,
      float[] g,
      int g0,
      int gStride) {
    FloatVector s00 = FloatVector.fromArray(S, g, g0);
    FloatVector s01 = FloatVector.fromArray(S, g, g0 + L);
    FloatVector s02 = FloatVector.fromArray(S, g, g0 + 2 * L);
    FloatVector s03 = FloatVector.fromArray(S, g, g0 + 3 * L);
    FloatVector s10 = FloatVector.fromArray(S, g, g0 + gStride);
    FloatVector s11 = FloatVector.fromArray(S, g, g0 + gStride + L);
    FloatVector s12 = FloatVector.fromArray(S, g, g0 + gStride + 2 * L);
    FloatVector s13 = FloatVector.fromArray(S, g, g0 + gStride + 3 * L);
    FloatVector s20 = FloatVector.fromArray(S, g, g0 + 2 * gStride);
    FloatVector s21 = FloatVector.fromArray(S, g, g0 + 2 * gStride + L);
    FloatVector s22 = FloatVector.fromArray(S, g, g0 + 2 * gStride + 2 * L);
    FloatVector s23 = FloatVector.fromArray(S, g, g0 + 2 * gStride + 3 * L);
    FloatVector s30 = FloatVector.fromArray(S, g, g0 + 3 * gStride);
    FloatVector s31 = FloatVector.fromArray(S, g, g0 + 3 * gStride + L);
    FloatVector s32 = FloatVector.fromArray(S, g, g0 + 3 * gStride + 2 * L);
    FloatVector s33 = FloatVector.fromArray(S, g, g0 + 3 * gStride + 3 * L);
    for (int y = 0, line = a0, dt = d0; y < lines; y++, line += aLineStride) {
      for (int r = 0, at = line; r < rows; r++, at += aStride, dt += dStride) {
        FloatVector d0v = FloatVector.fromArray(S, d, dt);
        FloatVector d1v = FloatVector.fromArray(S, d, dt + L);
        FloatVector d2v = FloatVector.fromArray(S, d, dt + 2 * L);
        FloatVector d3v = FloatVector.fromArray(S, d, dt + 3 * L);
        FloatVector x = FloatVector.broadcast(S, a[at]);
        s00 = x.fma(d0v, s00);
        s01 = x.fma(d1v, s01);
        s02 = x.fma(d2v, s02);
        s03 = x.fma(d3v, s03);
        x = FloatVector.broadcast(S, a[at + 1]);
        s10 = x.fma(d0v, s10);
        s11 = x.fma(d1v, s11);
        s12 = x.fma(d2v, s12);
        s13 = x.fma(d3v, s13);
        x = FloatVector.broadcast(S, a[at + 2]);
        s20 = x.fma(d0v, s20);
        s21 = x.fma(d1v, s21);
        s22 = x.fma(d2v, s22);
        s23 = x.fma(d3v, s23);
        x = FloatVector.broadcast(S, a[at + 3]);
        s30 = x.fma(d0v, s30);
        s31 = x.fma(d1v, s31);
        s32 = x.fma(d2v, s32);
        s33 = x.fma(d3v, s33);
      }
    }
    s00.intoArray(g, g0);
    s01.intoArray(g, g0 + L);
    s02.intoArray(g, g0 + 2 * L);
    s03.intoArray(g, g0 + 3 * L);
    s10.intoArray(g, g0 + gStride);
    s11.intoArray(g, g0 + gStride + L);
    s12.intoArray(g, g0 + gStride + 2 * L);
    s13.intoArray(g, g0 + gStride + 3 * L);
    s20.intoArray(g, g0 + 2 * gStride);
    s21.intoArray(g, g0 + 2 * gStride + L);
    s22.intoArray(g, g0 + 2 * gStride + 2 * L);
    s23.intoArray(g, g0 + 2 * gStride + 3 * L);
    s30.intoArray(g, g0 + 3 * gStride);
    s31.intoArray(g, g0 + 3 * gStride + L);
    s32.intoArray(g, g0 + 3 * gStride + 2 * L);
    s33.intoArray(g, g0 + 3 * gStride + 3 * L);
  }

  static void transposed4x2(
      int lines,
      int rows,
      float[] a,
      int a0,
      int aLineStride,
      int aStride,
      float[] d,
      int d0,
      int dStride,
      float[] g,
      int g0,
      int gStride) {
    FloatVector s00 = FloatVector.fromArray(S, g, g0);
    FloatVector s01 = FloatVector.fromArray(S, g, g0 + L);
    FloatVector s10 = FloatVector.fromArray(S, g, g0 + gStride);
    FloatVector s11 = FloatVector.fromArray(S, g, g0 + gStride + L);
    FloatVector s20 = FloatVector.fromArray(S, g, g0 + 2 * gStride);
    FloatVector s21 = FloatVector.fromArray(S, g, g0 + 2 * gStride + L);
    FloatVector s30 = FloatVector.fromArray(S, g, g0 + 3 * gStride);
    FloatVector s31 = FloatVector.fromArray(S, g, g0 + 3 * gStride + L);
    for (int y = 0, line = a0, dt = d0; y < lines; y++, line += aLineStride) {
      for (int r = 0, at = line; r < rows; r++, at += aStride, dt += dStride) {
        FloatVector d0v = FloatVector.fromArray(S, d, dt);
        FloatVector d1v = FloatVector.fromArray(S, d, dt + L);
        FloatVector x = FloatVector.broadcast(S, a[at]);
        s00 = x.fma(d0v, s00);
        s01 = x.fma(d1v, s01);
        x = FloatVector.broadcast(S, a[at + 1]);
        s10 = x.fma(d0v, s10);
        s11 = x.fma(d1v, s11);
        x = FloatVector.broadcast(S, a[at + 2]);
        s20 = x.fma(d0v, s20);
        s21 = x.fma(d1v, s21);
        x = FloatVector.broadcast(S, a[at + 3]);
        s30 = x.fma(d0v, s30);
        s31 = x.fma(d1v, s31);
      }
    }
    s00.intoArray(g, g0);
    s01.intoArray(g, g0 + L);
    s10.intoArray(g, g0 + gStride);
    s11.intoArray(g, g0 + gStride + L);
    s20.intoArray(g, g0 + 2 * gStride);
    s21.intoArray(g, g0 + 2 * gStride + L);
    s30.intoArray(g, g0 + 3 * gStride);
    s31.intoArray(g, g0 + 3 * gStride + L);
  }

  static void transposed4x1(
      int lines,
      int rows,
      float[] a,
      int a0,
      int aLineStride,
      int aStride,
      float[] d,
      int d0,
      int dStride,
      float[] g,
      int g0,
      int gStride) {
    FloatVector s00 = FloatVector.fromArray(S, g, g0);
    FloatVector s10 = FloatVector.fromArray(S, g, g0 + gStride);
    FloatVector s20 = FloatVector.fromArray(S, g, g0 + 2 * gStride);
    FloatVector s30 = FloatVector.fromArray(S, g, g0 + 3 * gStride);
    for (int y = 0, line = a0, dt = d0; y < lines; y++, line += aLineStride) {
      for (int r = 0, at = line; r < rows; r++, at += aStride, dt += dStride) {
        FloatVector d0v = FloatVector.fromArray(S, d, dt);
        FloatVector x = FloatVector.broadcast(S, a[at]);
        s00 = x.fma(d0v, s00);
        x = FloatVector.broadcast(S, a[at + 1]);
        s10 = x.fma(d0v, s10);
        x = FloatVector.broadcast(S, a[at + 2]);
        s20 = x.fma(d0v, s20);
        x = FloatVector.broadcast(S, a[at + 3]);
        s30 = x.fma(d0v, s30);
      }
    }
    s00.intoArray(g, g0);
    s10.intoArray(g, g0 + gStride);
    s20.intoArray(g, g0 + 2 * gStride);
    s30.intoArray(g, g0 + 3 * gStride);
  }

  static void transposed1x4(
      int lines,
      int rows,
      float[] a,
      int a0,
      int aLineStride,
      int aStride,
      float[] d,
      int d0,
      int dStride,
      float[] g,
      int g0) {
    FloatVector s00 = FloatVector.fromArray(S, g, g0);
    FloatVector s01 = FloatVector.fromArray(S, g, g0 + L);
    FloatVector s02 = FloatVector.fromArray(S, g, g0 + 2 * L);
    FloatVector s03 = FloatVector.fromArray(S, g, g0 + 3 * L);
    for (int y = 0, line = a0, dt = d0; y < lines; y++, line += aLineStride) {
      for (int r = 0, at = line; r < rows; r++, at += aStride, dt += dStride) {
        FloatVector d0v = FloatVector.fromArray(S, d, dt);
        FloatVector d1v = FloatVector.fromArray(S, d, dt + L);
        FloatVector d2v = FloatVector.fromArray(S, d, dt + 2 * L);
        FloatVector d3v = FloatVector.fromArray(S, d, dt + 3 * L);
        FloatVector x = FloatVector.broadcast(S, a[at]);
        s00 = x.fma(d0v, s00);
        s01 = x.fma(d1v, s01);
        s02 = x.fma(d2v, s02);
        s03 = x.fma(d3v, s03);
      }
    }
    s00.intoArray(g, g0);
    s01.intoArray(g, g0 + L);
    s02.intoArray(g, g0 + 2 * L);
    s03.intoArray(g, g0 + 3 * L);
  }

  static void transposed1x2(
      int lines,
      int rows,
      float[] a,
      int a0,
      int aLineStride,
      int aStride,
      float[] d,
      int d0,
      int dStride,
      float[] g,
      int g0) {
    FloatVector s00 = FloatVector.fromArray(S, g, g0);
    FloatVector s01 = FloatVector.fromArray(S, g, g0 + L);
    for (int y = 0, line = a0, dt = d0; y < lines; y++, line += aLineStride) {
      for (int r = 0, at = line; r < rows; r++, at += aStride, dt += dStride) {
        FloatVector d0v = FloatVector.fromArray(S, d, dt);
        FloatVector d1v = FloatVector.fromArray(S, d, dt + L);
        FloatVector x = FloatVector.broadcast(S, a[at]);
        s00 = x.fma(d0v, s00);
        s01 = x.fma(d1v, s01);
      }
    }
    s00.intoArray(g, g0);
    s01.intoArray(g, g0 + L);
  }

  static void transposed1x1(
      int lines,
      int rows,
      float[] a,
      int a0,
      int aLineStride,
      int aStride,
      float[] d,
      int d0,
      int dStride,
      float[] g,
      int g0) {
    FloatVector s00 = FloatVector.fromArray(S, g, g0);
    for (int y = 0, line = a0, dt = d0; y < lines; y++, line += aLineStride) {
      for (int r = 0, at = line; r < rows; r++, at += aStride, dt += dStride) {
        FloatVector d0v = FloatVector.fromArray(S, d, dt);
        FloatVector x = FloatVector.broadcast(S, a[at]);
        s00 = x.fma(d0v, s00);
      }
    }
    s00.intoArray(g, g0);
  }
}
