package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.progress.Progress;

/** Adds up how far the jobs of an evaluation have come. */
final class JobProgress {
  private final double[] parts;
  private final Progress progress;

  JobProgress(int jobs, Progress progress) {
    this.parts = new double[jobs];
    this.progress = progress;
  }

  /** Reports that part {@code part}, in [0, 1], of job {@code index} is done. */
  synchronized void update(int index, double part) {
    parts[index] = part;
    double sum = 0;
    int finished = 0;
    for (double p : parts) {
      sum += p;
      finished += p == 1 ? 1 : 0;
    }
    progress.update(
        sum / parts.length, "evaluation: %d of %d adaptations".formatted(finished, parts.length));
  }
}
