package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.chart.PngRenderer;
import dev.admiral.experiments.chart.TextRoom;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** What holds for every figure. */
class FigureTest {
  private static final Map<String, Figure> FIGURES = SampleMethods.figures();

  @TempDir Path folder;

  static Stream<Figure> figures() {
    return FIGURES.values().stream();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void writesFourFiles(Figure figure) throws Exception {
    assertThat(figure.write(folder)).isEqualTo(PngRenderer.problem());
    String svg = Files.readString(folder.resolve("figure.svg"));
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(Files.readString(folder.resolve("data.csv"))).isEqualTo(figure.csv());
    assertThat(Files.readString(folder.resolve("summary.md"))).isEqualTo(figure.summary());
  }

  @ParameterizedTest
  @MethodSource("figures")
  void thePngIsNotBlank(Figure figure) throws IOException {
    Assumptions.assumeTrue(PngRenderer.problem().isEmpty(), () -> PngRenderer.problem().get());
    figure.write(folder);
    BufferedImage image = ImageIO.read(folder.resolve("figure.png").toFile());
    assertThat(image.getWidth()).isEqualTo(2 * figure.picture().draw().width());
    int inked = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        inked += (image.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
      }
    }
    assertThat((double) inked / image.getWidth() / image.getHeight()).isBetween(0.01, 0.7);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void textHasRoom(Figure figure) {
    TextRoom.check(figure.picture().draw());
  }

  @ParameterizedTest
  @MethodSource("figures")
  void csvHasAsManyCellsInEveryRow(Figure figure) {
    List<String> lines = figure.csv().lines().toList();
    int columns = lines.getFirst().split(",", -1).length;
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);
    assertThat(lines.getFirst()).startsWith("method,training_seed,");
  }

  @ParameterizedTest
  @MethodSource("figures")
  void theSummaryHasEverySection(Figure figure) {
    assertThat(figure.summary().lines().filter(line -> line.startsWith("#")).skip(1))
        .containsExactly("## The paper and these numbers", "## Numbers", "## How it was measured");
    assertThat(figure.summary())
        .startsWith("# ")
        .contains("](figure.svg)")
        .contains("\n- The paper: “")
        .contains("(Lin et al., 2020")
        .contains("\n- Measured here: **")
        .contains("\n|:--|--:|")
        .contains("Training seeds: 1")
        .contains("- Training budget: 10 tasks")
        .contains("Made on 21 November 2026 with")
        .contains("./admiral reproduce admrl-worst-case --preset quick --seeds 1,2,3")
        .contains("[data.csv](data.csv)")
        .doesNotContain("NaN", "null", "%s", "%d");
  }

  @Test
  void theNamesAreThoseOfTheExperiments() {
    assertThat(FIGURES.values().stream().map(Figure::name).distinct())
        .containsExactlyInAnyOrder(
            "admrl-returns",
            "admrl-worst-case",
            "admrl-tasks",
            "admrl-highdim",
            "admrl-ood",
            "admrl-model-error",
            "admrl-pearl-motivation");
  }

  @Test
  void equalMeasurementsGiveEqualFigures() {
    Figure again =
        EvaluationFigures.worstCase(
            SampleMethods.methods(3, SampleMethods.ant3d(), 1, 1), SampleMethods.PROVENANCE);
    Figure before = Objects.requireNonNull(FIGURES.get("worst-case-3d"));
    assertThat(again.summary()).isEqualTo(before.summary());
    assertThat(again.csv()).isEqualTo(before.csv());
    assertThat(again.picture().draw()).isEqualTo(before.picture().draw());
  }
}
