package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.maml.AttackKind;
import dev.admiral.experiments.reproduce.Reproductions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code list}: the names that the other commands take. */
@Command(
    name = "list",
    description = "Lists what there is by name.",
    footer = {
      "  ./admiral list",
      "  ./admiral list presets --json",
      "  ./admiral list settings admrl"
    })
final class ListCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final Console console;
  private final Algorithms algorithms;
  private final Environments environments;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "algorithms, environments, families, attacks, presets or experiments; default: all of"
              + " these.")
  private String kind = ALL;

  @Option(names = "--json", description = "As JSON: by kind, a list of names with descriptions.")
  private boolean json;

  ListCommand(Console console, Algorithms algorithms, Environments environments) {
    this.console = console;
    this.algorithms = algorithms;
    this.environments = environments;
  }

  /** One line of a list. */
  private record Item(String id, String description) {}

  @Override
  public Integer call() {
    Map<String, List<Item>> lists = new LinkedHashMap<>(all());
    if (!kind.equals(ALL)) {
      if (!lists.containsKey(kind)) {
        List<String> allowed = new ArrayList<>(lists.keySet());
        allowed.add(ListSettingsCommand.NAME);
        throw new UsageException(Nearest.unknown("kind", kind, allowed));
      }
      lists.keySet().retainAll(List.of(kind));
    }
    if (json) {
      console
          .out()
          .println(
              JsonMapper.builder()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(lists));
    } else {
      lists.forEach(this::print);
    }
    return ExitCode.OK;
  }

  private Map<String, List<Item>> all() {
    Map<String, List<Item>> lists = new LinkedHashMap<>();
    lists.put(
        "algorithms",
        algorithms.all().stream().map(each -> new Item(each.id(), each.description())).toList());
    lists.put(
        "environments",
        environments.environments().stream()
            .map(each -> new Item(each.id(), each.description()))
            .toList());
    lists.put(
        "families",
        environments.families().stream()
            .map(each -> new Item(each.family().id(), each.description()))
            .toList());
    lists.put("attacks", attacks());
    lists.put("presets", presets());
    lists.put(
        "experiments",
        Reproductions.all().stream().map(each -> new Item(each.id(), each.description())).toList());
    return lists;
  }

  private static List<Item> attacks() {
    List<Item> items = new ArrayList<>();
    for (PolicyAttackKind each : PolicyAttackKind.attacks()) {
      items.add(new Item(each.id(), "on a policy: " + each.description()));
    }
    items.add(new Item(PolicyAttack.SUITE, "on a policy: all of these, and whether to trust them"));
    for (AttackKind each : AttackKind.attacks()) {
      items.add(new Item(each.id(), "on a meta-policy: " + each.description()));
    }
    return items;
  }

  private List<Item> presets() {
    List<Item> items = new ArrayList<>();
    for (Algorithm<?> algorithm : algorithms.all()) {
      for (String name : algorithm.presets()) {
        Preset preset = Preset.load(algorithm.presetFolder(), name);
        items.add(new Item(algorithm.id() + " " + name, preset.description()));
      }
    }
    return items;
  }

  private void print(String title, List<Item> items) {
    if (kind.equals(ALL)) {
      console.out().println(title);
    }
    String indent = kind.equals(ALL) ? "  " : "";
    int width = items.stream().mapToInt(item -> item.id().length()).max().orElse(0);
    for (Item item : items) {
      console
          .out()
          .println(
              indent + item.id() + " ".repeat(width + 2 - item.id().length()) + item.description());
    }
    if (items.isEmpty()) {
      console.out().println(indent + "(none)");
    }
  }
}
