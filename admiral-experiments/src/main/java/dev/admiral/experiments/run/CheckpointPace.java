package dev.admiral.experiments.run;

import java.time.Duration;

/**
 * When a training is to take its next checkpoint: as often as was asked for, but less often where checkpoints would take
 * more than a small part of the time.
 */
final class CheckpointPace {
  /** The part of the time that checkpoints may take. */
  private static final double PART = 0.03;

  private final long asked;
  private long last;
  private long cost;

  /**
   * @param asked how much work a kill may cost; zero for a checkpoint after every update, whatever that takes
   */
  CheckpointPace(Duration asked) {
    this.asked = asked.toNanos();
  }

  /**
   * Tells of a checkpoint that was taken, or read.
   *
   * @param begin when that began [ns]
   * @param end when it was on the disk, or known [ns]
   */
  void taken(long begin, long end) {
    last = end;
    cost = end - begin;
  }

  /** Whether it is time for another. */
  boolean isDue(long now) {
    return asked == 0 || now - last >= Math.max(asked, cost * (1 / PART - 1));
  }
}
