package dev.admiral.experiments.comparison;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskGrid;
import dev.admiral.task.TaskSampler;
import dev.admiral.task.WiderFamily;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tasks of an evaluation: of a grid over Ψ, those that p(ψ) reaches. Not every point of Ψ is a task of families
 * with a few tasks only, or with tasks on a disc.
 *
 * @param family whose Ψ holds them
 * @param gridShape how many values of each parameter they have; empty where they are no full grid
 * @param tasks each of Ψ's size
 */
public record TestTasks(TaskFamily family, List<Integer> gridShape, List<double[]> tasks) {
  /** The same tasks for every run, so that runs compare. */
  private static final long SEED = 0;

  /**
   * The tasks of a configuration that {@link TestTasksCheck} has passed.
   *
   * @param trained the family of training
   */
  public static TestTasks of(TestTasksConfig config, TaskFamily trained) {
    Box box =
        config.low().isEmpty()
            ? trained.parameters()
            : Box.of(array(config.low()), array(config.high()));
    TaskFamily family = box.equals(trained.parameters()) ? trained : new WiderFamily(trained, box);
    if (config.boundaryTasks() > 0) {
      RandomStream random = RandomStream.of(SEED);
      TaskSampler sampler = new TaskSampler.Boundary();
      return new TestTasks(
          family,
          List.of(),
          IntStream.range(0, config.boundaryTasks())
              .mapToObj(i -> sampler.sample(box, i, random))
              .toList());
    }
    List<Integer> shape = config.gridShape(box.size());
    TaskSampler boundary = new TaskSampler.Boundary();
    List<double[]> grid = new TaskGrid(box, shape).tasks();
    List<double[]> tasks =
        grid.stream()
            .filter(task -> family.distribution().reaches(box, task))
            .filter(task -> !config.boundaryOnly() || boundary.reaches(box, task))
            .toList();
    return new TestTasks(family, tasks.size() == grid.size() ? shape : List.of(), tasks);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
