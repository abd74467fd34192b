package dev.admiral.experiments.algorithm;

import java.time.Duration;

/**
 * How long a run will take, from the rates at which its parts were measured to run on this machine.
 *
 * @param training until the learner has finished
 * @param evaluation after that; zero if there is none
 */
public record TimeEstimate(Duration training, Duration evaluation) {
  public static final TimeEstimate NONE = new TimeEstimate(Duration.ZERO, Duration.ZERO);

  /** Of both, one after the other. */
  public TimeEstimate plus(TimeEstimate other) {
    return new TimeEstimate(training.plus(other.training), evaluation.plus(other.evaluation));
  }

  /**
   * Such as {@code about 2 h 50 min of training and 15 h 10 min of evaluation}; the latter only where it is
   * worth a word.
   */
  public String text() {
    if (Math.round(evaluation.toMillis() / 1000.0) == 0) {
      return "about %s of training".formatted(text(training));
    }
    return "about %s of training and %s of evaluation".formatted(text(training), text(evaluation));
  }

  /** Such as {@code 2 h 50 min}, {@code 5 min} or {@code 40 s}. */
  public static String text(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 60 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }
}
