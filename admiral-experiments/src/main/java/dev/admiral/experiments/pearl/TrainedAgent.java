package dev.admiral.experiments.pearl;

import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.pearl.PearlAgent;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A trained agent, as plain data.
 *
 * @param environment the family's id
 * @param seed of the training
 * @param run the run's folder
 * @param step of the checkpoint
 * @param settings of the run, in YAML
 */
record TrainedAgent(String environment, long seed, String run, long step, String settings)
    implements Serializable {

  /** That of a checkpoint, under settings that may differ in what does not concern training. */
  static TrainedAgent of(PearlSettings settings, TrainedModel model) {
    return new TrainedAgent(
        model.environment(),
        model.seed(),
        model.folder().path().toString(),
        model.step(),
        Yaml.write(Yaml.tree(settings)));
  }

  PearlSettings parsed() {
    return RecordBinder.bind(
        PearlAlgorithm.PEARL.defaults(environment), Yaml.parse("an agent", settings));
  }

  TaskFamily family() {
    return PearlAlgorithm.family(parsed(), environment);
  }

  PearlAgent load() {
    return PearlAgent.of(parsed().training(), family(), LoadedCheckpoints.get(Path.of(run), step));
  }

  /** A root of random numbers for each use. */
  RandomStreams streams(String use) {
    return RandomStreams.of(seed, use);
  }

  /** Everything that what is measured on it depends on, but for the test. */
  String inputs() {
    PearlSettings parsed = parsed();
    return String.join(
        "\n",
        environment,
        Long.toString(seed),
        Long.toString(step),
        Yaml.write(Yaml.tree(parsed.family())),
        Yaml.write(Yaml.tree(parsed.training())));
  }
}
