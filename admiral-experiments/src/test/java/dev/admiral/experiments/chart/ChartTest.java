package dev.admiral.experiments.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

  @ParameterizedTest
  @MethodSource("charts")
  void textHasRoom(Chart chart) {
    TextRoom.check(chart.draw());
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

  /** Of two curves with equal points and bars neither hides the other. */
  @Test
  void errorBarsStandBesideEachOther() {
    List<Double> x = List.of(0.0, 1.0);
    Curve curve = new Curve("a", x, List.of(5.0, 5.0), List.of(4.0, 4.0), List.of(6.0, 6.0));
    List<Point> discs =
        new LineChart("", "n", "y", List.of(curve, curve), LineChart.Vertical.LINEAR)
            .draw().marks().stream()
                .flatMap(mark ->
                    mark instanceof Mark.Disc disc ? Stream.of(disc.centre()) : Stream.empty())
                .toList();
    assertThat(discs).hasSize(4);
    assertThat(discs.get(2)).isEqualTo(discs.get(0).moved(6, 0));
  }

  @Test
  void equalRatiosAreEquallyFarApartOnALogarithmicAxis() {
    Curve curve = new Curve("a", List.of(0.0, 10.0, 100.0, 1000.0), List.of(1.0, 1.0, 1.0, 1.0));
    List<Point> discs =
        new LineChart(
                "",
                "n",
                "y",
                List.of(curve),
                LineChart.Horizontal.LOGARITHMIC,
                LineChart.Vertical.LINEAR,
                new Size(540, 350))
            .draw().marks().stream()
                .flatMap(mark ->
                    mark instanceof Mark.Disc disc ? Stream.of(disc.centre()) : Stream.empty())
                .toList();
    assertThat(discs).hasSize(3);
    assertThat(discs.get(2).x() - discs.get(1).x())
        .isCloseTo(discs.get(1).x() - discs.get(0).x(), within(1e-9))
        .isGreaterThan(100);
  }

  @Test
  void linesBreakBetweenWords() {
    assertThat(TextWidth.wrap("one two three", 10, TextWidth.of("one two", 10)))
        .containsExactly("one two", "three");
    assertThat(TextWidth.wrap("", 10, 100)).containsExactly("");
    assertThat(TextWidth.wrap("unbreakable", 10, 30)).hasSize(1).first().asString().endsWith("…");
  }

  /** A cell without a value is left out, and a region is drawn through the middles of cells. */
  @Test
  void cellsMayBeBlankAndARegionMarked() {
    HeatPanel panel = SampleCharts.border();
    List<String> texts = new ArrayList<>();
    List<Mark.Line> dashed = new ArrayList<>();
    for (Mark mark : panel.draw().marks()) {
      if (mark instanceof Mark.Label label) {
        texts.add(label.text());
      }
      if (mark instanceof Mark.Line line && line.dash() == Mark.Dash.DASHED) {
        dashed.add(line);
      }
    }
    assertThat(texts).contains("120", "training Ψ").doesNotContain("–", "NaN");
    assertThat(dashed).hasSize(1);
    HeatCells cells =
        new HeatCells(List.of(-2.0, 0.0, 2.0), List.of(1.0), List.of(), 0, 1, 100, 0, 300, 50);
    assertThat(cells.px(-2)).isEqualTo(150);
    assertThat(cells.px(1)).isEqualTo(300);
    assertThat(cells.px(3)).isEqualTo(400);
    assertThat(cells.py(1)).isEqualTo(25);
  }

  /** The panels' charts are the same drawings, moved. */
  @Test
  void panelsStandBesideAndBelowEachOther() {
    Chart one = SampleCharts.border();
    Drawing panels =
        new Panels(
                "Title",
                List.of(new Panels.Row(one, one), new Panels.Row("(b)", List.of(one))),
                List.of())
            .draw();
    Drawing alone = one.draw();
    assertThat(panels.width()).isEqualTo(2 * alone.width());
    Mark last = alone.marks().getLast();
    assertThat(panels.marks())
        .contains(
            last.moved(0, 40),
            last.moved(alone.width(), 40),
            last.moved(0, 40 + alone.height() + 30));
  }

  @Test
  void ticksAreRoundAndCoverTheRange() {
    Axis axis = Axis.covering(-3.2, 17, 6);
    assertThat(axis.labels()).containsExactly("−5", "0", "5", "10", "15", "20");
    assertThat(Axis.exactly(0, 6000, 10, 1).labels()).contains("0", "2000", "4000", "6000");
    assertThat(Axis.exactly(1, 3, 10, 1).labels()).containsExactly("1", "2", "3");
    assertThat(Axis.exactly(7, 7, 8, 1).labels()).containsExactly("6", "7", "8");
    assertThat(Axis.logarithmic(0.24, 0.24).labels()).hasSizeGreaterThan(1).contains("0.2");
    assertThat(Axis.logarithmic(1.08, 1.17).labels()).hasSizeGreaterThan(1).contains("1");
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
