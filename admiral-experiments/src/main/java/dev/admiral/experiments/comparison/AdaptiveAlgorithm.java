package dev.admiral.experiments.comparison;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.experiments.algorithm.TaskPolicyAlgorithm;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.rollout.RolloutCollector.Choice;
import java.util.Arrays;
import java.util.Optional;

/**
 * An algorithm whose trained models adapt to tasks, and are tested as AdMRL's are.
 *
 * @param <C> its settings
 */
public interface AdaptiveAlgorithm<C extends Record> extends TaskPolicyAlgorithm<C> {

  /** How models are tested. */
  AdaptationTestConfig test(C settings);

  /** The name of these settings among the algorithm's. */
  String testGroup();

  /** The model of a checkpoint. */
  AdaptiveModel model(C settings, String environment, Checkpoint checkpoint);

  /** How it adapts, in a sentence for the reader of an evaluation. */
  String adaptationNote(C settings);

  /** How a model adapts to a task when it is evaluated. */
  default SampledAdaptationConfig adaptation(C settings, String environment) {
    return test(settings).adaptation();
  }

  /** As in the training. */
  @Override
  default Choice choice(C settings) {
    return Choice.SAMPLE;
  }

  @Override
  default TaskPolicy taskPolicy(C settings, TrainedModel model, double[] task) {
    return model(settings, model.environment(), model.checkpoint())
        .policy(
            task,
            adaptation(settings, model.environment()),
            model.streams("policy/" + Arrays.toString(task)));
  }

  /** How far a training had come that had not ended, in a sentence. */
  Optional<String> unfinished(C settings, Checkpoint checkpoint);

  /** The sentence of a training that counts iterations. */
  static Optional<String> unfinished(long done, long all) {
    return done < all
        ? Optional.of(
            "The training was evaluated before its end, after %d of %d iterations."
                .formatted(done, all))
        : Optional.empty();
  }
}
