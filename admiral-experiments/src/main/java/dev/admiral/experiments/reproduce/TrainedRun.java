package dev.admiral.experiments.reproduce;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.util.List;

/**
 * A training that is part of a comparison.
 *
 * @param method what was trained
 * @param config of the training
 * @param folder of the run
 */
public record TrainedRun(Reproduction.Method method, RunConfig config, RunFolder folder) {

  /** Its evaluation with some settings changed. */
  public EvaluationPlan evaluation(List<String> assignments, EvaluationFolder results) {
    return Experiment.of(Algorithms.standard(), config.with(assignments), folder)
        .evaluationPlan(results);
  }
}
