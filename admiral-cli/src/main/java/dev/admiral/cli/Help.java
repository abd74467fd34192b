package dev.admiral.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** How help looks: examples stay whole, and the commands of the launcher stand with the others. */
final class Help {
  /** What the {@code admiral} script does itself. */
  private static final Map<String, String> LAUNCHER =
      Map.of(
          "test", "Builds everything and runs every test: test [MAVEN ARG...].",
          "benchmark", "Runs the benchmarks: benchmark [JMH ARG...].",
          "benchmark-main",
              "Runs a benchmark with a main method of its own: benchmark-main CLASS [ARG...].");

  private Help() {}

  static void arrange(CommandLine commandLine) {
    arrangeExamples(commandLine);
    commandLine.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, Help::commands);
  }

  /** An example that is broken into lines cannot be copied. */
  private static void arrangeExamples(CommandLine commandLine) {
    commandLine.getHelpSectionMap().put(SECTION_KEY_FOOTER, Help::examples);
    commandLine.getSubcommands().values().forEach(Help::arrangeExamples);
  }

  private static String examples(CommandLine.Help help) {
    String end = System.lineSeparator();
    return String.join(end, help.commandSpec().usageMessage().footer()) + end;
  }

  private static String commands(CommandLine.Help help) {
    Map<String, String> lines = new LinkedHashMap<>();
    help.subcommands()
        .forEach((name, command) ->
            lines.put("  " + name, firstLine(command.commandSpec().usageMessage().description())));
    for (String name : new String[] {"test", "benchmark", "benchmark-main"}) {
      lines.put("  " + name, LAUNCHER.get(name));
    }
    return help.createTextTable(lines).toString();
  }

  private static String firstLine(String[] description) {
    return Arrays.stream(description).findFirst().orElse("");
  }
}
