package dev.admiral.space;

import dev.admiral.random.RandomStream;

/**
 * The choices 0, 1, …, {@code count − 1}; a member is written as one number.
 *
 * @param count how many choices there are, at least 1
 */
public record Discrete(int count) implements Space {
  public Discrete {
    if (count < 1) {
      throw new IllegalArgumentException("a discrete space needs at least 1 choice, not " + count);
    }
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public double[] sample(RandomStream random) {
    return new double[] {random.nextInt(count)};
  }
}
