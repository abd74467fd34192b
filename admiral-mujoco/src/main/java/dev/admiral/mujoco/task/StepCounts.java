package dev.admiral.mujoco.task;

/** What the families ask of their numbers of steps. */
final class StepCounts {
  private StepCounts() {}

  static void check(int frameSkip, int horizon) {
    if (frameSkip < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "frame skip and horizon are at least 1, not " + frameSkip + " and " + horizon);
    }
  }
}
