package dev.admiral.rollout;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.learner.Metrics;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last {@value #COUNT} episodes that were completed: a training's own view of how well it does. */
public final class RecentEpisodes {
  private static final int COUNT = 100;

  private record Episode(double episodeReturn, double length) {}

  private final Deque<Episode> recent = new ArrayDeque<>();

  public void completed(double episodeReturn, double length) {
    if (recent.size() == COUNT) {
      recent.removeFirst();
    }
    recent.addLast(new Episode(episodeReturn, length));
  }

  /** Puts the mean return and length, once there are any. */
  public void report(Metrics metrics) {
    if (!recent.isEmpty()) {
      metrics
          .put(
              "rollout/ep_rew_mean",
              recent.stream().mapToDouble(Episode::episodeReturn).average().orElseThrow())
          .put(
              "rollout/ep_len_mean",
              recent.stream().mapToDouble(Episode::length).average().orElseThrow());
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("returns", recent.stream().mapToDouble(Episode::episodeReturn).toArray());
    checkpoint.put("lengths", recent.stream().mapToDouble(Episode::length).toArray());
  }

  public void restore(Checkpoint checkpoint) {
    recent.clear();
    double[] returns = checkpoint.doubles("returns");
    double[] lengths = checkpoint.doubles("lengths");
    for (int i = 0; i < returns.length; i++) {
      recent.addLast(new Episode(returns[i], lengths[i]));
    }
  }
}
