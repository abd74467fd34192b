package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.space.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLatticeTest {

  private static List<List<Double>> tasks(SampleMethods.Setting setting) {
    return setting.tasks().stream().map(task -> Arrays.stream(task).boxed().toList()).toList();
  }

  @Test
  void wholeGridsAndTheirBordersAreGrids() {
    assertThat(TaskLattice.of(tasks(SampleMethods.ant2d()))).isPresent();
    assertThat(TaskLattice.of(tasks(SampleMethods.ant3d())).orElseThrow().values())
        .extracting(List::size)
        .containsExactly(4, 4, 3);
    List<List<Double>> border = tasks(SampleMethods.ood());
    assertThat(border).hasSize(20);
    assertThat(TaskLattice.of(border).orElseThrow().values().get(1)).hasSize(6);
    assertThat(border).allMatch(TaskLattice.of(border).orElseThrow()::isOnBorder);
  }

  @Test
  void otherTasksAreNone() {
    List<List<Double>> border = tasks(SampleMethods.ood());
    assertThat(TaskLattice.of(border.subList(1, 20))).isEmpty();
    assertThat(TaskLattice.of(tasks(SampleMethods.cheetah()))).isEmpty();
    assertThat(TaskLattice.of(List.of(List.of(1.0), List.of(2.0)))).isEmpty();
  }

  @Test
  void theBorderIsThatOfAnyParameter() {
    TaskLattice grid = TaskLattice.of(tasks(SampleMethods.ant3d())).orElseThrow();
    assertThat(tasks(SampleMethods.ant3d()).stream().filter(grid::isOnBorder)).hasSize(48 - 4);
  }

  /** In units of Ψ, whatever the parameters' own: the nearer face counts. */
  @Test
  void distancesAreInUnitsOfTheBox() {
    Box box = Box.of(new double[] {-2, 1}, new double[] {2, 3});
    assertThat(BoundaryVisits.distance(List.of(0.0, 2.0), box)).isEqualTo(1);
    assertThat(BoundaryVisits.distance(List.of(1.0, 2.0), box)).isEqualTo(0.5);
    assertThat(BoundaryVisits.distance(List.of(1.0, 1.25), box)).isEqualTo(0.25);
    assertThat(BoundaryVisits.distance(List.of(-2.0, 2.0), box)).isZero();
  }

  @Test
  void visitsAreCountedOnTheBoundary() {
    Evaluation evaluation =
        SampleMethods.methods(1, SampleMethods.ant2d(), 1, 1)
            .getFirst()
            .runs()
            .getFirst()
            .evaluation();
    BoundaryVisits visits = new BoundaryVisits(new EvaluatedRun(1, evaluation));
    assertThat(visits.first()).hasValue(3);
    assertThat(visits.share()).isEqualTo(18 / 20.0);
  }
}
