package dev.admiral.experiments.environment;

import dev.admiral.random.RandomStream;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tasks on which what was trained on a family is tested where no grid is asked for: drawn from p(ψ), the same for
 * every run.
 */
public final class TestTaskSource {
  private static final long SEED = 0;

  private TestTaskSource() {}

  /** The first {@code count} of them; different ones, unless the family has fewer. */
  public static List<double[]> tasks(TaskFamily family, int count) {
    RandomStream random = RandomStream.of(SEED);
    List<double[]> tasks = new ArrayList<>();
    for (int draws = 0; tasks.size() < count && draws < 10 * count; draws++) {
      double[] task = family.distribution().sample(family.parameters(), draws, random);
      if (tasks.stream().noneMatch(known -> Arrays.equals(known, task))) {
        tasks.add(task);
      }
    }
    return tasks;
  }
}
