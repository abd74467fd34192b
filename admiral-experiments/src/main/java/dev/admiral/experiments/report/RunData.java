package dev.admiral.experiments.report;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.metrics.MetricHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run folder holds, as far as a report shows it.
 *
 * @param name of the folder
 * @param config the text of {@code config.yaml}
 * @param description the part of it that is named
 * @param changes {@code KEY=VALUE} for each setting that is not the preset's; empty where that is not known
 * @param metrics of all updates so far; empty where there was none
 * @param evaluation on a family's tasks; empty where the run was not evaluated like that
 * @param returns of a policy's test episodes; empty where the run was not evaluated like that
 */
public record RunData(
    String name,
    String config,
    RunDescription description,
    Optional<List<String>> changes,
    MetricHistory metrics,
    Optional<Evaluation> evaluation,
    Optional<PolicyReturns> returns) {

  /**
   * Reads a run folder: {@code config.yaml}, and {@code metrics.jsonl} and {@code evaluation.json}
   * where they exist.
   *
   * @param changes {@code KEY=VALUE} for each setting that is not the preset's; empty where that is not known
   * @throws UncheckedIOException when it has no configuration or a file cannot be read
   */
  public static RunData read(Path folder, Optional<List<String>> changes) {
    Path config = folder.resolve("config.yaml");
    Path metrics = folder.resolve("metrics.jsonl");
    Path evaluation = folder.resolve("evaluation.json");
    try {
      if (!Files.isRegularFile(config)) {
        throw new IOException("it has no config.yaml");
      }
      String text = Files.readString(config);
      return new RunData(
          String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
          text,
          RunDescription.parse(text),
          changes,
          Files.exists(metrics) ? MetricHistory.read(metrics) : new MetricHistory(List.of()),
          Files.exists(evaluation)
              ? Optional.of(EvaluationJson.read(evaluation))
              : Optional.empty(),
          PolicyReturns.read(folder.resolve("evaluation.csv")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the run folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** How long the updates took together, pauses between resumptions left out. */
  Duration trainingTime() {
    double seconds =
        metrics.series("time/update_seconds").values().stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    return Duration.ofSeconds(Math.round(seconds));
  }
}
