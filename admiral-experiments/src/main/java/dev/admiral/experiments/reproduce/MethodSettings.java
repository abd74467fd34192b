package dev.admiral.experiments.reproduce;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a user's assignments concern which method of an experiment: {@code KEY=VALUE} those whose settings are of the
 * same kind as the first method's, {@code METHOD:KEY=VALUE} the one alone.
 */
final class MethodSettings {
  private static final Pattern OF_ONE = Pattern.compile("([a-z0-9-]+):(.*)", Pattern.DOTALL);

  private final Map<String, List<String>> byMethod;

  private MethodSettings(Map<String, List<String>> byMethod) {
    this.byMethod = byMethod;
  }

  /**
   * Sorts them.
   *
   * @throws UsageException if a method is named that the experiment does not have
   */
  static MethodSettings of(
      Reproduction reproduction,
      Algorithms algorithms,
      String environment,
      List<String> assignments) {
    List<String> methods =
        reproduction.methods().stream().map(Reproduction.Method::algorithm).toList();
    Class<?> first = kind(algorithms, methods.getFirst(), environment);
    Map<String, List<String>> byMethod = new HashMap<>();
    for (String method : methods) {
      byMethod.put(method, new ArrayList<>());
    }
    for (String assignment : assignments) {
      Matcher ofOne = OF_ONE.matcher(assignment);
      if (!ofOne.matches()) {
        byMethod.forEach((method, own) -> {
          if (kind(algorithms, method, environment).equals(first)) {
            own.add(assignment);
          }
        });
      } else {
        List<String> own = byMethod.get(ofOne.group(1));
        if (own == null) {
          throw new UsageException(
              Nearest.unknown("method of " + reproduction.id(), ofOne.group(1), methods));
        }
        own.add(ofOne.group(2));
      }
    }
    return new MethodSettings(byMethod);
  }

  private static Class<?> kind(Algorithms algorithms, String method, String environment) {
    return algorithms.get(method).defaults(environment).getClass();
  }

  /** Those of a method, in the order in which they were given. */
  List<String> of(Reproduction.Method method) {
    return byMethod.getOrDefault(method.algorithm(), List.of());
  }
}
