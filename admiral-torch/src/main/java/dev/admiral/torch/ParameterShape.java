package dev.admiral.torch;

import java.util.Arrays;
import java.util.List;

/**
 * One tensor of a module's parameters.
 *
 * @param name what it is called, in messages and in an exported file, such as {@code layer0_weight}
 * @param sizes its shape; the last index runs fastest
 */
public record ParameterShape(String name, List<Long> sizes) {
  public ParameterShape {
    sizes = List.copyOf(sizes);
    for (long size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "parameter \"%s\" has the shape %s: every size is at least 1".formatted(name, sizes));
      }
    }
  }

  public static ParameterShape of(String name, long... sizes) {
    return new ParameterShape(name, Arrays.stream(sizes).boxed().toList());
  }

  /** How many numbers it holds. */
  public int count() {
    long count = 1;
    for (long size : sizes) {
      count = Math.multiplyExact(count, size);
    }
    return Math.toIntExact(count);
  }

  long[] toArray() {
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }
}
