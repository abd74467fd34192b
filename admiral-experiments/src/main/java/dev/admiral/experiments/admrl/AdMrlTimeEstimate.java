package dev.admiral.experiments.admrl;

import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.admrl.AdMrlWork.Rates;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Foretells a run's time: an iteration of virtual training, a collection and an update of the search for
 * A⋆ are timed at their full sizes; {@link AdMrlWork} says how often the settings ask for them. Their cost hardly
 * depends on what has been learned, since the numbers of samples are fixed.
 */
final class AdMrlTimeEstimate {
  private final AdMrlSettings settings;
  private final TaskFamily family;
  private final RandomStreams streams;
  private final Workers workers;

  AdMrlTimeEstimate(
      AdMrlSettings settings, TaskFamily family, RandomStreams streams, Workers workers) {
    this.settings = settings;
    this.family = family;
    this.streams = streams;
    this.workers = workers;
  }

  TimeEstimate measure() {
    double training =
        AdMrlWork.ofTraining(settings.training(), family).seconds(rates(workers, streams, false));
    double evaluation = settings.evaluation().tasks().isEmpty() ? 0 : evaluation(ofSerialJobs());
    return new TimeEstimate(duration(training), duration(evaluation));
  }

  /** Of the jobs of {@link ModelErrorPlan}, one for each test task. */
  Duration ofModelErrors() {
    EvaluationConfig evaluation = settings.evaluation();
    int jobs = TestTasks.of(evaluation.tasks(), family).tasks().size();
    double seconds =
        AdMrlWork.ofModelErrors(evaluation, settings.training().samples(), family)
            .seconds(ofSerialJobs());
    return duration(seconds / Math.min(jobs, workers.count()));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** The visits of a path follow one another, however many workers there are. */
  private double evaluation(Rates rates) {
    EvaluationConfig evaluation = settings.evaluation();
    int starts = evaluation.worstCase().starts();
    double path =
        starts == 0
            ? 0
            : AdMrlWork.ofWorstCasePath(
                    evaluation, settings.training().gradient().episodes(), family)
                .seconds(rates);
    double all = AdMrlWork.ofEvaluation(evaluation, family).seconds(rates) + starts * path;
    return Math.max(path, all / workers.count());
  }

  /** The mean rates of as many jobs at a time as there are workers. */
  private Rates ofSerialJobs() {
    Rates[] rates = new Rates[workers.count()];
    workers.run(
        rates.length,
        i ->
            rates[i] =
                rates(
                    Workers.SERIAL,
                    new RandomStreams(i),
                    settings.evaluation().optimum().updates() > 0));
    return new Rates(
        mean(rates, Rates::iteration),
        mean(rates, Rates::realStep),
        mean(rates, Rates::optimumUpdate));
  }

  private static double mean(Rates[] rates, ToDoubleFunction<Rates> rate) {
    return Arrays.stream(rates).mapToDouble(rate).average().orElseThrow();
  }

  private Rates rates(Workers team, RandomStreams random, boolean searches) {
    try (Slbo slbo = new Slbo(settings.training().slbo(), family, random, team)) {
      slbo.task(family.parameters().fromUnit(new double[family.parameters().size()]));
      float[] policy = slbo.newPolicy();
      int samples = settings.training().samples();
      slbo.collect(policy, samples); // warms up, as the first iteration does
      double collection = seconds(() -> slbo.collect(policy, samples));
      slbo.train(policy);
      double iteration = seconds(() -> slbo.train(policy));
      double update = searches ? optimumUpdate(slbo, policy, random) : 0;
      return new Rates(iteration, collection / samples, update);
    }
  }

  /** From the difference of two searches, since each also measures what it has found. */
  private double optimumUpdate(Slbo slbo, float[] policy, RandomStreams random) {
    double one = seconds(() -> search(1, slbo, policy, random));
    double three = seconds(() -> search(3, slbo, policy, random));
    return Math.max(0, three - one) / 4;
  }

  private void search(int updates, Slbo slbo, float[] policy, RandomStreams random) {
    EvaluationConfig evaluation = settings.evaluation();
    var _ =
        new OptimalReturnSearch(
                new OptimalReturnConfig(updates, evaluation.optimum().samples()),
                evaluation.adaptation(),
                settings.training().slbo().trpo(),
                settings.training().slbo().initialStd())
            .search(slbo, slbo.task(), policy, random, part -> {});
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }
}
