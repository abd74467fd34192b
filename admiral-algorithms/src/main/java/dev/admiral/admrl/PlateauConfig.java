package dev.admiral.admrl;

/**
 * When a phase of virtual training ends before its iterations are done: the real return of the policy has
 * stopped improving. Off by default; the paper's number of iterations is fixed.
 *
 * <p>The policy goes on as it then is, which need not be the best that was measured. Measuring takes real
 * transitions, before the first that is collected for the model too, so a zero-shot phase that ends so has
 * looked at the real environment. That is why meta-training has this and {@link Adaptation}, whose n counts
 * every real transition before Aₙ(ψ), has not.
 *
 * @param patience iterations without improvement after which a phase ends; 0 for never, and then nothing
 *     is measured
 * @param episodes real episodes with which the return is measured after each iteration; they teach nobody
 * @param tolerance how much more than the best so far an improvement must be, relative to its magnitude
 */
public record PlateauConfig(int patience, int episodes, double tolerance) {
  public PlateauConfig {
    if (patience < 0) {
      throw new IllegalArgumentException("patience must not be negative: " + patience);
    }
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, not " + episodes);
    }
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance must be finite and not negative: " + tolerance);
    }
  }

  public static PlateauConfig defaults() {
    return new PlateauConfig(0, 10, 0);
  }

  /** Whether a plateau ends a phase at all. */
  public boolean isOn() {
    return patience > 0;
  }
}
