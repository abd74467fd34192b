package dev.admiral.experiments.comparison;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.SettingsNote;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A job for each seed and test task; what they measured becomes {@code evaluation.csv} and {@code .json}. */
final class AdaptationTestPlan<C extends Record> implements EvaluationPlan {
  private final AdaptiveAlgorithm<C> algorithm;
  private final C settings;
  private final TestedModel model;
  private final Optional<String> unfinished;
  private final EvaluationFolder results;
  private final AdaptationTestConfig test;
  private final TestTasks tests;

  AdaptationTestPlan(
      AdaptiveAlgorithm<C> algorithm, C settings, TrainedModel model, EvaluationFolder results) {
    this.algorithm = algorithm;
    this.settings = settings;
    this.model = TestedModel.of(algorithm, settings, model);
    this.unfinished = algorithm.unfinished(settings, model.checkpoint());
    this.results = results;
    this.test = algorithm.test(settings);
    this.tests = TestTasks.of(test.tasks(), algorithm.testedFamily(settings, model.environment()));
  }

  @Override
  public List<AdaptationTestJob> jobs() {
    List<AdaptationTestJob> jobs = new ArrayList<>();
    for (int seed = 1; seed <= test.seeds(); seed++) {
      for (int i = 0; i < tests.tasks().size(); i++) {
        jobs.add(
            new AdaptationTestJob(model, results.jobs().toString(), i, tests.tasks().get(i), seed));
      }
    }
    return jobs;
  }

  @Override
  public void finish() {
    List<AdaptationTestJob.Result> measured =
        jobs().stream().map(AdaptationTestJob::result).toList();
    TaskFamily family = tests.family();
    Evaluation evaluation =
        new Evaluation(
            algorithm.id(),
            family.id(),
            family.parameterNames(),
            family.parameters(),
            tests.gridShape(),
            measured.stream().flatMap(result -> result.adaptation().stream()).toList(),
            measured.stream().flatMap(result -> result.optimum().stream()).toList(),
            List.of(),
            notes());
    results.write(evaluation);
  }

  private Map<String, String> notes() {
    Map<String, String> notes = new LinkedHashMap<>();
    unfinished.ifPresent(note -> notes.put(Evaluation.UNFINISHED, note));
    notes.put(
        "Adaptation",
        "%s; each return is the mean of %s; %s."
            .formatted(
                algorithm.adaptationNote(settings),
                count(test.adaptation().episodes(), "episode"),
                count(test.seeds(), "seed")));
    notes.put(
        "A*",
        test.optimum().updates() == 0
            ? "not searched for by this run, which knows the best return that it measured for the"
                + " task"
            : "the best of: %s of %s in the real simulator from a fresh policy; any return measured for the task. It is a lower bound on the optimum, so gaps are too."
                .formatted(
                    count(test.optimum().updates(), "TRPO update"),
                    count(test.optimum().samples(), "sample")));
    ObjectNode own = Yaml.tree(settings);
    own.retain(Set.of("family", algorithm.testGroup()));
    notes.put(SettingsNote.TOPIC, SettingsNote.text(Yaml.flatten(own)));
    return notes;
  }
}
