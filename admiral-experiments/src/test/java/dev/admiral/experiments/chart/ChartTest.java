package dev.admiral.experiments.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {
  @TempDir Path folder;

  static Stream<Chart> charts() {
    return SampleCharts.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void svgIsWellFormed(Chart chart) throws Exception {
    Path file = folder.resolve("chart.svg");
    chart.write(file);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Files.readString(file))));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(Files.readString(file)).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @ParameterizedTest
  @MethodSource("charts")
  void pngHasTwiceTheSize(Chart chart) throws IOException {
    Assumptions.assumeTrue(PngRenderer.problem().isEmpty(), () -> PngRenderer.problem().get());
    Path file = folder.resolve("chart.png");
    chart.write(file);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2 * chart.draw().width());
  }

  /** No two texts overlap and none leaves the sheet. */
  @ParameterizedTest
  @MethodSource("charts")
  void textHasRoom(Chart chart) {
    Drawing drawing = chart.draw();
    List<Bounds> taken = new ArrayList<>();
    for (Mark mark : drawing.marks()) {
      if (mark instanceof Mark.Label label) {
        Bounds bounds = bounds(label);
        assertThat(bounds.within(new Bounds(0, 0, drawing.width(), drawing.height())))
            .as("%s in %s", label, drawing.description())
            .isTrue();
        assertThat(taken.stream().noneMatch(bounds::overlaps))
            .as("%s in %s", label, drawing.description())
            .isTrue();
        taken.add(bounds);
      }
    }
  }

  private static Bounds bounds(Mark.Label label) {
    double width = TextWidth.of(label.text(), label.size()) * (label.bold() ? 1.14 : 1);
    double left =
        label.at().x()
            - switch (label.anchor()) {
              case START -> 0;
              case MIDDLE -> width / 2;
              case END -> width;
            };
    double base = label.at().y();
    return new Bounds(left, base - 0.75 * label.size(), left + width, base);
  }

  @Test
  void refusesOtherFormats() {
    Chart chart = SampleCharts.all().get("gap-heat-map");
    assertThatThrownBy(() -> chart.write(folder.resolve("chart.gif")))
        .hasMessage("a chart is written as .svg or .png, not as chart.gif");
  }

  @Test
  void textIsEscaped() {
    Chart chart =
        new LineChart(
            "a < b & \"c\"",
            "<x>",
            "y",
            List.of(new Curve("z", List.of(1.0, 2.0), List.of(1.0, 2.0))),
            LineChart.Vertical.LINEAR);
    assertThat(SvgRenderer.inline(chart.draw()))
        .contains("a &lt; b &amp; \"c\"")
        .contains("&lt;x&gt;")
        .doesNotContain("<x>");
  }

  @Test
  void ticksAreRoundAndCoverTheRange() {
    Axis axis = Axis.covering(-3.2, 17, 6);
    assertThat(axis.labels()).containsExactly("−5", "0", "5", "10", "15", "20");
    assertThat(Axis.exactly(0, 6000, 10, 1).labels()).contains("0", "2000", "4000", "6000");
    assertThat(Axis.exactly(1, 3, 10, 1).labels()).containsExactly("1", "2", "3");
    assertThat(Axis.covering(0.1, 0.3, 6).labels())
        .containsExactly("0.10", "0.15", "0.20", "0.25", "0.30");
    assertThat(Axis.logarithmic(1e-5, 2).labels())
        .containsExactly("10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰");
    assertThat(Axis.logarithmic(0.02, 0.3).labels())
        .containsExactly("0.02", "0.03", "0.05", "0.07", "0.1", "0.2", "0.3");
  }

  /** Lightness falls in equal steps, so that order survives grey printing. */
  @Test
  void thePaletteOnlyDarkens() {
    double[] luminance =
        IntStream.rangeClosed(0, 50)
            .mapToDouble(i -> luminance(HeatPalette.at(i / 50.0).rgb()))
            .toArray();
    for (int i = 1; i < luminance.length; i++) {
      assertThat(luminance[i]).isLessThan(luminance[i - 1]);
    }
  }

  /** WCAG's contrast of the printed values with their cells. */
  @Test
  void valuesReadOnEveryCell() {
    for (int i = 0; i <= 50; i++) {
      double cell = luminance(HeatPalette.at(i / 50.0).rgb());
      double text = luminance(HeatPalette.textOn(i / 50.0).rgb());
      double contrast = (Math.max(cell, text) + 0.05) / (Math.min(cell, text) + 0.05);
      assertThat(contrast).as("at %s", i / 50.0).isGreaterThan(4.5);
    }
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double x = channel / 255.0;
    return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
  }
}
