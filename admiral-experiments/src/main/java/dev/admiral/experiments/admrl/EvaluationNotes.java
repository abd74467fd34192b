package dev.admiral.experiments.admrl;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.admrl.TaskGradientConfig.Objective;
import dev.admiral.admrl.WorstCaseConfig;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.SettingsNote;
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
   * @param finishedTasks how many tasks of the training the model has behind it
   */
  static Map<String, String> of(AdMrlSettings settings, RunFolder folder, int finishedTasks) {
    EvaluationConfig config = settings.evaluation();
    Map<String, String> notes = new LinkedHashMap<>();
    if (finishedTasks < settings.training().tasks()) {
      notes.put(
          Evaluation.UNFINISHED,
          "The training was evaluated before its end, after %d of %d tasks."
              .formatted(finishedTasks, settings.training().tasks()));
    }
    notes.put(
        "Adaptation",
        "%s of virtual training before the first real sample, then %d × (%s, %s); each return is the mean of %s; %s."
            .formatted(
                count(config.adaptation().zeroShotIterations(), "iteration"),
                config.adaptation().stages(),
                count(config.adaptation().samples(), "real sample"),
                count(config.adaptation().stageIterations(), "iteration"),
                count(config.adaptation().episodes(), "episode"),
                count(config.seeds(), "seed")));
    notes.put(
        "A*",
        config.optimum().updates() == 0
            ? "not searched for by this run, which knows the best return that it measured for the"
                + " task"
            : "the best of: %s of %s in the real simulator from a fresh policy; as many from the adapted policy; any return measured for the task. It is a lower bound on the optimum, so gaps are too."
                .formatted(
                    count(config.optimum().updates(), "TRPO update"),
                    count(config.optimum().samples(), "sample")));
    WorstCaseConfig worstCase = config.worstCase();
    if (worstCase.starts() > 0) {
      notes.put(
          "Worst case searched",
          "gradient ascent on the zero-shot %s with α = %s, %d × up to %d steps, from starts spread over Ψ, the same for every run; each visited task is adapted to with one seed and has an A* of its own, found as above. What is reported is the largest of noisy estimates, so it is somewhat too large: evaluate that ψ again with other seeds for a number free of that."
              .formatted(
                  settings.training().gradient().objective() == Objective.RATIO ? "ratio" : "gap",
                  worstCase.learningRate(),
                  worstCase.starts(),
                  worstCase.steps()));
    }
    Map<String, String> effective = Yaml.flatten(Yaml.tree(settings));
    Map<String, String> own = new LinkedHashMap<>(effective);
    own.keySet().removeIf(key -> key.startsWith("training."));
    notes.put(SettingsNote.TOPIC, SettingsNote.text(own));
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
