package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSamplerTest {
  private static final int COUNT = 20_000;
  private static final Box HOPPER = Box.of(new double[] {-2, 1.2}, new double[] {2, 2});

  /** Coordinates of {@code COUNT} tasks that map Ψ onto [−1, 1]². */
  private static double[][] unitTasks(TaskSampler sampler) {
    RandomStream random = RandomStream.of(5);
    double[][] tasks = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      double[] task = sampler.sample(HOPPER, i, random);
      assertThat(HOPPER.contains(task)).isTrue();
      tasks[i] = HOPPER.toUnit(task);
    }
    return tasks;
  }

  private static double mean(double[][] tasks, int power, int i, int j) {
    double sum = 0;
    for (double[] task : tasks) {
      sum += power == 1 ? task[i] : task[i] * task[j];
    }
    return sum / tasks.length;
  }

  @Test
  void uniformTasksHaveTheMomentsOfTheUniformDistribution() {
    double[][] tasks = unitTasks(new TaskSampler.Uniform());

    for (int i = 0; i < 2; i++) {
      assertThat(mean(tasks, 1, i, i)).isCloseTo(0, within(0.02));
      assertThat(mean(tasks, 2, i, i)).isCloseTo(1 / 3.0, within(0.01));
    }
    assertThat(mean(tasks, 2, 0, 1)).isCloseTo(0, within(0.01));
  }

  @Test
  void narrowGaussianTasksHaveTheirStandardDeviation() {
    double[][] tasks = unitTasks(new TaskSampler.Gaussian(0.2));

    for (int i = 0; i < 2; i++) {
      assertThat(mean(tasks, 1, i, i)).isCloseTo(0, within(0.01));
      assertThat(Math.sqrt(mean(tasks, 2, i, i))).isCloseTo(0.2, within(0.005));
    }
    assertThat(mean(tasks, 2, 0, 1)).isCloseTo(0, within(0.002));
  }

  @Test
  void wideGaussianTasksAreProjectedOntoTheBounds() {
    double[][] tasks = unitTasks(new TaskSampler.Gaussian(1));

    // P(|x| > 1) = 0.3173 of a standard normal x.
    int onBound = 0;
    for (double[] task : tasks) {
      onBound += Math.abs(task[0]) == 1 ? 1 : 0;
    }
    assertThat(onBound / (double) COUNT).isCloseTo(0.3173, within(0.015));
  }

  @Test
  void boundaryTasksAreUniformOnTheFaces() {
    double[][] tasks = unitTasks(new TaskSampler.Boundary());

    // Of a square: a face has x = ±1 with probability 1/2; else x is uniform, so E x² = 1/2 + 1/6.
    int onX = 0;
    for (double[] task : tasks) {
      assertThat(Math.max(Math.abs(task[0]), Math.abs(task[1]))).isEqualTo(1);
      onX += Math.abs(task[0]) == 1 ? 1 : 0;
    }
    assertThat(onX / (double) COUNT).isCloseTo(0.5, within(0.015));
    for (int i = 0; i < 2; i++) {
      assertThat(mean(tasks, 1, i, i)).isCloseTo(0, within(0.02));
      assertThat(mean(tasks, 2, i, i)).isCloseTo(2 / 3.0, within(0.01));
    }
    assertThat(mean(tasks, 2, 0, 1)).isCloseTo(0, within(0.015));
  }

  /** −0.1 + (0.3 − −0.1) is more than 0.3 in double precision. */
  @Test
  void tasksAtABoundAreNotRoundedOutOfTheBox() {
    Box narrow = Box.cube(3, -0.1, 0.3);
    RandomStream random = RandomStream.of(6);

    for (int i = 0; i < 20; i++) {
      double[] task = new TaskSampler.Gaussian(50).sample(narrow, i, random);
      assertThat(narrow.contains(task)).as("%s", task).isTrue();
    }
  }

  @Test
  void equalStreamsGiveEqualTasks() {
    for (TaskSampler sampler : List.of(new TaskSampler.Uniform(), new TaskSampler.Gaussian(1))) {
      assertThat(sampler.sample(HOPPER, 0, RandomStream.of(3)))
          .containsExactly(sampler.sample(HOPPER, 7, RandomStream.of(3)))
          .isNotEqualTo(sampler.sample(HOPPER, 0, RandomStream.of(4)));
    }
  }

  @Test
  void fixedListComesInOrderAndBeginsAgain() {
    TaskSampler list =
        new TaskSampler.FixedList(List.of(new double[] {0, 1.5}, new double[] {1, 1.7}));
    RandomStream random = RandomStream.of(1);

    assertThat(list.sample(HOPPER, 0, random)).containsExactly(0, 1.5);
    assertThat(list.sample(HOPPER, 1, random)).containsExactly(1, 1.7);
    list.sample(HOPPER, 2, random)[0] = 9;
    assertThat(list.sample(HOPPER, 2, random)).containsExactly(0, 1.5);
  }

  @Test
  void ballIsUniformOnTheEllipsoidWithin() {
    RandomStream random = RandomStream.of(6);
    int inner = 0;
    for (int i = 0; i < 10_000; i++) {
      double[] unit = HOPPER.toUnit(new TaskSampler.Ball().sample(HOPPER, i, random));
      double radius = Math.hypot(unit[0], unit[1]);
      assertThat(radius).isLessThan(1 + 1e-9);
      inner += radius < 0.5 ? 1 : 0;
    }
    assertThat(inner).isBetween(2300, 2700); // a quarter of the area, four standard deviations
  }

  @Test
  void choosesAmongTasksWithEqualProbability() {
    TaskSampler choice = new TaskSampler.Choice(List.of(new double[] {-1}, new double[] {1}));
    RandomStream random = RandomStream.of(5);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double task = choice.sample(Box.cube(1, -1, 1), i, random)[0];
      assertThat(Math.abs(task)).isEqualTo(1);
      sum += task;
    }
    assertThat(sum).isBetween(-400.0, 400.0); // four standard deviations
  }

  @Test
  void reachesWhatItSamplesAndNothingElse() {
    Box square = Box.cube(2, -3, 3);
    List<double[]> two = List.of(new double[] {1, 2}, new double[] {-3, 0});
    RandomStream random = RandomStream.of(3);
    for (TaskSampler sampler :
        List.of(
            new TaskSampler.Uniform(),
            new TaskSampler.Gaussian(1),
            new TaskSampler.Ball(),
            new TaskSampler.Boundary(),
            new TaskSampler.Choice(two),
            new TaskSampler.FixedList(two))) {
      for (int i = 0; i < 1000; i++) {
        assertThat(sampler.reaches(square, sampler.sample(square, i, random))).isTrue();
      }
      assertThat(sampler.reaches(square, new double[] {3.1, 0})).isFalse();
    }
    assertThat(new TaskSampler.Ball().reaches(square, new double[] {3, 0})).isTrue();
    assertThat(new TaskSampler.Ball().reaches(square, new double[] {2.2, 2.2})).isFalse();
    assertThat(new TaskSampler.Boundary().reaches(square, new double[] {2.9, -2.9})).isFalse();
    assertThat(new TaskSampler.Choice(two).reaches(square, new double[] {1, 2.1})).isFalse();
    assertThat(new TaskSampler.FixedList(two).reaches(square, new double[] {2, 1})).isFalse();
  }

  @Test
  void refusesWhatCannotBeSampled() {
    assertThatThrownBy(() -> new TaskSampler.Choice(List.of()))
        .hasMessage("a choice of tasks must not be empty");
    assertThatThrownBy(() -> new TaskSampler.Gaussian(0))
        .hasMessage("std must be positive, not 0.0");
    assertThatThrownBy(() -> new TaskSampler.FixedList(List.of()))
        .hasMessage("a list of tasks must not be empty");
  }
}
