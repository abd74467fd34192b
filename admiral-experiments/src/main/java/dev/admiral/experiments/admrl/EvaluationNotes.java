package dev.admiral.experiments.admrl;

import dev.admiral.admrl.WorstCaseConfig;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a reader of an evaluation must know about how it was made. */
final class EvaluationNotes {
  private EvaluationNotes() {}

  /**
   * The notes, by topic.
   *
   * @param settings those that the evaluation has, which may differ from the folder's
   */
  static Map<String, String> of(AdMrlSettings settings, RunFolder folder) {
    EvaluationConfig config = settings.evaluation();
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(
        "Adaptation",
        "%d iterations of virtual training before the first real sample, then %d × (%d real samples, %d iterations); each return is the mean of %d episodes; %s."
            .formatted(
                config.adaptation().zeroShotIterations(),
                config.adaptation().stages(),
                config.adaptation().samples(),
                config.adaptation().stageIterations(),
                config.adaptation().episodes(),
                config.seeds() == 1 ? "1 seed" : config.seeds() + " seeds"));
    notes.put(
        "A*",
        config.optimum().updates() == 0
            ? "not searched for: the best return measured for the task"
            : "the best of: %d TRPO updates of %d samples in the real simulator from a fresh policy; as many from the adapted policy; any return measured for the task. It is a lower bound on the optimum, so gaps are too."
                .formatted(config.optimum().updates(), config.optimum().samples()));
    WorstCaseConfig worstCase = config.worstCase();
    if (worstCase.starts() > 0) {
      notes.put(
          "Worst case searched",
          "gradient ascent on the zero-shot gap with α = %s, %d × up to %d steps, from starts spread over Ψ, the same for every run; each visited task is adapted to with one seed and has an A* of its own, found as above. What is reported is the largest of noisy estimates, so it is somewhat too large: evaluate that ψ again with other seeds for a number free of that."
              .formatted(worstCase.learningRate(), worstCase.starts(), worstCase.steps()));
    }
    Map<String, String> effective = Yaml.flatten(Yaml.tree(settings));
    notes.put(
        "Settings",
        effective.entrySet().stream()
            .filter(setting -> !setting.getKey().startsWith("training."))
            .map(EvaluationNotes::text)
            .collect(Collectors.joining(", ")));
    // Bound, so that a setting that the folder is too old to name has its default.
    Map<String, String> trained =
        Yaml.flatten(Yaml.tree(AdMrlAlgorithm.settings(RunConfig.read(folder.config()))));
    String changed =
        effective.entrySet().stream()
            .filter(setting -> !setting.getValue().equals(trained.get(setting.getKey())))
            .map(EvaluationNotes::text)
            .collect(Collectors.joining(", "));
    if (!changed.isEmpty()) {
      notes.put("Changed for this evaluation", changed);
    }
    return notes;
  }

  private static String text(Map.Entry<String, String> setting) {
    return setting.getKey() + "=" + setting.getValue();
  }
}
