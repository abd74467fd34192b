package dev.admiral.experiments.multitask;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.learner.Learner;
import java.time.Duration;

/**
 * How long an iteration of a training takes: all are as long as the second, for the first is also spent on compiling.
 *
 * @param seconds of one
 */
record IterationTime(double seconds) {

  /** Of a learner that has not begun. */
  static IterationTime measure(Learner learner) {
    var _ = learner.iterate();
    long start = System.nanoTime();
    var _ = learner.iterate();
    return new IterationTime((System.nanoTime() - start) * 1e-9);
  }

  /**
   * The time of a run whose test is taken to cost what it collects.
   *
   * @param training how many iterations there are to train
   * @param test how many iterations collect as much as the test does
   */
  TimeEstimate estimate(double training, double test) {
    return new TimeEstimate(duration(training), duration(test));
  }

  private Duration duration(double iterations) {
    return Duration.ofMillis(Math.round(1000 * seconds * iterations));
  }
}
