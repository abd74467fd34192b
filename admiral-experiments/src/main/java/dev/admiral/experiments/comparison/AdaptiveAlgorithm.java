package dev.admiral.experiments.comparison;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.task.TaskFamily;
import java.util.Optional;

/**
 * An algorithm whose trained models adapt to tasks, and are tested as AdMRL's are.
 *
 * @param <C> its settings
 */
public interface AdaptiveAlgorithm<C extends Record> extends Algorithm<C> {

  /** How models are tested. */
  AdaptationTestConfig test(C settings);

  /** The family of a run, which tells no policy its task. */
  TaskFamily testedFamily(C settings, String environment);

  /** The model of a checkpoint. */
  AdaptiveModel model(C settings, String environment, Checkpoint checkpoint);

  /** How it adapts, in a sentence for the reader of an evaluation. */
  String adaptationNote(C settings);

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
