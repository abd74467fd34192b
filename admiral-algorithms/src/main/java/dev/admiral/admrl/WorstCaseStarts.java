package dev.admiral.admrl;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Where {@link WorstCaseSearch} starts. */
public final class WorstCaseStarts {
  private WorstCaseStarts() {}

  /**
   * A task whose gap is known, such as one of the evaluation's grid.
   *
   * @param task ψ
   * @param gap Gₙ(ψ), at the n that matters to the caller; not NaN
   */
  public record Measured(List<Double> task, double gap) {
    public Measured {
      task = List.copyOf(task);
      if (Double.isNaN(gap)) {
        throw new IllegalArgumentException("the gap of task " + task + " is NaN");
      }
    }
  }

  /**
   * The {@code count} measured tasks with the largest gaps, the worst first, those that were given first
   * before others as bad. Where fewer are given, the rest is spread over Ψ.
   *
   * @param parameters Ψ, bounded
   */
  public static List<double[]> choose(
      int count, List<Measured> measured, Box parameters, RandomStream random) {
    List<double[]> starts = new ArrayList<>();
    measured.stream()
        .sorted(Comparator.comparingDouble(Measured::gap).reversed())
        .limit(count)
        .map(task -> task.task().stream().mapToDouble(Double::doubleValue).toArray())
        .forEach(starts::add);
    starts.addAll(spread(count - starts.size(), parameters, random));
    return starts;
  }

  /**
   * A Latin hypercube: of {@code count} equal slices of every parameter's range each holds one task, which
   * is uniform in it.
   */
  static List<double[]> spread(int count, Box parameters, RandomStream random) {
    double[][] unit = new double[count][parameters.size()];
    for (int i = 0; i < parameters.size(); i++) {
      int[] slices = permutation(count, random);
      for (int n = 0; n < count; n++) {
        unit[n][i] = 2 * (slices[n] + random.nextDouble()) / count - 1;
      }
    }
    return Arrays.stream(unit).map(parameters::fromUnit).toList();
  }

  private static int[] permutation(int size, RandomStream random) {
    int[] permutation = new int[size];
    for (int n = 0; n < size; n++) {
      int other = random.nextInt(n + 1);
      permutation[n] = permutation[other];
      permutation[other] = n;
    }
    return permutation;
  }
}
