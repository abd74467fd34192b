package dev.admiral.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code --set}, of the commands that take settings. */
final class SettingsOption {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting, such as evaluation.seeds=5 (see \"list settings\"); may be repeated.")
  private List<String> assignments = new ArrayList<>();

  /** {@code KEY=VALUE}, in the order in which they were given. */
  List<String> assignments() {
    return List.copyOf(assignments);
  }

  /** The arguments that say the same, each after a space. */
  String arguments() {
    return assignments.stream()
        .map(assignment -> " --set '" + assignment + "'")
        .collect(Collectors.joining());
  }
}
