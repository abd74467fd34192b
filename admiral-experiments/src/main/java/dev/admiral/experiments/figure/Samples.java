package dev.admiral.experiments.figure;

/** How n is written. */
final class Samples {
  private Samples() {}

  static String text(int samples) {
    return samples == 0 ? "n = 0 (zero-shot)" : "n = " + samples;
  }
}
