package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.WorstCaseStarts;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.random.RandomStream;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A job for each seed and test task, and one for each start of the search for the worst case; what they
 * measured becomes {@code evaluation.csv} and {@code .json}, and {@code worst-case.csv}.
 */
final class AdMrlEvaluationPlan implements EvaluationPlan {
  /** The same starts for every run, so that runs compare. */
  private static final long STARTS_SEED = 0;

  private final String method;
  private final AdMrlSettings settings;
  private final String environment;
  private final long trainingSeed;
  private final RunFolder run;
  private final long step;
  private final EvaluationFolder results;
  private final TestTasks tests;
  private final List<VisitedTask> visitedTasks;
  private final int finishedTasks;

  AdMrlEvaluationPlan(
      String method, AdMrlSettings settings, TrainedModel model, EvaluationFolder results) {
    this.method = method;
    this.settings = settings;
    this.environment = model.environment();
    this.trainingSeed = model.seed();
    this.run = model.folder();
    this.step = model.step();
    this.results = results;
    this.tests =
        TestTasks.of(settings.evaluation().tasks(), AdMrlAlgorithm.family(settings, environment));
    this.visitedTasks = visitedTasks(model.checkpoint(), tests.family());
    this.finishedTasks = (int) model.checkpoint().integer("task-index");
  }

  /** The searches come first, since they take the longest. */
  @Override
  public List<AdMrlJob<?>> jobs() {
    List<AdMrlJob<?>> jobs = new ArrayList<>(searches());
    jobs.addAll(adaptations());
    return jobs;
  }

  private List<WorstCaseJob> searches() {
    JobContext context = context();
    List<double[]> starts =
        WorstCaseStarts.choose(
            settings.evaluation().worstCase().starts(),
            List.of(), // the test tasks are measured at the same time
            tests.family().parameters(),
            RandomStream.of(STARTS_SEED));
    return IntStream.range(0, starts.size())
        .mapToObj(i -> new WorstCaseJob(context, i, starts.get(i)))
        .toList();
  }

  private List<AdaptationJob> adaptations() {
    JobContext context = context();
    List<AdaptationJob> jobs = new ArrayList<>();
    for (int seed = 1; seed <= settings.evaluation().seeds(); seed++) {
      for (int i = 0; i < tests.tasks().size(); i++) {
        jobs.add(new AdaptationJob(context, i, tests.tasks().get(i), seed));
      }
    }
    return jobs;
  }

  private JobContext context() {
    return new JobContext(
        method,
        environment,
        trainingSeed,
        run.path().toString(),
        step,
        Yaml.write(Yaml.tree(settings)),
        results.jobs().toString());
  }

  @Override
  public void finish() {
    List<JobResult> measured = adaptations().stream().map(AdaptationJob::result).toList();
    TaskFamily family = tests.family();
    Evaluation evaluation =
        new Evaluation(
            method,
            family.id(),
            family.parameterNames(),
            family.parameters(),
            tests.gridShape(),
            measured.stream().flatMap(result -> result.adaptation().stream()).toList(),
            measured.stream().flatMap(result -> result.optimum().stream()).toList(),
            visitedTasks,
            searches().stream().map(WorstCaseJob::result).toList(),
            EvaluationNotes.of(settings, run, finishedTasks));
    results.write(evaluation);
  }

  /** The tasks of the training, in order. */
  static List<VisitedTask> visitedTasks(Checkpoint checkpoint, TaskFamily family) {
    List<double[]> tasks = AdMrl.visitedTasks(checkpoint, family);
    return IntStream.range(0, tasks.size())
        .mapToObj(i -> new VisitedTask(i + 1, tasks.get(i)))
        .toList();
  }
}
