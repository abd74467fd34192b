package dev.admiral.experiments.algorithm;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore.Stored;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.run.RunFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checkpoints that this process has read, so that many jobs on one model read it once. The least
 * recently used is forgotten when there are more than a few: jobs on one model follow each other.
 */
public final class LoadedCheckpoints {
  private static final int KEPT = 3;

  private static final Map<Key, Checkpoint> LOADED = new LinkedHashMap<>(16, 0.75f, true);

  private LoadedCheckpoints() {}

  private record Key(Path run, long step) {}

  /**
   * The latest checkpoint of a run; it must not be written.
   *
   * @throws UsageException if it is not the one of this step any more
   */
  public static Checkpoint get(Path run, long step) {
    synchronized (LOADED) {
      Key key = new Key(run, step);
      Checkpoint known = LOADED.get(key);
      if (known == null) {
        known = read(run, step);
        LOADED.put(key, known);
        if (LOADED.size() > KEPT) {
          LOADED.remove(LOADED.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  private static Checkpoint read(Path run, long step) {
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
