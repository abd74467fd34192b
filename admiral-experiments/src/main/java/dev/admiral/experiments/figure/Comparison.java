package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.statistics.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Methods measured on the same tasks, with one A*(ψ) for all of them: the best that any run of any
 * method knows. Only then do their gaps compare.
 */
final class Comparison {
  private final List<MethodRuns> methods;
  private final List<List<Double>> tasks;

  private Comparison(List<MethodRuns> methods) {
    this.methods = methods;
    this.tasks = methods.getFirst().runs().getFirst().evaluation().tasks();
  }

  /**
   * Shares A*(ψ) among the methods.
   *
   * @throws IllegalArgumentException when there is no method, when two have one identifier, when runs
   *     differ in their family, Ψ or tasks, or runs of one method in their n
   */
  static Comparison of(List<MethodRuns> methods) {
    check(methods);
    Iterator<Evaluation> shared =
        Evaluation.withSharedOptima(evaluations(methods).stream().map(Named::evaluation).toList())
            .iterator();
    List<MethodRuns> result = new ArrayList<>();
    for (MethodRuns method : methods) {
      result.add(
          new MethodRuns(
              method.method(),
              method.label(),
              method.runs().stream()
                  .map(run -> new EvaluatedRun(run.seed(), shared.next()))
                  .toList()));
    }
    return new Comparison(List.copyOf(result));
  }

  private record Named(String name, Evaluation evaluation) {}

  private static List<Named> evaluations(List<MethodRuns> methods) {
    return methods.stream()
        .flatMap(method ->
            method.runs().stream()
                .map(run ->
                    new Named(method.method() + ", training seed " + run.seed(), run.evaluation())))
        .toList();
  }

  private static void check(List<MethodRuns> methods) {
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("a figure needs at least one method");
    }
    List<String> names = methods.stream().map(MethodRuns::method).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("a figure names each method once, unlike " + names);
    }
    List<Named> all = evaluations(methods);
    Named first = all.getFirst();
    for (Named other : all) {
      if (!other.evaluation().comparableWith(first.evaluation())
          || !new HashSet<>(other.evaluation().tasks())
              .equals(new HashSet<>(first.evaluation().tasks()))) {
        throw new IllegalArgumentException(
            "%s and %s were not evaluated on the same tasks".formatted(first.name(), other.name()));
      }
    }
    for (MethodRuns method : methods) {
      for (EvaluatedRun run : method.runs()) {
        if (!run.evaluation().sampleSizes().equals(method.sampleSizes())) {
          throw new IllegalArgumentException(
              "training seeds %d and %d of %s were measured after different numbers of samples: %s and %s"
                  .formatted(
                      method.runs().getFirst().seed(),
                      run.seed(),
                      method.method(),
                      method.sampleSizes(),
                      run.evaluation().sampleSizes()));
        }
      }
    }
  }

  List<MethodRuns> methods() {
    return methods;
  }

  /** What is the same for all: the family, Ψ and the names of its parameters. */
  Evaluation family() {
    return methods.getFirst().runs().getFirst().evaluation();
  }

  /** The evaluated tasks ψ. */
  List<List<Double>> tasks() {
    return tasks;
  }

  /** The largest n that every method was measured after; empty where there is none. */
  OptionalInt lastSharedSamples() {
    TreeSet<Integer> shared = new TreeSet<>(methods.getFirst().sampleSizes());
    methods.forEach(method -> shared.retainAll(method.sampleSizes()));
    return shared.isEmpty() ? OptionalInt.empty() : OptionalInt.of(shared.last());
  }

  /** A*(ψ) of {@code someTasks}, shape {@code [task]}. */
  double[] optima(List<List<Double>> someTasks) {
    return someTasks.stream().mapToDouble(task -> family().optimum(task).meanReturn()).toArray();
  }

  /** Aₙ(ψ) of each run, each of {@code someTasks}, each evaluation seed. */
  static List<List<List<Score>>> scores(
      MethodRuns method, List<List<Double>> someTasks, int samples) {
    return method.runs().stream()
        .map(run -> someTasks.stream().map(task -> scores(run, task, samples)).toList())
        .toList();
  }

  private static List<Score> scores(EvaluatedRun run, List<Double> task, int samples) {
    return run.evaluation().results().stream()
        .filter(result -> result.samples() == samples && result.task().equals(task))
        .map(Comparison::score)
        .toList();
  }

  private static Score score(AdaptationResult result) {
    return new Score(result.meanReturn(), result.standardError());
  }

  /** The mean over runs of Gₙ(ψ). */
  static double gap(MethodRuns method, List<Double> task, int samples) {
    return method.runs().stream()
        .mapToDouble(run -> run.evaluation().gap(task, samples))
        .average()
        .orElseThrow();
  }
}
