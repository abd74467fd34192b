package dev.admiral.experiments.evaluation;

import dev.admiral.admrl.WorstCasePath;
import dev.admiral.space.Box;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the evaluation of one trained method on one task family measured.
 *
 * @param method the algorithm's name, such as {@code admrl}
 * @param family the task family's, such as {@code hopper-2d}
 * @param parameterNames what each parameter of ψ means, with its unit
 * @param parameters Ψ
 * @param gridShape the number of values of each parameter; empty where the tasks form no grid
 * @param results every measured Aₙ(ψ): each task after each n, by one or more seeds; empty where only
 *     the training is known
 * @param optima estimates of A*(ψ); a task may have none
 * @param visitedTasks the tasks of meta-training, in order
 * @param worstCasePaths what a search for the worst case in all of Ψ visited, a path for each start; empty
 *     where there was no search
 * @param notes what a reader must know about the measurements, by topic
 */
public record Evaluation(
    String method,
    String family,
    List<String> parameterNames,
    Box parameters,
    List<Integer> gridShape,
    List<AdaptationResult> results,
    List<OptimalReturn> optima,
    List<VisitedTask> visitedTasks,
    List<WorstCasePath> worstCasePaths,
    Map<String, String> notes) {

  /** The topic of the note that an evaluation of a training that had not ended has: how far it was. */
  public static final String UNFINISHED = "Training";

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException when a task has not as many parameters as Ψ, or lacks the result of
   *     some n
   */
  public Evaluation {
    parameterNames = List.copyOf(parameterNames);
    gridShape = List.copyOf(gridShape);
    results = List.copyOf(results);
    optima = List.copyOf(optima);
    visitedTasks = List.copyOf(visitedTasks);
    worstCasePaths = List.copyOf(worstCasePaths);
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    int size = parameters.size();
    Stream.of(
            Stream.of(parameterNames),
            results.stream().map(AdaptationResult::task),
            optima.stream().map(OptimalReturn::task),
            visitedTasks.stream().map(VisitedTask::task),
            points(worstCasePaths).map(WorstCasePath.Point::task))
        .flatMap(lists -> lists)
        .filter(list -> list.size() != size)
        .findAny()
        .ifPresent(list -> {
          throw new IllegalArgumentException(
              "the family has %d parameters, not %d as in %s".formatted(size, list.size(), list));
        });
    for (List<Double> task : tasks(results)) {
      for (int samples : sampleSizes(results)) {
        returns(results, task, samples);
      }
    }
    int stages = sampleSizes(results).size();
    if (points(worstCasePaths).anyMatch(point -> point.returns().size() != stages)) {
      throw new IllegalArgumentException(
          "a task of the search for the worst case has not one return for each of the %d n"
              .formatted(stages));
    }
  }

  /** An evaluation without a search for the worst case. */
  public Evaluation(
      String method,
      String family,
      List<String> parameterNames,
      Box parameters,
      List<Integer> gridShape,
      List<AdaptationResult> results,
      List<OptimalReturn> optima,
      List<VisitedTask> visitedTasks,
      Map<String, String> notes) {
    this(
        method,
        family,
        parameterNames,
        parameters,
        gridShape,
        results,
        optima,
        visitedTasks,
        List.of(),
        notes);
  }

  private static Stream<WorstCasePath.Point> points(List<WorstCasePath> paths) {
    return paths.stream().flatMap(path -> path.points().stream());
  }

  /** The tasks ψ, in the order in which the results name them. */
  public List<List<Double>> tasks() {
    return tasks(results);
  }

  private static List<List<Double>> tasks(List<AdaptationResult> results) {
    return results.stream().map(AdaptationResult::task).distinct().toList();
  }

  /** Every n at which adaptation was measured, increasing. */
  public List<Integer> sampleSizes() {
    return sampleSizes(results);
  }

  private static List<Integer> sampleSizes(List<AdaptationResult> results) {
    return results.stream().map(AdaptationResult::samples).distinct().sorted().toList();
  }

  /** Aₙ(ψ) of every seed, in the order of the results; shape {@code [seed]}. */
  public double[] returns(List<Double> task, int samples) {
    return returns(results, task, samples);
  }

  private static double[] returns(List<AdaptationResult> results, List<Double> task, int samples) {
    double[] returns =
        results.stream()
            .filter(result -> result.samples() == samples && result.task().equals(task))
            .mapToDouble(AdaptationResult::meanReturn)
            .toArray();
    if (returns.length == 0) {
      throw new IllegalArgumentException(
          "task " + task + " has no result after " + samples + " samples");
    }
    return returns;
  }

  /** Aₙ(ψ): the mean over seeds. */
  public double adaptedReturn(List<Double> task, int samples) {
    double[] returns = returns(task, samples);
    double sum = 0;
    for (double value : returns) {
      sum += value;
    }
    return sum / returns.length;
  }

  /**
   * A*(ψ): the largest of the estimates for this task and of every Aₙ(ψ) that was measured, with its
   * source.
   */
  public OptimalReturn optimum(List<Double> task) {
    Stream<OptimalReturn> measured =
        sampleSizes().stream().map(samples -> measuredOptimum(task, samples));
    Stream<OptimalReturn> estimated = optima.stream().filter(o -> o.task().equals(task));
    // Estimates come last so that a tie counts as estimated.
    return Stream.concat(measured, estimated)
        .reduce((best, next) -> next.meanReturn() >= best.meanReturn() ? next : best)
        .orElseThrow();
  }

  private OptimalReturn measuredOptimum(List<Double> task, int samples) {
    return new OptimalReturn(
        task,
        adaptedReturn(task, samples),
        Double.NaN,
        samples,
        method + " after " + samples + " samples");
  }

  /**
   * Whether A*(ψ) was estimated by more than what the measured policies reached. Without that, gaps only say by
   * how much some of the measurements are below others.
   */
  public boolean estimatesOptima() {
    return !optima.isEmpty();
  }

  /** Gₙ(ψ) = A*(ψ) − Aₙ(ψ). */
  public double gap(List<Double> task, int samples) {
    return optimum(task).meanReturn() - adaptedReturn(task, samples);
  }

  /** Gₙᵐᵃˣ and the task where it is; the first where several share it. */
  public TaskGap worstGap(int samples) {
    return tasks().stream()
        .map(task -> new TaskGap(task, gap(task, samples)))
        .reduce((worst, next) -> next.gap() > worst.gap() ? next : worst)
        .orElseThrow();
  }

  /**
   * The task with the largest gap of those that the search for the worst case visited; empty where there was
   * no search. Its A*(ψ) is that of the search.
   */
  public Optional<TaskGap> searchedWorstGap(int samples) {
    if (worstCasePaths.isEmpty()) {
      return Optional.empty();
    }
    int stage = sampleSizes().indexOf(samples);
    WorstCasePath.Point worst = WorstCasePath.worst(worstCasePaths, stage);
    return Optional.of(new TaskGap(worst.task(), worst.gap(stage)));
  }

  /**
   * The same evaluations with one A*(ψ) for all of them, the best that any of them knows, so that
   * their gaps compare. Only those of one family, over the same Ψ, belong together.
   */
  public static List<Evaluation> withSharedOptima(Collection<Evaluation> evaluations) {
    Map<List<Double>, OptimalReturn> best = new LinkedHashMap<>();
    for (Evaluation evaluation : evaluations) {
      for (List<Double> task : evaluation.tasks()) {
        best.merge(
            task,
            evaluation.optimum(task),
            (known, next) -> next.meanReturn() > known.meanReturn() ? next : known);
      }
    }
    return evaluations.stream()
        .map(evaluation ->
            evaluation.withOptima(
                evaluation.tasks().stream()
                    .flatMap(task -> Optional.ofNullable(best.get(task)).stream())
                    .toList()))
        .toList();
  }

  private Evaluation withOptima(List<OptimalReturn> newOptima) {
    return new Evaluation(
        method,
        family,
        parameterNames,
        parameters,
        gridShape,
        results,
        newOptima,
        visitedTasks,
        worstCasePaths,
        notes);
  }

  /** True when both are about the same family over the same Ψ. */
  public boolean comparableWith(Evaluation other) {
    return family.equals(other.family) && parameters.equals(other.parameters);
  }
}
