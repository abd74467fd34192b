package dev.admiral.experiments.run;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How a run's settings differ from those that its preset gives for its environment. */
public final class ChangedSettings {
  private ChangedSettings() {}

  /**
   * What {@code --set} must say to make the run's settings of the preset's: assignments {@code KEY=VALUE}, in
   * the order of the settings. Empty where that is not known, as for a family that is not on the class path
   * or a run of another version.
   */
  public static Optional<List<String>> of(Algorithms algorithms, RunFolder folder) {
    try {
      RunConfig run = RunConfig.read(folder.config());
      return Optional.of(changes(algorithms.get(run.algorithm()), run));
    } catch (UsageException _) {
      return Optional.empty();
    }
  }

  private static <C extends Record> List<String> changes(Algorithm<C> algorithm, RunConfig run) {
    Nearest.choose("preset", run.preset(), algorithm.presets());
    C defaults = algorithm.defaults(run.environment());
    C usual =
        Preset.load(
                algorithm.presetFolder(), run.preset(), algorithm.presetVariant(run.environment()))
            .applyTo(defaults, List.of());
    Map<String, JsonNode> expected =
        Setting.of(usual).stream().collect(Collectors.toMap(Setting::key, Setting::value));
    return Setting.of(RecordBinder.bind(defaults, run.settings())).stream()
        .filter(setting -> !setting.value().equals(expected.get(setting.key())))
        .filter(setting -> !isCompleted(algorithm, setting.key()))
        .map(setting -> setting.key() + "=" + setting.valueText())
        .toList();
  }

  private static boolean isCompleted(Algorithm<?> algorithm, String key) {
    return algorithm.completedSettings().stream()
        .anyMatch(completed -> key.equals(completed) || key.startsWith(completed + "."));
  }
}
