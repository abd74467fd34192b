package dev.admiral.experiments.attack;

/**
 * How the landscape of an attack is measured (ATPA, figures 4 to 6).
 *
 * @param states of a policy's own undisturbed episodes, at least 1
 * @param starts from which the attack on each begins, at least 2: starts² divergences a state
 * @param shown how many of the states have a map, or a picture, of their own
 */
public record LandscapeConfig(int states, int starts, int shown) {
  public LandscapeConfig {
    if (states < 1) {
      throw new IllegalArgumentException("states must be at least 1, not " + states);
    }
    if (starts < 2) {
      throw new IllegalArgumentException("starts must be at least 2, not " + starts);
    }
    if (shown < 1 || shown > states) {
      throw new IllegalArgumentException(
          "shown must be from 1 to the number of states, %d, not %d".formatted(states, shown));
    }
  }

  /** ATPA's. */
  public static LandscapeConfig paper() {
    return new LandscapeConfig(50_000, 50, 3);
  }
}
