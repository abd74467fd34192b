package dev.admiral.experiments.chart;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The colours of paper, text and curves, for a light and for a dark background. The curves' are told
 * apart with the common colour-vision deficiencies (after Okabe and Ito) and differ in lightness.
 */
public enum ThemeInk implements Ink {
  PAPER(0xffffff, 0x151b23),
  TEXT(0x1f2328, 0xe6edf3),
  MUTED(0x59636e, 0x9aa4af),
  GRID(0xdde2e7, 0x303841),
  ACCENT(0xcf222e, 0xff7b72),
  CURVE_1(0x0072b2, 0x58a6e8),
  CURVE_2(0xd55e00, 0xf08a4b),
  CURVE_3(0x008a65, 0x3cc79a),
  CURVE_4(0x9a4a94, 0xd784c6),
  CURVE_5(0x9a7500, 0xe3b341),
  CURVE_6(0x5b6770, 0xa5b1bb),
  CURVE_7(0x3fa7e0, 0xa8dcff),
  CURVE_8(0x1f2328, 0xe6edf3);

  private static final ThemeInk[] CURVES = {
    CURVE_1, CURVE_2, CURVE_3, CURVE_4, CURVE_5, CURVE_6, CURVE_7, CURVE_8
  };

  private final int light;
  private final int dark;

  ThemeInk(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour of curve {@code index}, counted from 0; after the last they repeat. */
  public static ThemeInk curve(int index) {
    return CURVES[index % CURVES.length];
  }

  @Override
  public int rgb() {
    return light;
  }

  /** The style class that this ink has in an inlined SVG. */
  String styleClass() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rules that give a page's charts their dark colours, to be put into a media query. */
  public static String darkStyle() {
    return Stream.of(values())
        .map(ink ->
            "svg.chart .fill-%1$s{fill:%2$s}svg.chart .stroke-%1$s{stroke:%2$s}"
                .formatted(ink.styleClass(), Ink.hex(ink.dark)))
        .collect(Collectors.joining());
  }
}
