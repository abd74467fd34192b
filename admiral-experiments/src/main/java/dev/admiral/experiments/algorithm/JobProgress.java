package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.progress.Progress;
import java.util.Arrays;
import java.util.List;

/** Adds up how far the jobs of an evaluation have come. */
final class JobProgress {
  private final double[] work;
  private final double[] parts;
  private final Progress progress;

  JobProgress(List<? extends EvaluationJob> jobs, Progress progress) {
    this.work = jobs.stream().mapToDouble(EvaluationJob::work).toArray();
    this.parts = new double[work.length];
    this.progress = progress;
  }

  /** Reports that part {@code part}, in [0, 1], of job {@code index} is done. */
  synchronized void update(int index, double part) {
    parts[index] = part;
    double sum = 0;
    int finished = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += parts[i] * work[i];
      finished += parts[i] == 1 ? 1 : 0;
    }
    progress.update(
        sum / Arrays.stream(work).sum(),
        "evaluation: %d of %d jobs".formatted(finished, parts.length));
  }
}
