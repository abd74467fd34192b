package dev.admiral.experiments.algorithm;

import java.util.List;

/** An evaluation as independent jobs and what is made of their results. */
public interface EvaluationPlan {

  /** In an order in which jobs that share a model follow each other. */
  List<? extends EvaluationJob> jobs();

  /** Writes the evaluation's files, once every job is done. */
  void finish();
}
