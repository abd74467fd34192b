package dev.admiral.nn;

import dev.admiral.nn.kernel.Kernels;

/** The nonlinearity between two layers. */
public enum Activation {
  TANH {
    @Override
    void apply(Kernels kernels, float[] x, int offset, int count) {
      kernels.tanh(x, offset, count);
    }

    @Override
    void derivative(Kernels kernels, float[] h, int hOffset, float[] d, int dOffset, int count) {
      kernels.tanhDerivative(h, hOffset, d, dOffset, count);
    }

    @Override
    void secondDerivative(
        Kernels kernels, float[] h, float[] hTangent, float[] e, float[] t, int offset, int count) {
      kernels.tanhSecondDerivative(h, offset, hTangent, offset, e, offset, t, offset, count);
    }
  },
  RELU {
    @Override
    void apply(Kernels kernels, float[] x, int offset, int count) {
      kernels.relu(x, offset, count);
    }

    @Override
    void derivative(Kernels kernels, float[] h, int hOffset, float[] d, int dOffset, int count) {
      kernels.reluDerivative(h, hOffset, d, dOffset, count);
    }

    // Piecewise linear: the second derivative is zero wherever it exists.
    @Override
    void secondDerivative(
        Kernels kernels, float[] h, float[] hTangent, float[] e, float[] t, int offset, int count) {
      kernels.reluDerivative(h, offset, t, offset, count);
    }
  };

  /** x ← φ(x). */
  abstract void apply(Kernels kernels, float[] x, int offset, int count);

  /** d ← φ′(z)·d, from h = φ(z). */
  abstract void derivative(
      Kernels kernels, float[] h, int hOffset, float[] d, int dOffset, int count);

  /**
   * t ← φ′(z)·t + φ″(z)·ż·e: the tangent of φ′(z)·e, from h = φ(z) and its tangent, e and its tangent
   * t. All arrays share one offset.
   */
  abstract void secondDerivative(
      Kernels kernels, float[] h, float[] hTangent, float[] e, float[] t, int offset, int count);
}
