package dev.admiral.admrl;

/**
 * Settings of {@link OptimalReturnSearch}.
 *
 * @param updates TRPO updates in the real environment, for each of its two starts; 0 for no search
 * @param samples real transitions an update; a multiple of the family's horizon
 */
public record OptimalReturnConfig(int updates, int samples) {
  public OptimalReturnConfig {
    if (updates < 0) {
      throw new IllegalArgumentException("updates must not be negative: " + updates);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be at least 1, not " + samples);
    }
  }

  public static OptimalReturnConfig defaults() {
    return new OptimalReturnConfig(200, 10_000);
  }
}
