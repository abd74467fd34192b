package dev.admiral.experiments.algorithm;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore.Stored;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.run.RunFolder;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints that this process has read, so that many jobs on one model read it once. The least
 * recently used is forgotten when there are more than a few: jobs on one model follow each other. All are when memory
 * gets short: one that holds a replay memory may be as large as a training.
 */
public final class LoadedCheckpoints {
  private static final int KEPT = 3;

  private static final Map<Key, SoftReference<Checkpoint>> LOADED =
      new LinkedHashMap<>(16, 0.75f, true);

  private LoadedCheckpoints() {}

  private record Key(Path run, long step) {}

  /**
   * The step of a run's latest checkpoint.
   *
   * @throws UsageException if it has none
   */
  public static long latestStep(Path run) {
    return new RunFolder(run)
        .checkpoints().steps().stream()
            .max(Long::compare)
            .orElseThrow(() -> new UsageException(run + " has no checkpoint yet"));
  }

  /**
   * A milestone of a run, or its latest checkpoint; it must not be written.
   *
   * @throws UsageException if there is no milestone of this step, and the latest checkpoint is not of it any more
   */
  public static Checkpoint get(Path run, long step) {
    synchronized (LOADED) {
      Key key = new Key(run, step);
      SoftReference<Checkpoint> kept = LOADED.get(key);
      Checkpoint known = kept == null ? null : kept.get();
      if (known == null) {
        known = read(run, step);
        LOADED.put(key, new SoftReference<>(known));
        if (LOADED.size() > KEPT) {
          LOADED.remove(LOADED.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  private static Checkpoint read(Path run, long step) {
    Optional<Stored> milestone = new RunFolder(run).milestones().find(step);
    if (milestone.isPresent()) {
      return milestone.get().checkpoint();
    }
    Stored latest =
        new RunFolder(run)
            .checkpoints()
            .latest()
            .orElseThrow(() -> new UsageException(run + " has no checkpoint any more"));
    if (latest.step() != step) {
      throw new UsageException(
          "%s was trained from update %d to %d while it was evaluated: evaluate it again"
              .formatted(run, step, latest.step()));
    }
    return latest.checkpoint();
  }
}
