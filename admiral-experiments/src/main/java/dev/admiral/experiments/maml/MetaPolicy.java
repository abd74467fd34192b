package dev.admiral.experiments.maml;

import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.maml.Maml;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A trained meta-policy, as plain data.
 *
 * @param method the algorithm's id
 * @param environment the family's
 * @param seed of the training
 * @param run the run's folder
 * @param step of the checkpoint, or of the milestone
 * @param settings of the run, in YAML
 */
record MetaPolicy(
    String method, String environment, long seed, String run, long step, String settings)
    implements Serializable {

  /** That of a run's latest checkpoint, under settings that may differ in what does not concern training. */
  static MetaPolicy latest(RunConfig config, RunFolder folder) {
    return of(config, folder, LoadedCheckpoints.latestStep(folder.path()));
  }

  /** That of a milestone. */
  static MetaPolicy of(RunConfig config, RunFolder folder, long step) {
    return new MetaPolicy(
        config.algorithm(),
        config.environment(),
        config.seed(),
        folder.path().toString(),
        step,
        Yaml.write(Yaml.tree(MamlAlgorithm.settings(config))));
  }

  /** That of a checkpoint, under settings that may differ in what does not concern training. */
  static MetaPolicy of(String method, MamlSettings settings, TrainedModel model) {
    return new MetaPolicy(
        method,
        model.environment(),
        model.seed(),
        model.folder().path().toString(),
        model.step(),
        Yaml.write(Yaml.tree(settings)));
  }

  MamlSettings parsed() {
    return RecordBinder.bind(
        MamlAlgorithm.of(method).defaults(environment), Yaml.parse("a meta-policy", settings));
  }

  TaskFamily family() {
    return MamlAlgorithm.family(parsed(), environment);
  }

  Policy policy() {
    return Maml.policy(parsed().training(), family());
  }

  float[] parameters() {
    return Maml.parameters(policy(), LoadedCheckpoints.get(Path.of(run), step));
  }

  /** A root of random numbers for each use, such as {@code attack/generator}. */
  RandomStreams streams(String use) {
    return RandomStreams.of(seed, use);
  }

  /** Everything that what is measured on it depends on. */
  String inputs() {
    MamlSettings parsed = parsed();
    return String.join(
        "\n",
        method,
        environment,
        Long.toString(seed),
        Long.toString(step),
        Yaml.write(Yaml.tree(parsed.family())),
        Yaml.write(Yaml.tree(parsed.training())),
        Yaml.write(Yaml.tree(parsed.fineTuning())));
  }
}
