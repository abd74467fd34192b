package dev.admiral.experiments.figure;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.TaskSampler;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How probable it is that a method that draws its training tasks is on the boundary of Ψ. */
public final class BoundaryChance {
  private static final int DRAWS = 100_000;

  private BoundaryChance() {}

  /** The share of draws that count as on the boundary, of so many that its standard error is below 0.002. */
  public static double of(TaskSampler sampler, Box parameters) {
    RandomStream random = RandomStream.of(1);
    return IntStream.range(0, DRAWS)
            .mapToObj(i -> Arrays.stream(sampler.sample(parameters, i, random)).boxed().toList())
            .filter(task -> BoundaryVisits.distance(task, parameters) <= BoundaryVisits.CLOSE)
            .count()
        / (double) DRAWS;
  }
}
