package dev.admiral.experiments.evaluation;

import dev.admiral.admrl.WorstCasePath;
import dev.admiral.experiments.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code worst-case.csv}: a row for each task that the search for the worst case visited × n. The columns are
 * {@code start,step,psi_0,…,samples,mean_return,optimal_return,gap,gradient_norm}; starts are counted from 1,
 * step 0 is the start.
 */
public final class WorstCaseCsv {
  private WorstCaseCsv() {}

  /**
   * Writes the file in one step; where there was no search, removes one that an earlier evaluation left.
   *
   * @throws UncheckedIOException when that fails
   */
  public static void write(Evaluation evaluation, Path file) {
    List<WorstCasePath> paths = evaluation.worstCasePaths();
    if (paths.isEmpty()) {
      remove(file);
      return;
    }
    StringBuilder csv = new StringBuilder("start,step,");
    for (int i = 0; i < evaluation.parameters().size(); i++) {
      csv.append("psi_").append(i).append(',');
    }
    csv.append("samples,mean_return,optimal_return,gap,gradient_norm\n");
    List<Integer> sizes = evaluation.sampleSizes();
    for (int start = 0; start < paths.size(); start++) {
      List<WorstCasePath.Point> points = paths.get(start).points();
      for (int step = 0; step < points.size(); step++) {
        for (int stage = 0; stage < sizes.size(); stage++) {
          csv.append(row(start + 1, step, points.get(step), sizes.get(stage), stage));
        }
      }
    }
    AtomicFile.write(file, csv.toString());
  }

  private static String row(
      int start, int step, WorstCasePath.Point point, int samples, int stage) {
    return Stream.of(
            Stream.of(start, step),
            point.task().stream(),
            Stream.of(
                samples,
                point.returns().get(stage),
                point.optimum(),
                point.gap(stage),
                point.gradientNorm()))
        .flatMap(columns -> columns)
        .map(Object::toString)
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file + ": " + e.getMessage(), e);
    }
  }
}
