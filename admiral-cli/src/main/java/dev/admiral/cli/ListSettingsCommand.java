package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code list settings}: the keys that {@code --set} takes. */
@Command(
    name = ListSettingsCommand.NAME,
    description = {
      "Lists the keys of --set, with their defaults and what they may be.",
      "A preset changes some of the defaults: --preset shows what they are then.",
      "\"attack\" of the policy for one task has settings of its own: \"attack --help\" names them."
    },
    footer = {
      "  ./admiral list settings",
      "  ./admiral list settings admrl --env ant-2d --preset quick"
    })
final class ListSettingsCommand implements Callable<Integer> {
  static final String NAME = "settings";

  private final Console console;
  private final Algorithms algorithms;

  @Parameters(
      arity = "0..1",
      paramLabel = "ALGORITHM",
      description = "One of \"list algorithms\"; default: the first.")
  private String algorithm = "";

  @Option(
      names = "--env",
      paramLabel = "ID",
      description = "The environment or family; default: the algorithm's first.")
  private String environment = "";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The preset that the values are of; default: none.")
  private String preset = "";

  @Option(names = "--json", description = "As JSON: a list of keys with value and allowed.")
  private boolean json;

  ListSettingsCommand(Console console, Algorithms algorithms) {
    this.console = console;
    this.algorithms = algorithms;
  }

  @Override
  public Integer call() {
    Algorithm<?> chosen =
        algorithm.isEmpty() ? algorithms.all().getFirst() : algorithms.get(algorithm);
    List<Setting> settings = settings(chosen);
    if (json) {
      console
          .out()
          .println(
              JsonMapper.builder()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(Map.of(NAME, settings)));
    } else {
      print(settings);
    }
    return ExitCode.OK;
  }

  private <C extends Record> List<Setting> settings(Algorithm<C> chosen) {
    String where =
        Nearest.choose("environment of " + chosen.id(), environment, chosen.environments());
    C settings = chosen.defaults(where);
    if (!preset.isEmpty()) {
      Nearest.choose("preset of " + chosen.id(), preset, chosen.presets());
      settings =
          Preset.load(chosen.presetFolder(), preset, chosen.presetVariant(where))
              .applyTo(settings, List.of());
    }
    return Setting.of(settings);
  }

  private void print(List<Setting> settings) {
    int keys = settings.stream().mapToInt(each -> each.key().length()).max().orElse(0);
    int values = settings.stream().mapToInt(each -> each.valueText().length()).max().orElse(0);
    String row = "%-" + Math.max(1, keys) + "s  %-" + Math.max(1, values) + "s  %s%n";
    settings.forEach(
        each -> console.out().printf(row, each.key(), each.valueText(), each.allowed()));
  }
}
