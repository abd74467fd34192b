package dev.admiral.experiments.atpa;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    return new TrainedPolicy(
        config.algorithm(),
        config.environment(),
        config.seed(),
        folder.path().toString(),
        step,
        PolicyMethods.yaml(config));
  }

  PolicySettings parsed() {
    return PARSED.computeIfAbsent(this, TrainedPolicy::parse);
  }

  private PolicySettings parse() {
    return PolicyMethods.settings(method, environment, Yaml.parse("a policy", settings));
  }

  Checkpoint checkpoint() {
    return LoadedCheckpoints.get(Path.of(run), step);
  }

  /** What was trained, ready to act. */
  LoadedPolicy load() {
    return parsed().load(environment, checkpoint());
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
