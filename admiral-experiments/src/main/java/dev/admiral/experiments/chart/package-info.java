/// Charts, as SVG and as PNG.
///
/// A [Chart][dev.admiral.experiments.chart.Chart] (line chart, heat map, task scatter) lays itself out
/// once, as a [Drawing][dev.admiral.experiments.chart.Drawing] of a few kinds of
/// [Mark][dev.admiral.experiments.chart.Mark]; two small renderers turn that into SVG text and into
/// pixels. Both therefore show the same picture.
///
/// The layout measures text with a table of its own rather than with the JVM's fonts. That is why no
/// chart library draws here: they all measure with AWT fonts, and a JDK on a machine without fontconfig
/// (a usual container) has none, so that even their SVGs fail. Here only PNG needs a font; where there is
/// none, [PngRenderer#problem][dev.admiral.experiments.chart.PngRenderer] says so in one line. Inlined into
/// a page, an SVG also follows the page's dark or light theme
/// ([ThemeInk][dev.admiral.experiments.chart.ThemeInk]).
@NullMarked
package dev.admiral.experiments.chart;

import org.jspecify.annotations.NullMarked;
