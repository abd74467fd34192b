package dev.admiral.experiments.atpa;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.sac.SacAlgorithm;
import dev.admiral.experiments.sac.SacSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The algorithms whose policies are tested and attacked in one environment, and those whose policies are for a task. */
final class PolicyMethods {
  private PolicyMethods() {}

  /** The ids of the first. */
  static List<String> ids() {
    return Stream.concat(
            Arrays.stream(PpoAlgorithm.values()).map(PpoAlgorithm::id),
            Stream.of(SacAlgorithm.SAC.id()))
        .toList();
  }

  /**
   * The settings of a run of one of the first, in YAML.
   *
   * @throws UsageException if it is of another
   */
  static String yaml(RunConfig run) {
    String method = checked(run.algorithm());
    return Yaml.write(
        Yaml.tree(
            method.equals(SacAlgorithm.SAC.id())
                ? sac(run.environment(), run.settings())
                : PpoAlgorithm.settings(run)));
  }

  /**
   * The settings of one of either.
   *
   * @param own those that are not the defaults
   * @throws UsageException if there is none of this id
   */
  static PolicySettings settings(String method, String environment, JsonNode own) {
    if (TaskPolicySettings.areOf(method)) {
      return RecordBinder.bind(TaskPolicySettings.blank(method), own);
    }
    return checked(method).equals(SacAlgorithm.SAC.id())
        ? sac(environment, own)
        : RecordBinder.bind(PpoAlgorithm.of(method).defaults(environment), own);
  }

  private static SacSettings sac(String environment, JsonNode own) {
    return RecordBinder.bind(SacAlgorithm.SAC.defaults(environment), own);
  }

  private static String checked(String id) {
    if (!ids().contains(id)) {
      throw new UsageException(Nearest.unknown("policy's algorithm", id, ids()));
    }
    return id;
  }
}
