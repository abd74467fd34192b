package dev.admiral.experiments.multitask;

import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.experiments.comparison.AdaptiveModel;
import dev.admiral.experiments.comparison.SampledAdaptationConfig;
import dev.admiral.maml.Phase;
import dev.admiral.maml.TaskRollouts;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.ContextualFamily;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * A multi-task policy that is told the task and stays as it is, whatever it may collect: Aₙ = A₀ for every n.
 *
 * @param family that tells it
 * @param parameters θ, shape {@code [policy.parameterLength()]}
 */
record UnadaptedPolicy(ContextualFamily family, Policy policy, float[] parameters)
    implements AdaptiveModel {

  @Override
  public List<Measurement> adapt(
      double[] task,
      SampledAdaptationConfig config,
      RandomStreams streams,
      DoubleConsumer progress) {
    try (TaskRollouts rollouts =
        new TaskRollouts(family, policy, config.episodes(), streams, "test")) {
      double[] returns = rollouts.collect(task, parameters, Phase.VALIDATION).returns();
      progress.accept(1);
      return IntStream.rangeClosed(0, config.stages())
          .mapToObj(stage -> new Measurement(stage * config.samples(), returns))
          .toList();
    }
  }

  @Override
  public TaskPolicy policy(double[] task, SampledAdaptationConfig config, RandomStreams streams) {
    return new TaskPolicy(
        "which is told it",
        policy,
        parameters,
        () -> TaskPolicy.environment(family, task),
        Optional.empty());
  }
}
