package dev.admiral.maml;

import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.function.DoubleConsumer;

/**
 * Adapts a meta-policy to tasks step by step, each step on episodes of its own, and tries the policy before the
 * first step and after each on further episodes, which teach nobody.
 *
 * <p>Used by one thread at a time.
 */
public final class MetaTest implements AutoCloseable {
  private final MamlConfig config;
  private final TaskRollouts adaptation;
  private final TaskRollouts trial;
  private final InnerStep step;
  private final int samples;

  /**
   * @param config whose episodes, K, say how many samples a step of adaptation takes: K times the horizon. Where episodes
   *     end early there are more of them
   * @param trialEpisodes with which a policy is tried
   * @param name of the random streams that environments and actions draw from
   */
  public MetaTest(
      MamlConfig config,
      TaskFamily family,
      Policy policy,
      int trialEpisodes,
      RandomStreams streams,
      String name) {
    this.config = config;
    this.adaptation =
        new TaskRollouts(family, policy, config.episodes(), streams, name + "/adaptation");
    this.trial = new TaskRollouts(family, policy, trialEpisodes, streams, name + "/trial");
    this.samples = config.episodes() * family.horizon();
    this.step = new InnerStep(policy, config.innerLearningRate(), samples);
  }

  /**
   * Adapts to a task.
   *
   * @param task ψ
   * @param theta θ, the meta-policy
   * @param steps of adaptation, at least 0
   * @param progress told which part is done, in [0, 1]
   * @return the undiscounted returns of the trial's episodes before the first step and after each, shape {@code
   *     [steps + 1][trialEpisodes]}
   */
  public double[][] run(double[] task, float[] theta, int steps, DoubleConsumer progress) {
    double[][] returns = new double[steps + 1][];
    float[] parameters = theta;
    for (int k = 0; k <= steps; k++) {
      returns[k] = trial.collect(task, parameters, Phase.VALIDATION).returns();
      if (k < steps) {
        parameters = adapt(task, parameters);
      }
      progress.accept((k + 1.0) / (steps + 1));
    }
    return returns;
  }

  /**
   * One step of adaptation, which nobody tries.
   *
   * @param task ψ
   * @param parameters of the policy that collects, and is adapted
   * @return the adapted parameters
   */
  public float[] adapt(double[] task, float[] parameters) {
    step.data(
        TaskData.of(
            adaptation.collect(task, parameters, Phase.ADAPTATION, samples), config.advantage()));
    return step.adapt(parameters);
  }

  @Override
  public void close() {
    adaptation.close();
    trial.close();
  }
}
