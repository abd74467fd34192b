package dev.admiral.policy;

/**
 * Expectations over u = μ + σε, ε standard normal, by the trapezoidal rule, which converges exponentially fast on
 * what is smooth and dies away at both ends (Trefethen and Weideman 2014).
 */
final class SquashedMoments {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** The normal density beyond is less than 10⁻¹³. */
  private static final double REACH = 7.5;

  /** Fine enough for the density: its error is exp(−2π²/h²). */
  private static final double LARGEST_STEP = 0.5;

  /** tanh(μ + σε) has poles π/(2σ) from the real line, so the error is exp(−π²/(σh)): this makes it 10⁻⁹. */
  private static final double POLE = Math.PI * Math.PI / Math.log(1e9);

  private double logSlope;
  private double tanh;
  private double noiseTanh;

  /** Computes all three. */
  void integrate(double mean, double std) {
    int half = (int) Math.ceil(REACH / Math.min(LARGEST_STEP, POLE / std));
    double step = REACH / half;
    logSlope = 0;
    tanh = 0;
    noiseTanh = 0;
    for (int k = -half; k <= half; k++) {
      double noise = k * step;
      double weight = step * Math.exp(-0.5 * noise * noise - HALF_LOG_2_PI);
      double u = mean + std * noise;
      double size = Math.abs(u);
      double e = Math.exp(-2 * size);
      double squashed = Math.copySign((1 - e) / (1 + e), u);
      logSlope += weight * 2 * (Math.log(2 / (1 + e)) - size);
      tanh += weight * squashed;
      noiseTanh += weight * noise * squashed;
    }
  }

  /** E log(1 − tanh²u) of the last {@link #integrate}. */
  double logSlope() {
    return logSlope;
  }

  /** E tanh u of the last {@link #integrate}. */
  double tanh() {
    return tanh;
  }

  /** E[ε·tanh u] of the last {@link #integrate}. */
  double noiseTanh() {
    return noiseTanh;
  }
}
