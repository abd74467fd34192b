package dev.admiral.experiments.algorithm;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.random.RandomStreams;

/**
 * A checkpoint with what it is one of.
 *
 * @param folder of its run
 * @param environment the id of the environment or family
 * @param seed of the training
 * @param step the number of updates it was taken after
 * @param checkpoint never written
 */
public record TrainedModel(
    RunFolder folder, String environment, long seed, long step, Checkpoint checkpoint) {

  /** That of a stored checkpoint, which is read once for all who ask. */
  public static TrainedModel of(RunFolder folder, String environment, long seed, long step) {
    return new TrainedModel(
        folder, environment, seed, step, LoadedCheckpoints.get(folder.path(), step));
  }

  /** A root of random numbers for each use, so that what is drawn for one does not depend on the others. */
  public RandomStreams streams(String use) {
    return RandomStreams.of(seed, use);
  }
}
