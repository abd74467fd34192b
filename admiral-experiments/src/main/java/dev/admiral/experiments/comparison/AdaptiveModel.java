package dev.admiral.experiments.comparison;

import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.random.RandomStreams;
import java.util.List;
import java.util.function.DoubleConsumer;

/** A trained model that adapts to a task, by samples of it or by being told it. */
public interface AdaptiveModel {

  /**
   * Aₙ(ψ) of one ψ and n.
   *
   * @param samples n, the real transitions that adaptation may have taken
   * @param returns undiscounted, of episodes that it has not learned from
   */
  record Measurement(int samples, double[] returns) {}

  /**
   * Adapts to ψ and measures.
   *
   * @param streams all the randomness
   * @param progress told which part is done, in [0, 1]; what it throws ends the adaptation
   * @return a measurement after n, 2n, … samples; before the first, one for n = 0 where the model has a policy for a
   *     task that it has no sample of
   */
  List<Measurement> adapt(
      double[] task,
      SampledAdaptationConfig config,
      RandomStreams streams,
      DoubleConsumer progress);

  /**
   * Adapts to ψ, disturbed by nobody, as {@link #adapt} does at the end of all stages.
   *
   * @param streams all the randomness
   */
  TaskPolicy policy(double[] task, SampledAdaptationConfig config, RandomStreams streams);
}
