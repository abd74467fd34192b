package dev.admiral.experiments.algorithm;

import java.io.Serializable;
import java.util.function.DoubleConsumer;

/**
 * A part of an evaluation that depends on no other, and keeps on the disk what it measured. It holds
 * nothing but plain data, so that it can be sent to another process that sees the same folders.
 */
public interface EvaluationJob extends Serializable {

  /** Such as {@code task [1.0, 2.0] with seed 1 of runs/admrl-1}. */
  String description();

  /** Whether what it would measure is kept already. */
  boolean isDone();

  /** How long it takes, roughly, as a multiple of an evaluation's shortest jobs. */
  default double work() {
    return 1;
  }

  /**
   * Measures and keeps it.
   *
   * @param progress told which part is done, in [0, 1]; what it throws ends the job
   */
  void run(DoubleConsumer progress);
}
