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
  private final CheckpointPace pace;
  private final BooleanSupplier stopRequested;
  private final Progress progress;
  private final CheckpointStore checkpoints;
  private long step;
  private long lastCheckpoint;

  /**
   * @param folder where to train; the caller holds its {@link RunLock}
   * @param learner at its beginning; closed by the caller
   * @param checkpointInterval how much work a kill may cost, or more where checkpoints take long; zero for one after
   *     every update. One is also taken at the beginning and at the end
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
    this.pace = new CheckpointPace(checkpointInterval);
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
    Optional<Lengths> restored = checkpoints.latest().map(this::restore);
    Lengths kept = restored.orElse(new Lengths(0, 0));
    try (MetricWriter lines = JsonLinesMetricWriter.open(folder.metrics(), kept.lines());
        MetricWriter events = TensorBoardMetricWriter.open(folder.path(), kept.events())) {
      if (restored.isPresent()) {
        if (learner.finished()) {
          return Outcome.ALREADY_FINISHED;
        }
      } else {
        // Shows at once whether checkpoints can be written.
        checkpoint(lines, events);
      }
      while (!learner.finished()) {
        if (stopRequested.getAsBoolean()) {
          checkpointIfNew(lines, events);
          return Outcome.STOPPED;
        }
        progress.update(learner.progress(), learner.phase());
        Metrics metrics = iterate();
        lines.write(metrics);
        events.write(metrics);
        if (learner.milestone()) {
          folder.milestones().save(step, state(lines, events));
        }
        if (pace.isDue(System.nanoTime())) {
          checkpointIfNew(lines, events);
        }
      }
      checkpointIfNew(lines, events);
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

  /** How long the metrics' files were at a checkpoint [bytes]. */
  private record Lengths(long lines, long events) {}

  /** Goes on from a checkpoint, which nobody keeps: a learner may hold gigabytes. */
  private Lengths restore(Stored stored) {
    learner.restore(stored.checkpoint());
    step = stored.step();
    lastCheckpoint = step;
    long now = System.nanoTime();
    pace.taken(now, now);
    Checkpoint own = stored.checkpoint().scope(SCOPE);
    return new Lengths(own.integer("metrics.jsonl"), own.integer("tensorboard"));
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

  private void checkpointIfNew(MetricWriter lines, MetricWriter events) {
    if (step > lastCheckpoint) {
      checkpoint(lines, events);
    }
  }

  private void checkpoint(MetricWriter lines, MetricWriter events) {
    long begin = System.nanoTime();
    checkpoints.save(step, state(lines, events));
    lastCheckpoint = step;
    pace.taken(begin, System.nanoTime());
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
