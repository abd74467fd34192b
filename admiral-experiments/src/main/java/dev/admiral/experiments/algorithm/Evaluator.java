package dev.admiral.experiments.algorithm;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.RunFolder;

/** Measures what a training has reached, and writes it into the run folder. */
@FunctionalInterface
public interface Evaluator<C extends Record> {

  /**
   * Writes {@link RunFolder#evaluationCsv} and {@link RunFolder#evaluationJson}; the same checkpoint
   * and settings give the same numbers.
   *
   * @param latest the checkpoint to evaluate; never written
   * @throws dev.admiral.experiments.UsageException if the settings want none, or the checkpoint has
   *     nothing to evaluate yet
   */
  void evaluate(
      C config, Checkpoint latest, RunFolder folder, TrainingContext context, Progress progress);

  /** Whether a training is followed by an evaluation. */
  default boolean isWanted(C config) {
    return true;
  }
}
