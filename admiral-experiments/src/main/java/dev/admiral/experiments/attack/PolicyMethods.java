package dev.admiral.experiments.attack;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The algorithms whose policies are tested and attacked in one environment, and those whose policies are for a task. */
final class PolicyMethods {
  private PolicyMethods() {}

  /** The ids of the first. */
  static List<String> ids() {
    return Algorithms.standard().all().stream()
        .filter(PolicyAlgorithm.class::isInstance)
        .map(Algorithm::id)
        .toList();
  }

  /**
   * The settings of a run of one of the first, in YAML.
   *
   * @throws UsageException if it is of another
   */
  static String yaml(RunConfig run) {
    return yaml(find(run.algorithm()), run);
  }

  private static <C extends Record & PolicySettings> String yaml(
      PolicyAlgorithm<C> algorithm, RunConfig run) {
    return Yaml.write(Yaml.tree(settings(algorithm, run.environment(), run.settings())));
  }

  /**
   * The settings of one of either.
   *
   * @param own those that are not the defaults
   * @throws UsageException if there is none of this id
   */
  static PolicySettings settings(String method, String environment, JsonNode own) {
    return TaskPolicySettings.areOf(method)
        ? RecordBinder.bind(TaskPolicySettings.blank(method), own)
        : settings(find(method), environment, own);
  }

  private static <C extends Record & PolicySettings> C settings(
      PolicyAlgorithm<C> algorithm, String environment, JsonNode own) {
    return RecordBinder.bind(algorithm.defaults(environment), own);
  }

  private static PolicyAlgorithm<?> find(String id) {
    if (!ids().contains(id)) {
      throw new UsageException(Nearest.unknown("policy's algorithm", id, ids()));
    }
    return (PolicyAlgorithm<?>) Algorithms.standard().get(id);
  }
}
