package dev.admiral.experiments.metrics;

import dev.admiral.learner.Metrics;

/**
 * A file of metrics, one record for each update. When {@link #write} has returned, the record
 * survives a kill of the process.
 */
public interface MetricWriter extends AutoCloseable {

  /**
   * Appends what one update measured.
   *
   * @throws java.io.UncheckedIOException when the file cannot be written; {@link #position} is then
   *     unchanged
   */
  void write(Metrics metrics);

  /** How long the file is, in bytes: what a checkpoint stores and a resumed run truncates to. */
  long position();

  /**
   * Returns when the file is on the disk up to {@link #position}, so that not even a power cut leaves it
   * shorter than a checkpoint that is saved afterwards says.
   *
   * @throws java.io.UncheckedIOException when that fails
   */
  void sync();

  @Override
  void close();
}
