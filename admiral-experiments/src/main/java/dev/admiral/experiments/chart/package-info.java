/// Charts, as SVG and as PNG.
///
/// A [Chart][dev.admiral.experiments.chart.Chart] (line chart, heat map, task scatter, …) lays itself out
/// once, as a [Drawing][dev.admiral.experiments.chart.Drawing] of a few kinds of
/// [Mark][dev.admiral.experiments.chart.Mark]; two small renderers turn that into SVG text and into
/// pixels. Both therefore show the same picture. [Panels][dev.admiral.experiments.chart.Panels] puts
/// several charts on one sheet, with a caption.
///
/// The layout measures text with a table of its own rather than with the JVM's fonts. That is why no
/// chart library draws here: those of the JVM measure with AWT fonts, and a JDK on a machine without
/// fontconfig and fonts (a usual container) has none, so that not even an SVG could be laid out. Here only
/// PNG needs a font, and no display; where it cannot be made,
/// [PngRenderer#problem][dev.admiral.experiments.chart.PngRenderer] says why in one line. Inlined into a
/// page, an SVG also follows the page's dark or light theme
/// ([ThemeInk][dev.admiral.experiments.chart.ThemeInk]), and many of them share a page without the
/// identifiers that such libraries write.
@NullMarked
package dev.admiral.experiments.chart;

import org.jspecify.annotations.NullMarked;
