package dev.admiral.learner;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one update measured, by tag ({@code model/loss}, {@code rollout/ep_rew_mean}, …), in the order
 * in which it was put. Wall-clock figures carry the prefix {@code time/} and are the only ones that
 * differ between two runs with the same seed.
 */
public final class Metrics {
  private final long step;
  private final Map<String, Double> values = new LinkedHashMap<>();

  /**
   * @param step the horizontal axis: the number of this update, counted from 1
   */
  public Metrics(long step) {
    this.step = step;
  }

  public long step() {
    return step;
  }

  public Metrics put(String tag, double value) {
    values.put(tag, value);
    return this;
  }

  public Metrics putAll(Metrics other) {
    values.putAll(other.values);
    return this;
  }

  /** A read-only view. */
  public Map<String, Double> values() {
    return Collections.unmodifiableMap(values);
  }
}
