package dev.admiral.experiments.evaluation;

import dev.admiral.experiments.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code evaluation.csv}: a row for each task × seed × n, for spreadsheets and data frames. The
 * columns are {@code psi_0,…,seed,samples,mean_return,standard_error,episodes,optimal_return,gap};
 * {@code gap} is A*(ψ) − this seed's return, and negative for a seed that beats the mean which A* is.
 */
public final class EvaluationCsv {
  private static final List<String> RESULT_COLUMNS =
      List.of("seed", "samples", "mean_return", "standard_error", "episodes");

  private EvaluationCsv() {}

  /**
   * Writes the file in one step.
   *
   * @throws UncheckedIOException when that fails
   */
  public static void write(Evaluation evaluation, Path file) {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < evaluation.parameters().size(); i++) {
      csv.append("psi_").append(i).append(',');
    }
    csv.append(String.join(",", RESULT_COLUMNS)).append(",optimal_return,gap\n");
    for (AdaptationResult result : evaluation.results()) {
      double optimum = evaluation.optimum(result.task()).meanReturn();
      Stream<Object> columns =
          Stream.of(
              result.seed(),
              result.samples(),
              result.meanReturn(),
              result.standardError(),
              result.episodes(),
              optimum,
              optimum - result.meanReturn());
      csv.append(
              Stream.concat(result.task().stream(), columns)
                  .map(Object::toString)
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    AtomicFile.write(file, csv.toString());
  }

  /**
   * Reads the results back; the two computed columns are left out.
   *
   * @throws UncheckedIOException when the file cannot be read or a row has other columns
   */
  public static List<AdaptationResult> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      int parameters = lines.isEmpty() ? -1 : List.of(lines.getFirst().split(",")).indexOf("seed");
      if (parameters < 0) {
        throw new IOException("the first line names no column \"seed\"");
      }
      List<AdaptationResult> results = new ArrayList<>();
      for (int line = 1; line < lines.size(); line++) {
        results.add(parse(lines.get(line).split(","), parameters, line + 1));
      }
      return results;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static AdaptationResult parse(String[] row, int parameters, int line) throws IOException {
    try {
      double[] task = new double[parameters];
      for (int i = 0; i < parameters; i++) {
        task[i] = Double.parseDouble(row[i]);
      }
      return new AdaptationResult(
          task,
          Long.parseLong(row[parameters]),
          Integer.parseInt(row[parameters + 1]),
          Double.parseDouble(row[parameters + 2]),
          Double.parseDouble(row[parameters + 3]),
          Integer.parseInt(row[parameters + 4]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("line " + line + " is no result: " + e.getMessage(), e);
    }
  }
}
