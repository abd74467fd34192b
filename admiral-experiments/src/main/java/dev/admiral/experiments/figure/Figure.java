package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.PngRenderer;
import dev.admiral.experiments.file.AtomicFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A reproduced figure of a paper.
 *
 * @param name of the experiment, such as {@code admrl-worst-case}
 * @param picture with its caption
 * @param csv the measurements behind it, a header line first
 * @param summary in Markdown: the numbers beside the paper's claim
 */
public record Figure(String name, Chart picture, String csv, String summary) {

  /**
   * Writes {@code figure.svg}, {@code figure.png}, {@code data.csv} and {@code summary.md}, each in
   * one step.
   *
   * @param folder created where it is missing; files of these names are replaced
   * @return why there is no PNG, in one line; empty where there is one
   * @throws java.io.UncheckedIOException when a file cannot be written
   */
  public Optional<String> write(Path folder) {
    picture.write(folder.resolve("figure.svg"));
    Optional<String> problem = PngRenderer.problem();
    if (problem.isEmpty()) {
      picture.write(folder.resolve("figure.png"));
    }
    AtomicFile.write(folder.resolve("data.csv"), csv);
    AtomicFile.write(folder.resolve("summary.md"), summary);
    return problem;
  }
}
