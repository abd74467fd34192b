package dev.admiral.experiments.comparison;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.task.TaskFamily;
import java.util.stream.Stream;

/** What must hold between test tasks and the family that they are of. */
public final class TestTasksCheck {
  /** More than these are a mistake. */
  public static final int MAXIMUM_TASKS = 100_000;

  private final String group;
  private final TaskFamily family;

  /**
   * @param group the group of the settings, for messages, such as {@code evaluation}
   * @param family of training
   */
  public TestTasksCheck(String group, TaskFamily family) {
    this.group = group;
    this.family = family;
  }

  /**
   * Checks which tasks are tested on.
   *
   * @throws UsageException naming the key
   */
  public void tasks(TestTasksConfig tasks) {
    int size = family.parameters().size();
    if (tasks.grid().size() > 1 && tasks.grid().size() != size) {
      throw new UsageException(
          "%s.tasks.grid must have one number, or one for each of %s's %d parameters, not %s"
              .formatted(group, family.id(), size, tasks.grid()));
    }
    double count =
        tasks.gridShape(size).stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (count > MAXIMUM_TASKS) {
      throw new UsageException(
          "%s.tasks.grid %s is %.3g tasks, but there may be at most %d: set grid=[] and boundary-tasks instead"
              .formatted(group, tasks.grid(), count, MAXIMUM_TASKS));
    }
    if (tasks.boundaryTasks() > MAXIMUM_TASKS) {
      throw new UsageException(
          "%s.tasks.boundary-tasks may be at most %d, not %d"
              .formatted(group, MAXIMUM_TASKS, tasks.boundaryTasks()));
    }
    if (!tasks.low().isEmpty() && tasks.low().size() != size) {
      throw new UsageException(
          "%s.tasks.low must have a bound for each of %s's %d parameters, not %s"
              .formatted(group, family.id(), size, tasks.low()));
    }
    for (int i = 0; i < tasks.low().size(); i++) {
      if (!(tasks.low().get(i) <= tasks.high().get(i))) {
        throw new UsageException(
            "%s.tasks.low must not exceed high, as %s does %s"
                .formatted(group, tasks.low().get(i), tasks.high().get(i)));
      }
    }
    if (Stream.concat(tasks.low().stream(), tasks.high().stream())
        .anyMatch(bound -> bound.isInfinite())) {
      throw new UsageException(
          "%s.tasks.low and high must be finite, not %s and %s"
              .formatted(group, tasks.low(), tasks.high()));
    }
    checkDistribution(tasks);
    if (!tasks.isEmpty() && TestTasks.of(tasks, family).tasks().isEmpty()) {
      throw new UsageException(
          tasks.boundaryOnly()
              ? "%s.tasks.boundary-only leaves none of grid %s: it has no task on the boundary"
                  .formatted(group, tasks.grid())
              : "%s.tasks.grid %s has none of the tasks of %s, such as %s"
                  .formatted(group, tasks.grid(), family.id(), Environments.exampleTask(family)));
    }
  }

  /** Where tasks do not fill Ψ, hardly any point of its boundary is one. */
  private void checkDistribution(TestTasksConfig tasks) {
    if (tasks.boundaryTasks() == 0 || !tasks.low().isEmpty()) {
      return;
    }
    for (double[] task : TestTasks.of(tasks, family).tasks()) {
      if (!family.distribution().reaches(family.parameters(), task)) {
        throw new UsageException(
            "%s.tasks.boundary-tasks must be 0 on %s, whose tasks are not the whole of %s: use a grid"
                .formatted(group, family.id(), family.parameters()));
      }
    }
  }

  /**
   * Checks that samples are whole episodes.
   *
   * @param key of the number, for the message
   * @throws UsageException naming the key
   */
  public void wholeEpisodes(String key, int samples) {
    if (samples % family.horizon() != 0) {
      throw new UsageException(
          "%s must be a multiple of %s's horizon of %d, not %d"
              .formatted(key, family.id(), family.horizon(), samples));
    }
  }
}
