package dev.admiral.experiments.maml;

/**
 * How many iterations a training has yet to do.
 *
 * @param clean that nobody disturbs
 * @param attacked the others
 */
record MamlWork(long clean, long attacked) {

  /** A training to its end, of which {@code begun} iterations are done. */
  static MamlWork ofTraining(MamlAlgorithm algorithm, MamlSettings settings, long begun) {
    long all = settings.training().iterations();
    long clean =
        algorithm == MamlAlgorithm.MAML
            ? all
            : Math.min(all, settings.fineTuning().cleanIterations());
    return new MamlWork(Math.max(0, clean - begun), all - Math.max(clean, begun));
  }
}
