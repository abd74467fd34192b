package dev.admiral.experiments.chart;

/**
 * One hue from light to dark, in equal steps of perceived lightness (OKLCh; Ottosson, 2020): twice the
 * value looks twice as dark, and a grey print keeps the order.
 */
final class HeatPalette {
  private static final double HUE = Math.toRadians(255);
  private static final double LIGHTEST = 0.97;
  private static final double DARKEST = 0.32;

  private HeatPalette() {}

  /** The colour of {@code fraction} ∈ [0, 1]; what lies outside takes the nearer end. */
  static FixedInk at(double fraction) {
    double t = Math.clamp(fraction, 0, 1);
    double lightness = LIGHTEST + t * (DARKEST - LIGHTEST);
    // Blue holds the most colour in the middle; the ends stay inside what a screen can show.
    double chroma = 0.008 + 0.115 * Math.sin(Math.PI * 0.78 * t);
    return new FixedInk(rgb(lightness, chroma * Math.cos(HUE), chroma * Math.sin(HUE)));
  }

  /** The text colour that reads on {@code fraction}. */
  static FixedInk textOn(double fraction) {
    return new FixedInk(fraction > 0.62 ? 0xffffff : 0x000000);
  }

  /** From OKLab to sRGB. */
  private static int rgb(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return red << 16 | green << 8 | blue;
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static int channel(double linear) {
    double x = Math.clamp(linear, 0, 1);
    double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * encoded);
  }
}
