package dev.admiral.experiments.run;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.checkpoint.CheckpointStore.Stored;
import dev.admiral.experiments.metrics.JsonLinesMetricWriter;
import dev.admiral.experiments.metrics.MetricWriter;
import dev.admiral.experiments.metrics.TensorBoardMetricWriter;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains a learner in a run folder: from its beginning or, where the folder has a checkpoint, from
 * there.
 *
 * <p>A checkpoint also holds how long the metrics' files were. They are cut back to that when a run
 * goes on, and the updates since then are repeated; they give the same numbers again.
 */
public final class TrainingRun {

  /** How a training ended. */
  public enum Outcome {
    FINISHED,
    /** It had ended before. */
    ALREADY_FINISHED,
    /** On request; it can be resumed. */
    STOPPED
  }

  /** The part of a checkpoint that is this class's. */
  private static final String SCOPE = "run";

  private final RunFolder folder;
  private final Learner learner;
  private final Duration checkpointInterval;
  private final BooleanSupplier stopRequested;
  private final Progress progress;
  private final CheckpointStore checkpoints;
  private long step;
  private long lastCheckpoint;
  private long lastCheckpointTime;

  /**
   * @param folder where to train; the caller holds its {@link RunLock}
   * @param learner at its beginning; closed by the caller
   * @param checkpointInterval how much work a kill may cost; one is also taken at the beginning and at the end
   * @param stopRequested asked between two updates
   */
  public TrainingRun(
      RunFolder folder,
      Learner learner,
      Duration checkpointInterval,
      BooleanSupplier stopRequested,
      Progress progress) {
    this.folder = folder;
    this.learner = learner;
    this.checkpointInterval = checkpointInterval;
    this.stopRequested = stopRequested;
    this.progress = progress;
    this.checkpoints = folder.checkpoints();
  }

  /**
   * Trains until the learner has finished or a stop is requested; a checkpoint of that state is then on
   * the disk.
   *
   * @throws NonFiniteException if a number stopped being finite, with the checkpoint before that
   * @throws dev.admiral.checkpoint.CheckpointException if a checkpoint cannot be read or written
   */
  public Outcome run() {
    Optional<Stored> stored = checkpoints.latest();
    Checkpoint own = stored.map(found -> found.checkpoint().scope(SCOPE)).orElse(null);
    try (MetricWriter lines =
            JsonLinesMetricWriter.open(folder.metrics(), length(own, "metrics.jsonl"));
        MetricWriter events =
            TensorBoardMetricWriter.open(folder.path(), length(own, "tensorboard"))) {
      if (stored.isPresent()) {
        learner.restore(stored.get().checkpoint());
        step = stored.get().step();
        lastCheckpoint = step;
        lastCheckpointTime = System.nanoTime();
        if (learner.finished()) {
          return Outcome.ALREADY_FINISHED;
        }
      } else {
        // Shows at once whether checkpoints can be written.
        checkpoint(lines, events);
      }
      while (!learner.finished()) {
        if (stopRequested.getAsBoolean()) {
          checkpointIfDue(lines, events, Duration.ZERO);
          return Outcome.STOPPED;
        }
        progress.update(learner.progress(), learner.phase());
        Metrics metrics = iterate();
        lines.write(metrics);
        events.write(metrics);
        if (learner.milestone()) {
          folder.milestones().save(step, state(lines, events));
        }
        checkpointIfDue(lines, events, checkpointInterval);
      }
      checkpointIfDue(lines, events, Duration.ZERO);
      return Outcome.FINISHED;
    }
  }

  /** The number of updates done. */
  public long step() {
    return step;
  }

  /**
   * Copies what the updates up to a checkpoint measured, and returns when it is on the disk.
   *
   * @throws IOException if that is not possible
   */
  static void copyMetrics(RunFolder from, Checkpoint checkpoint, RunFolder to) throws IOException {
    Checkpoint own = checkpoint.scope(SCOPE);
    copy(from.metrics(), own.integer("metrics.jsonl"), to.metrics());
    String events = TensorBoardMetricWriter.FILE_NAME;
    copy(from.path().resolve(events), own.integer("tensorboard"), to.path().resolve(events));
  }

  private static void copy(Path from, long length, Path to) throws IOException {
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel target =
            FileChannel.open(
                to,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      for (long at = 0; at < length; ) {
        long copied = source.transferTo(at, length - at, target);
        if (copied == 0) {
          throw new EOFException("%s has fewer than %d bytes".formatted(from, length));
        }
        at += copied;
      }
      target.force(false);
    }
  }

  private static long length(@Nullable Checkpoint own, String file) {
    return own == null ? 0 : own.integer(file);
  }

  private Metrics iterate() {
    try {
      long start = System.nanoTime();
      Metrics metrics = learner.iterate();
      metrics.values().forEach(NonFiniteException::check);
      step++;
      return metrics.put("time/update_seconds", (System.nanoTime() - start) * 1e-9);
    } catch (NonFiniteException e) {
      NonFiniteException named =
          new NonFiniteException(
              "update %d failed: %s; the last good state is checkpoint step-%06d of %s"
                  .formatted(step + 1, e.getMessage(), lastCheckpoint, folder.path()));
      named.initCause(e);
      throw named;
    }
  }

  private void checkpointIfDue(MetricWriter lines, MetricWriter events, Duration interval) {
    if (step > lastCheckpoint && System.nanoTime() - lastCheckpointTime >= interval.toNanos()) {
      checkpoint(lines, events);
    }
  }

  private void checkpoint(MetricWriter lines, MetricWriter events) {
    checkpoints.save(step, state(lines, events));
    lastCheckpoint = step;
    lastCheckpointTime = System.nanoTime();
  }

  private Checkpoint state(MetricWriter lines, MetricWriter events) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    Checkpoint own = checkpoint.scope(SCOPE);
    own.put("metrics.jsonl", lines.position());
    own.put("tensorboard", events.position());
    lines.sync();
    events.sync();
    return checkpoint;
  }
}
