package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.comparison.TestTasksCheck;
import dev.admiral.experiments.comparison.TestTasksConfig;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.mujoco.task.CheetahHighdim;
import dev.admiral.mujoco.task.HalfCheetahDirection;
import dev.admiral.mujoco.task.ReacherGoal;
import dev.admiral.space.Box;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.WiderFamily;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestTasksTest {
  /** Ψ is [−1, 1]². */
  private static final TaskFamily BOAT = new RiverBoat();

  private static TestTasks tasks(TaskFamily family, String... assignments) {
    return TestTasks.of(config(family, assignments), family);
  }

  private static TestTasksConfig config(TaskFamily family, String... assignments) {
    AdMrlSettings defaults = AdMrlSettings.defaults(AdMrlAlgorithm.ADMRL.selection(), family);
    AdMrlSettings settings =
        Preset.load("admrl", "quick")
            .applyTo(
                defaults,
                Arrays.stream(assignments).map(each -> "evaluation.tasks." + each).toList());
    new SettingsCheck(settings, family).run(AdMrlAlgorithm.ADMRL);
    return settings.evaluation().tasks();
  }

  private static List<List<Double>> lists(TestTasks tests) {
    return tests.tasks().stream().map(task -> Arrays.stream(task).boxed().toList()).toList();
  }

  /** Reacher's targets are on a disc: of the square's nine, the four corners are none. */
  @Test
  void areThoseOfTheGridThatAreTasks() {
    TestTasks targets = TestTasks.of(grid(3), new ReacherGoal());
    assertThat(lists(targets))
        .containsExactly(
            List.of(-0.2, 0.0),
            List.of(0.0, -0.2),
            List.of(0.0, 0.0),
            List.of(0.0, 0.2),
            List.of(0.2, 0.0));
    assertThat(targets.gridShape()).isEmpty();

    TestTasks directions = TestTasks.of(grid(3), new ContextualFamily(new HalfCheetahDirection()));
    assertThat(lists(directions)).containsExactly(List.of(-1.0), List.of(1.0));

    assertThatThrownBy(
            () -> new TestTasksCheck("evaluation", new HalfCheetahDirection()).tasks(grid(1)))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching(
            "evaluation\\.tasks\\.grid \\[1] has none of the tasks of half-cheetah-dir, such as"
                + " \\[-?1\\.0]");
  }

  @Test
  void areNotDrawnFromABoundaryThatHasNone() {
    TestTasksConfig drawn = new TestTasksConfig(List.of(), false, 5, List.of(), List.of());
    new TestTasksCheck("evaluation", new HalfCheetahDirection()).tasks(drawn);
    assertThatThrownBy(() -> new TestTasksCheck("evaluation", new ReacherGoal()).tasks(drawn))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "evaluation.tasks.boundary-tasks must be 0 on reacher, whose tasks");
  }

  private static TestTasksConfig grid(int size) {
    return new TestTasksConfig(List.of(size), false, 0, List.of(), List.of());
  }

  @Test
  void areAGridWithItsCorners() {
    TestTasks tests = tasks(BOAT, "grid=[2, 3]");

    assertThat(tests.gridShape()).containsExactly(2, 3);
    assertThat(tests.family()).isSameAs(BOAT);
    assertThat(lists(tests))
        .containsExactly(
            List.of(-1.0, -1.0),
            List.of(-1.0, 0.0),
            List.of(-1.0, 1.0),
            List.of(1.0, -1.0),
            List.of(1.0, 0.0),
            List.of(1.0, 1.0));
  }

  @Test
  void oneNumberIsThatManyOfEveryParameter() {
    TestTasks tests = tasks(BOAT, "grid=[4]");

    assertThat(tests.gridShape()).containsExactly(4, 4);
    assertThat(lists(tests)).isEqualTo(lists(tasks(BOAT, "grid=[4, 4]"))).hasSize(16);
  }

  @Test
  void onTheBoundaryAloneAreTheGridsRim() {
    TestTasks tests = tasks(BOAT, "grid=[6]", "boundary-only=true");

    assertThat(tests.gridShape()).isEmpty();
    assertThat(lists(tests))
        .hasSize(20)
        .doesNotHaveDuplicates()
        .allMatch(task -> onBoundary(task, 1))
        .isSubsetOf(lists(tasks(BOAT, "grid=[6]")));
  }

  private static boolean onBoundary(List<Double> task, double bound) {
    return task.stream().allMatch(x -> Math.abs(x) <= bound)
        && task.stream().anyMatch(x -> Math.abs(x) == bound);
  }

  @Test
  void drawnFromTheBoundaryAreTheSameForEveryRun() {
    CheetahHighdim cheetah = new CheetahHighdim();
    TestTasks tests = tasks(cheetah, "grid=[]", "boundary-tasks=20");

    assertThat(lists(tests))
        .hasSize(20)
        .doesNotHaveDuplicates()
        .allMatch(task -> task.size() == 18 && onBoundary(task, 1))
        .isEqualTo(lists(tasks(new CheetahHighdim(), "grid=[]", "boundary-tasks=20")));
    assertThat(tests.gridShape()).isEmpty();
    assertThat(lists(tasks(cheetah, "grid=[]", "boundary-tasks=3")))
        .isEqualTo(lists(tests).subList(0, 3));
  }

  @Test
  void mayLieOutsideOfTheTrainingTasks() {
    TestTasks tests = tasks(BOAT, "grid=[6]", "low=[-5, -5]", "high=[5, 5]", "boundary-only=true");

    assertThat(tests.family()).isInstanceOf(WiderFamily.class);
    assertThat(tests.family().parameters()).isEqualTo(Box.cube(2, -5, 5));
    assertThat(tests.family().id()).isEqualTo(BOAT.id());
    assertThat(lists(tests)).hasSize(20).allMatch(task -> onBoundary(task, 5));
  }

  @Test
  void boundsThatAreThoseOfTrainingChangeNothing() {
    TestTasks tests = tasks(BOAT, "low=[-1, -1]", "high=[1, 1]");

    assertThat(tests.family()).isSameAs(BOAT);
    assertThat(lists(tests)).isEqualTo(lists(tasks(BOAT)));
  }

  @Test
  void theDefaultsAreThePapers() {
    assertThat(TestTasksConfig.defaults(2).gridShape(2)).containsExactly(6, 6);
    assertThat(TestTasksConfig.defaults(3).gridShape(3)).containsExactly(4, 4, 3);
    assertThat(TestTasksConfig.defaults(18).grid()).isEmpty();
    assertThat(TestTasksConfig.defaults(18).boundaryTasks()).isEqualTo(20);
    assertThat(config(BOAT, "grid=[]").isEmpty()).isTrue();
    assertThat(config(BOAT).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grid=[0]|grid must have at least 1 value of each, not [0]",
        "boundary-tasks=-1|boundary-tasks must not be negative: -1",
        "boundary-tasks=3|boundary-tasks are in place of a grid: set grid=[] with them,"
            + " or boundary-tasks=0 with a grid",
        "low=[0, 0]|low and high must be of one length, not [0.0, 0.0] and []",
        "grid=[2, 2, 2]|grid must have one number, or one for each of river-boat's 2 parameters,"
            + " not [2, 2, 2]",
        "grid=[1000]|grid [1000] is 1.00e+06 tasks, but there may be at most 100000: set grid=[]"
            + " and boundary-tasks instead",
        "grid=[] boundary-tasks=2000000000|boundary-tasks may be at most 100000, not 2000000000",
        "low=[0] high=[1]|low must have a bound for each of river-boat's 2 parameters, not [0.0]",
        "low=[0, 2] high=[1, 1]|low must not exceed high, as 2.0 does 1.0",
        "low=[0, .nan] high=[1, 1]|low must not exceed high, as NaN does 1.0",
        "low=[-.inf, 0] high=[1, 1]|low and high must be finite, not [-Infinity, 0.0] and [1.0,"
            + " 1.0]",
        "grid=[1] boundary-only=true|boundary-only leaves none of grid [1]: it has no task on the"
            + " boundary",
      })
  void whatIsImpossibleIsNamed(String assignments, String message) {
    assertThatThrownBy(() -> config(BOAT, assignments.split(" (?=[a-z])")))
        .isInstanceOf(UsageException.class)
        .hasMessage("evaluation.tasks." + message);
  }
}
