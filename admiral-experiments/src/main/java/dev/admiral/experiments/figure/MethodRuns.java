package dev.admiral.experiments.figure;

import java.util.List;

/**
 * A method with its trained models.
 *
 * @param method its identifier, such as {@code mb-unif}
 * @param label what a reader calls it, such as {@code MB-Unif}
 * @param runs one for each training seed, at least one
 */
public record MethodRuns(String method, String label, List<EvaluatedRun> runs) {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException when there is no run, or when two have one seed
   */
  public MethodRuns {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("method " + method + " has no trained run");
    }
    if (runs.stream().map(EvaluatedRun::seed).distinct().count() < runs.size()) {
      throw new IllegalArgumentException(
          "method %s has two runs of one training seed: %s"
              .formatted(method, runs.stream().map(EvaluatedRun::seed).toList()));
    }
  }

  /** The training seeds, in the order of the runs. */
  public List<Long> trainingSeeds() {
    return runs.stream().map(EvaluatedRun::seed).toList();
  }

  /** Every n after which all runs were measured, increasing. */
  List<Integer> sampleSizes() {
    return runs.getFirst().evaluation().sampleSizes();
  }
}
