package dev.admiral.experiments.multitask;

import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.learner.Learner;
import java.time.Duration;

/** Foretells the time of a training whose iterations all take as long as its second; the first is also spent on compiling. */
final class IterationTime {
  private IterationTime() {}

  /**
   * The time of a run whose test is taken to cost what training spends on as many samples.
   *
   * @param learner one that has not begun; two of its iterations are made
   * @param iterations how many there are to train
   * @param samples what an iteration collects
   * @param tested how many samples the test takes
   */
  static TimeEstimate estimate(Learner learner, long iterations, double samples, double tested) {
    var _ = learner.iterate();
    long start = System.nanoTime();
    var _ = learner.iterate();
    double nanoseconds = System.nanoTime() - start;
    return new TimeEstimate(
        Duration.ofNanos(Math.round(nanoseconds * iterations)),
        Duration.ofNanos(Math.round(nanoseconds * tested / samples)));
  }
}
