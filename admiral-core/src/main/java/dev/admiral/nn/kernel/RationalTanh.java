package dev.admiral.nn.kernel;

/**
 * tanh(x) ≈ x·P(x²)/Q(x²), degrees 13 and 6, on [−7.9, 7.9] and constant beyond: within 5 units in the
 * last place of single precision (for |x| above 1e-36, below which products underflow) and 3e-7, and made
 * of operations that vectors have. NaN gives NaN. The coefficients are the minimax ones in common use
 * (Eigen's among others).
 */
final class RationalTanh {
  static final float LIMIT = 7.9f;

  static final float P13 = -2.76076847742355e-16f;
  static final float P11 = 2.00018790482477e-13f;
  static final float P9 = -8.60467152213735e-11f;
  static final float P7 = 5.12229709037114e-08f;
  static final float P5 = 1.48572235717979e-05f;
  static final float P3 = 6.37261928875436e-04f;
  static final float P1 = 4.89352455891786e-03f;

  static final float Q6 = 1.19825839466702e-06f;
  static final float Q4 = 1.18534705686654e-04f;
  static final float Q2 = 2.26843463243900e-03f;
  static final float Q0 = 4.89352518554385e-03f;

  private RationalTanh() {}

  static float of(float value) {
    float x = Math.min(LIMIT, Math.max(-LIMIT, value));
    float s = x * x;
    float p = Math.fma(s, P13, P11);
    p = Math.fma(s, p, P9);
    p = Math.fma(s, p, P7);
    p = Math.fma(s, p, P5);
    p = Math.fma(s, p, P3);
    p = Math.fma(s, p, P1);
    float q = Math.fma(s, Q6, Q4);
    q = Math.fma(s, q, Q2);
    q = Math.fma(s, q, Q0);
    return x * p / q;
  }
}
