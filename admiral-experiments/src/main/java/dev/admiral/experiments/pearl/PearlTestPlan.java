package dev.admiral.experiments.pearl;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.SettingsNote;
import dev.admiral.pearl.PearlAdaptation;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job for each test task and seed; what they measured becomes {@code evaluation.csv} and {@code .json}. */
final class PearlTestPlan implements EvaluationPlan {
  private final PearlSettings settings;
  private final TrainedAgent agent;
  private final Optional<String> unfinished;
  private final EvaluationFolder results;
  private final TaskFamily family;

  PearlTestPlan(PearlSettings settings, TrainedModel model, EvaluationFolder results) {
    this.settings = settings;
    this.agent = TrainedAgent.of(settings, model);
    this.unfinished = PearlAlgorithm.PEARL.unfinished(settings, model.checkpoint());
    this.results = results;
    this.family = PearlAlgorithm.family(settings, model.environment());
  }

  @Override
  public List<PearlTestJob> jobs() {
    PearlTestConfig test = settings.evaluation();
    List<double[]> tasks = TestTaskSource.tasks(family, test.tasks());
    List<PearlTestJob> jobs = new ArrayList<>();
    for (int seed = 1; seed <= test.seeds(); seed++) {
      for (int i = 0; i < tasks.size(); i++) {
        jobs.add(new PearlTestJob(agent, results.jobs().toString(), i, tasks.get(i), seed));
      }
    }
    return jobs;
  }

  @Override
  public void finish() {
    Evaluation evaluation =
        new Evaluation(
            PearlAlgorithm.PEARL.id(),
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
    PearlTestConfig test = settings.evaluation();
    Map<String, String> notes = new LinkedHashMap<>();
    unfinished.ifPresent(note -> notes.put(Evaluation.UNFINISHED, note));
    notes.put(
        "Adaptation",
        "%s of %s each, the first %s of a task with z from the prior; each return is the mean of %s with the most probable actions and a z of its own; %s."
            .formatted(
                count(test.stages(), "stage"),
                count(test.samples(), "sample"),
                count(PearlAdaptation.PRIOR_EPISODES, "episode"),
                count(test.episodes(), "episode"),
                count(test.seeds(), "seed")));
    notes.put("A*", "not searched for");
    Map<String, String> own = Yaml.flatten(Yaml.tree(settings));
    own.keySet().removeIf(key -> !key.startsWith("family.") && !key.startsWith("evaluation."));
    notes.put(SettingsNote.TOPIC, SettingsNote.text(own));
    return notes;
  }
}
