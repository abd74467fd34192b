package dev.admiral.experiments.environment;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.environment.Environments.Family;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The task families that the user has put on the class path: the classes that {@code
 * META-INF/services/dev.admiral.task.TaskFamily} names, each public and with a public constructor without
 * parameters.
 */
final class RegisteredFamilies {
  /** It becomes part of a run folder's name. */
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private RegisteredFamilies() {}

  /**
   * A new instance of each.
   *
   * @param taken ids that are in use
   * @throws UsageException if one cannot be made, or cannot be used
   */
  static List<Family> load(List<String> taken) {
    Set<String> ids = new HashSet<>(taken);
    List<Family> families = new ArrayList<>();
    try {
      for (TaskFamily family : ServiceLoader.load(TaskFamily.class)) {
        check(family, ids);
        families.add(new Family(family, description(family)));
      }
    } catch (ServiceConfigurationError e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new UsageException(
          "a task family on the class path cannot be loaded: " + reason.getMessage(), e);
    }
    return families;
  }

  private static void check(TaskFamily family, Set<String> ids) {
    String type = family.getClass().getName();
    if (!ID.matcher(family.id()).matches()) {
      throw new UsageException(
          "%s has the id \"%s\", but an id is lower-case letters, digits and single hyphens"
              .formatted(type, family.id()));
    }
    if (!ids.add(family.id())) {
      throw new UsageException(
          "%s has the id \"%s\", which another has already".formatted(type, family.id()));
    }
    if (!family.parameters().isBounded()) {
      throw new UsageException(
          "%s has unbounded parameters %s, but tasks are drawn from all of them"
              .formatted(type, family.parameters()));
    }
  }

  private static String description(TaskFamily family) {
    return "your own: " + String.join(", ", family.parameterNames());
  }
}
