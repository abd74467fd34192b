package dev.admiral.experiments.maml;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.SettingsNote;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job for each test task and seed; what they measured becomes {@code evaluation.csv} and {@code .json}. */
final class MetaTestPlan implements EvaluationPlan {
  private final MamlAlgorithm algorithm;
  private final MamlSettings settings;
  private final MetaPolicy policy;
  private final Optional<String> unfinished;
  private final EvaluationFolder results;
  private final TaskFamily family;

  MetaTestPlan(
      MamlAlgorithm algorithm,
      MamlSettings settings,
      TrainedModel model,
      EvaluationFolder results) {
    this.algorithm = algorithm;
    this.settings = settings;
    this.policy = MetaPolicy.of(algorithm.id(), settings, model);
    this.unfinished = algorithm.unfinished(settings, model.checkpoint());
    this.results = results;
    this.family = MamlAlgorithm.family(settings, model.environment());
  }

  @Override
  public List<MetaTestJob> jobs() {
    MetaTestConfig test = settings.evaluation();
    List<double[]> tasks = TestTaskSource.tasks(family, test.tasks());
    List<MetaTestJob> jobs = new ArrayList<>();
    for (int seed = 1; seed <= test.seeds(); seed++) {
      for (int i = 0; i < tasks.size(); i++) {
        jobs.add(new MetaTestJob(policy, results.jobs().toString(), i, tasks.get(i), seed));
      }
    }
    return jobs;
  }

  @Override
  public void finish() {
    Evaluation evaluation =
        new Evaluation(
            algorithm.id(),
            family.id(),
            family.parameterNames(),
            family.parameters(),
            List.of(),
            jobs().stream().flatMap(job -> job.result().returns().stream()).toList(),
            List.of(),
            List.of(),
            notes());
    results.write(evaluation);
  }

  private Map<String, String> notes() {
    MetaTestConfig test = settings.evaluation();
    Map<String, String> notes = new LinkedHashMap<>();
    unfinished.ifPresent(note -> notes.put(Evaluation.UNFINISHED, note));
    notes.put(
        "Adaptation",
        "%s of the policy gradient on %s each; each return is the mean of %s; %s; nobody perturbs."
            .formatted(
                count(test.steps(), "step"),
                count(test.episodes(), "episode"),
                count(test.episodes(), "episode"),
                count(test.seeds(), "seed")));
    notes.put("A*", "not searched for");
    Map<String, String> own = Yaml.flatten(Yaml.tree(settings));
    own.keySet().removeIf(key -> !key.startsWith("family.") && !key.startsWith("evaluation."));
    notes.put(SettingsNote.TOPIC, SettingsNote.text(own));
    return notes;
  }
}
