package dev.admiral.experiments.algorithm;

import dev.admiral.learner.Learner;
import java.util.List;
import java.util.Optional;

/**
 * An algorithm as the command line knows it.
 *
 * @param <C> its settings: a record of settings and further records, whose keys in YAML are the
 *     components' names in kebab-case
 */
public interface Algorithm<C extends Record> {

  /** The name on the command line, such as {@code admrl}. */
  String id();

  /** One line on what it does. */
  String description();

  /** The settings where neither a preset nor the user says otherwise: the paper's for this environment. */
  C defaults(String environment);

  /** The ids of the environments or families that it trains on, the default one first. */
  List<String> environments();

  /** The names of its presets, the default one first. */
  List<String> presets();

  /** The folder of the presets on the class path; variants of one algorithm may share it. */
  default String presetFolder() {
    return id();
  }

  /**
   * Which {@code presets/FOLDER/NAME/VARIANT.yaml} comes on top of a preset on an environment, where there is one;
   * environments of one kind may share it.
   */
  default String presetVariant(String environment) {
    return environment;
  }

  /**
   * Refuses settings that each are possible but not together or not on this environment. Called before a
   * run folder is made, so that nothing comes to light hours later.
   *
   * @throws dev.admiral.experiments.UsageException if the settings are impossible, naming a key
   */
  default void check(C config, String environment) {}

  /**
   * Refuses a training that would not fit into this machine's memory. Called before a run is begun, and not, as {@link
   * #check} is, before what was trained elsewhere is used; where the environment must be fetched first, {@link
   * #newLearner} is the first to know.
   *
   * @throws dev.admiral.experiments.UsageException if it would not fit, saying what is too large
   */
  default void checkMemory(C config, String environment) {}

  /** The groups of settings that say what is done with the trained model, and nothing of its training. */
  default List<String> settingsAfterTraining() {
    return List.of("evaluation", "attack");
  }

  /**
   * The settings with everything in them that a run must not compute again, such as statistics of its
   * environment. Called once, when a run is begun.
   */
  default C complete(C config, String environment) {
    return config;
  }

  /** The keys of what {@link #complete} computes, such as {@code family.statistics}: nobody needs to set them. */
  default List<String> completedSettings() {
    return List.of();
  }

  /**
   * How long a run will take, measured on this machine in some seconds; empty if that is not known.
   *
   * @param begun how many updates need not be trained: 0, or {@link #sharedUpdates}
   */
  default Optional<TimeEstimate> estimate(C config, long begun, TrainingContext context) {
    return Optional.empty();
  }

  /**
   * How many of the first updates are those of another algorithm, to the bit, where all settings but {@link
   * #settingsAfterSharedUpdates} are equal; 0 unless it says so. The other keeps a milestone there, so that they need
   * not be trained again.
   *
   * @param other its id
   */
  default long sharedUpdates(C config, String other) {
    return 0;
  }

  /** The groups of settings, as {@link #settingsAfterTraining}, that play no part in the updates shared with another. */
  default List<String> settingsAfterSharedUpdates() {
    return settingsAfterTraining();
  }

  /** A learner at its beginning; equal settings and seeds give learners with equal futures. */
  Learner newLearner(C config, TrainingContext context);

  /** What measures the result of a training; empty if the metrics say everything. */
  default Optional<Evaluator<C>> evaluator() {
    return Optional.empty();
  }

  /**
   * The policy of a trained model, for other programs; empty if the algorithm trains none.
   *
   * @throws dev.admiral.experiments.UsageException if the model has none yet
   */
  default Optional<PortablePolicy> policy(C config, TrainedModel model) {
    return Optional.empty();
  }

  /** The tags that the table at the end of a training shows; all if empty. */
  default List<String> headlineMetrics() {
    return List.of();
  }
}
