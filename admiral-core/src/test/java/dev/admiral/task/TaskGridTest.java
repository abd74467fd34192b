package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.space.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGridTest {

  @Test
  void isRowMajorAndHasItsCorners() {
    Box hopper = Box.of(new double[] {-2, 1.2}, new double[] {2, 2.0});
    assertThat(new TaskGrid(hopper, List.of(3, 2)).tasks())
        .containsExactly(
            new double[] {-2, 1.2},
            new double[] {-2, 2.0},
            new double[] {0, 1.2},
            new double[] {0, 2.0},
            new double[] {2, 1.2},
            new double[] {2, 2.0});
    assertThat(TaskGrid.cube(hopper, 6).tasks()).hasSize(36).allMatch(hopper::contains);
  }

  @Test
  void oneValueIsTheMiddle() {
    assertThat(new TaskGrid(Box.cube(3, -3, 3), List.of(1, 1, 2)).tasks())
        .containsExactly(new double[] {0, 0, -3}, new double[] {0, 0, 3});
  }

  /** −0.1 + (0.3 − −0.1) is more than 0.3 in double precision. */
  @Test
  void cornersAreNotRoundedOutOfTheBox() {
    Box narrow = Box.cube(2, -0.1, 0.3);

    for (int size = 2; size <= 7; size++) {
      assertThat(TaskGrid.cube(narrow, size).tasks())
          .allMatch(narrow::contains)
          .contains(new double[] {-0.1, -0.1}, new double[] {0.3, 0.3});
    }
  }

  @Test
  void refusesAnotherDimensionEmptinessAndInfinity() {
    Box box = Box.cube(2, 0, 1);
    assertThatThrownBy(() -> new TaskGrid(box, List.of(3)))
        .hasMessage("a grid over 2 parameters has as many sizes, not 1");
    assertThatThrownBy(() -> new TaskGrid(box, List.of(3, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TaskGrid.cube(Box.unbounded(2), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
