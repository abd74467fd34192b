package dev.admiral.experiments.chart;

/** A colour: one of the theme's, which a dark page changes, or a fixed one that stands for a value. */
public sealed interface Ink permits ThemeInk, FixedInk {

  /** On white paper, {@code 0xRRGGBB}. */
  int rgb();

  /** The colour as SVG and CSS write it. */
  default String hex() {
    return hex(rgb());
  }

  /** {@code 0xRRGGBB} as SVG and CSS write it. */
  static String hex(int rgb) {
    return "#%06x".formatted(rgb);
  }
}
