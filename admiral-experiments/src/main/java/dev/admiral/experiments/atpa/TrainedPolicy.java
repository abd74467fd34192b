package dev.admiral.experiments.atpa;

import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trained policy, as plain data.
 *
 * @param method the algorithm's id
 * @param environment the environment's id
 * @param seed of the training
 * @param run the run's folder
 * @param step of the checkpoint, or of the milestone
 * @param settings of the run, in YAML
 */
record TrainedPolicy(
    String method, String environment, long seed, String run, long step, String settings)
    implements Serializable {
  /** What many jobs on one policy ask for again and again. */
  private static final Map<TrainedPolicy, PolicySettings> PARSED = new ConcurrentHashMap<>();

  private static final Map<TrainedPolicy, String> INPUTS = new ConcurrentHashMap<>();

  /** That of a run's latest checkpoint, under settings that may differ in what does not concern training. */
  static TrainedPolicy latest(RunConfig config, RunFolder folder) {
    return of(config, folder, LoadedCheckpoints.latestStep(folder.path()));
  }

  /** That of a milestone. */
  static TrainedPolicy of(RunConfig config, RunFolder folder, long step) {
    return of(config, folder, step, PolicyMethods.yaml(config));
  }

  /**
   * That of a run's latest checkpoint for a task.
   *
   * @param task ψ; empty for the algorithm's own choice
   * @param assignments {@code key=value}, of the test's settings, which are not the run's
   * @throws dev.admiral.experiments.UsageException if there is no such task
   */
  static TrainedPolicy forTask(
      RunConfig config, RunFolder folder, List<Double> task, List<String> assignments) {
    long step = LoadedCheckpoints.latestStep(folder.path());
    TrainedModel model = TrainedModel.of(folder, config.environment(), config.seed(), step);
    ObjectNode settings = Yaml.tree(TaskPolicySettings.of(config, model, task));
    return of(config, folder, step, Yaml.write(Yaml.assign(settings, assignments)));
  }

  private static TrainedPolicy of(RunConfig config, RunFolder folder, long step, String settings) {
    return new TrainedPolicy(
        config.algorithm(),
        config.environment(),
        config.seed(),
        folder.path().toString(),
        step,
        settings);
  }

  PolicySettings parsed() {
    return PARSED.computeIfAbsent(this, TrainedPolicy::parse);
  }

  private PolicySettings parse() {
    return PolicyMethods.settings(method, environment, Yaml.parse("a policy", settings));
  }

  TrainedModel model() {
    return TrainedModel.of(new RunFolder(Path.of(run)), environment, seed, step);
  }

  /** What was trained, ready to act. */
  LoadedPolicy load() {
    return parsed().load(model());
  }

  /** Everything that what is measured on it depends on, but for the test. */
  String inputs() {
    return INPUTS.computeIfAbsent(this, TrainedPolicy::describe);
  }

  private String describe() {
    return String.join(
        "\n",
        method,
        environment,
        Long.toString(seed),
        Long.toString(step),
        parsed().training(method));
  }
}
