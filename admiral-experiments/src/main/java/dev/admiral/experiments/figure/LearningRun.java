package dev.admiral.experiments.figure;

import java.util.List;

/**
 * How a training went.
 *
 * @param method its id
 * @param label what a reader calls the method
 * @param seed of the training
 * @param samples of the environment, increasing
 * @param returns the mean return of the last episodes, as many
 */
public record LearningRun(
    String method, String label, long seed, List<Double> samples, List<Double> returns) {
  public LearningRun {
    samples = List.copyOf(samples);
    returns = List.copyOf(returns);
    if (samples.size() != returns.size()) {
      throw new IllegalArgumentException("a training has as many returns as numbers of samples");
    }
  }
}
