package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationCsv;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.WorstCaseCsv;
import java.nio.file.Path;

/**
 * Where an evaluation is written: a run's folder, or another for an evaluation on other tasks.
 *
 * @param path made when there is something to write
 */
public record EvaluationFolder(Path path) {

  public Path csv() {
    return path.resolve("evaluation.csv");
  }

  /** Only of an evaluation with a search for the worst case. */
  public Path worstCaseCsv() {
    return path.resolve("worst-case.csv");
  }

  public Path json() {
    return path.resolve("evaluation.json");
  }

  /** What has been measured so far, for an evaluation that was interrupted to go on from. */
  public Path jobs() {
    return path.resolve("evaluation");
  }

  /**
   * Writes the files of an evaluation. {@link #csv} comes last: where it is, the evaluation is complete.
   *
   * @throws java.io.UncheckedIOException when that fails
   */
  public void write(Evaluation evaluation) {
    WorstCaseCsv.write(evaluation, worstCaseCsv());
    EvaluationJson.write(evaluation, json());
    EvaluationCsv.write(evaluation, csv());
  }
}
