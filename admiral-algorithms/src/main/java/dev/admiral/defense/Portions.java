package dev.admiral.defense;

/** Numbers from 0 to 1. */
final class Portions {
  private Portions() {}

  static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], not " + value);
    }
  }
}
