package dev.admiral.experiments.attack;

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
 * @param assignments {@code key=value}, of the test's settings where they are not the run's; what was trained does not
 *     depend on them
 */
public record TrainedPolicy(
    String method,
    String environment,
    long seed,
    String run,
    long step,
    String settings,
    List<String> assignments)
    implements Serializable {
  /** What many jobs on one policy ask for again and again. */
  private static final Map<TrainedPolicy, PolicySettings> PARSED = new ConcurrentHashMap<>();

  private static final Map<TrainedPolicy, String> INPUTS = new ConcurrentHashMap<>();

  public TrainedPolicy {
    assignments = List.copyOf(assignments);
  }

  /**
   * That of a run's latest checkpoint.
   *
   * @param assignments {@code key=value}, of the test's settings
   */
  public static TrainedPolicy latest(RunConfig config, RunFolder folder, List<String> assignments) {
    long step = LoadedCheckpoints.latestStep(folder.path());
    return of(config, folder, step, PolicyMethods.yaml(config), assignments);
  }

  /** That of a milestone. */
  public static TrainedPolicy of(RunConfig config, RunFolder folder, long step) {
    return of(config, folder, step, PolicyMethods.yaml(config), List.of());
  }

  /**
   * That of a run's latest checkpoint for a task.
   *
   * @param task ψ; empty for the algorithm's own choice
   * @param assignments {@code key=value}, of the test's settings
   * @throws dev.admiral.experiments.UsageException if there is no such task
   */
  static TrainedPolicy forTask(
      RunConfig config, RunFolder folder, List<Double> task, List<String> assignments) {
    long step = LoadedCheckpoints.latestStep(folder.path());
    TrainedModel model = TrainedModel.of(folder, config.environment(), config.seed(), step);
    String settings = Yaml.write(Yaml.tree(TaskPolicySettings.of(config, model, task)));
    return of(config, folder, step, settings, assignments);
  }

  private static TrainedPolicy of(
      RunConfig config, RunFolder folder, long step, String settings, List<String> assignments) {
    return new TrainedPolicy(
        config.algorithm(),
        config.environment(),
        config.seed(),
        folder.path().toString(),
        step,
        settings,
        assignments);
  }

  /** The settings that it is tested by. */
  public PolicySettings parsed() {
    return PARSED.computeIfAbsent(this, policy -> policy.parse(policy.assignments));
  }

  /** The run's own, or those that tests of it have unless they are changed. */
  PolicySettings own() {
    return parse(List.of());
  }

  private PolicySettings parse(List<String> changes) {
    ObjectNode tree = Yaml.parse("a policy", settings);
    return PolicyMethods.settings(method, environment, Yaml.assign(tree, changes));
  }

  TrainedModel model() {
    return TrainedModel.of(new RunFolder(Path.of(run)), environment, seed, step);
  }

  /** What was trained, ready to act. */
  public LoadedPolicy load() {
    return parsed().load(model());
  }

  /** Everything that what is measured on it depends on, but for the test. */
  public String inputs() {
    return INPUTS.computeIfAbsent(this, TrainedPolicy::describe);
  }

  private String describe() {
    return String.join(
        "\n",
        method,
        environment,
        Long.toString(seed),
        Long.toString(step),
        own().training(method));
  }
}
