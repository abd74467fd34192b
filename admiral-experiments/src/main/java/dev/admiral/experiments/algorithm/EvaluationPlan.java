package dev.admiral.experiments.algorithm;

import java.util.List;

/** An evaluation as independent jobs and what is made of their results. */
public interface EvaluationPlan {

  /** In an order in which jobs that share a model follow each other. */
  List<? extends EvaluationJob> jobs();

  /** Writes the evaluation's files, once every job is done. */
  void finish();

  /** Jobs that keep their results themselves. */
  static EvaluationPlan of(List<? extends EvaluationJob> jobs) {
    return of(jobs, () -> {});
  }

  /**
   * Of given parts.
   *
   * @param finish see {@link #finish}
   */
  static EvaluationPlan of(List<? extends EvaluationJob> jobs, Runnable finish) {
    return new EvaluationPlan() {
      @Override
      public List<? extends EvaluationJob> jobs() {
        return jobs;
      }

      @Override
      public void finish() {
        finish.run();
      }
    };
  }
}
