package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.UsageException;
import java.util.List;

/** Refuses networks that no machine could train. */
public final class NetworkSize {
  /** 1 GiB of single-precision weights; training needs several times that. */
  private static final long MAXIMUM_WEIGHTS = 1L << 28;

  private NetworkSize() {}

  /**
   * Checks the widths of hidden layers.
   *
   * @param key that sets them
   * @throws UsageException if one is not positive, or they are too many weights
   */
  public static void check(String key, List<Integer> hidden) {
    long weights = 0;
    long inputs = 1;
    for (int width : hidden) {
      if (width < 1) {
        throw new UsageException(
            "%s is %s, but a layer's width must be at least 1".formatted(key, hidden));
      }
      weights += (inputs + 1) * width;
      if (weights > MAXIMUM_WEIGHTS) {
        throw new UsageException(
            "%s is %s, but a network may have at most %d weights"
                .formatted(key, hidden, MAXIMUM_WEIGHTS));
      }
      inputs = width;
    }
  }
}
