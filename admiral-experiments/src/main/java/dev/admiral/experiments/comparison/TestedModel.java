package dev.admiral.experiments.comparison;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.io.Serializable;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trained model of an {@link AdaptiveAlgorithm}, as plain data.
 *
 * @param method the algorithm's id
 * @param environment the family's
 * @param seed of the training
 * @param run the run's folder
 * @param step of the checkpoint
 * @param settings of the run, in YAML, with those of the test
 */
record TestedModel(
    String method, String environment, long seed, String run, long step, String settings)
    implements Serializable {

  static <C extends Record> TestedModel of(
      AdaptiveAlgorithm<C> algorithm, C settings, TrainedModel model) {
    return new TestedModel(
        algorithm.id(),
        model.environment(),
        model.seed(),
        model.folder().path().toString(),
        model.step(),
        Yaml.write(Yaml.tree(settings)));
  }

  AdaptationTestConfig test() {
    return test(algorithm());
  }

  private <C extends Record> AdaptationTestConfig test(AdaptiveAlgorithm<C> algorithm) {
    return algorithm.test(parsed(algorithm));
  }

  /** Whose rewards are measured. */
  TaskFamily family() {
    return family(algorithm());
  }

  private <C extends Record> TaskFamily family(AdaptiveAlgorithm<C> algorithm) {
    return algorithm.testedFamily(parsed(algorithm), environment);
  }

  AdaptiveModel open() {
    return open(algorithm());
  }

  private <C extends Record> AdaptiveModel open(AdaptiveAlgorithm<C> algorithm) {
    return algorithm.model(
        parsed(algorithm), environment, LoadedCheckpoints.get(Path.of(run), step));
  }

  /** A root of random numbers for each use, so that what is drawn for one does not depend on the others. */
  RandomStreams streams(String use) {
    return RandomStreams.of(seed, use);
  }

  /** Everything about the model that what is measured on it depends on. */
  String inputs() {
    ObjectNode trained = tree();
    trained.remove(algorithm().settingsAfterTraining());
    return String.join(
        "\n", method, environment, Long.toString(seed), Long.toString(step), Yaml.write(trained));
  }

  private <C extends Record> C parsed(AdaptiveAlgorithm<C> algorithm) {
    return RecordBinder.bind(algorithm.defaults(environment), tree());
  }

  private ObjectNode tree() {
    return Yaml.parse("a tested model", settings);
  }

  private AdaptiveAlgorithm<?> algorithm() {
    if (Algorithms.standard().get(method) instanceof AdaptiveAlgorithm<?> adaptive) {
      return adaptive;
    }
    throw new IllegalStateException(method + " is not tested like this");
  }
}
