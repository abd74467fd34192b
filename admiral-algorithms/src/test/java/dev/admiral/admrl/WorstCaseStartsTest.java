package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.admrl.WorstCaseStarts.Measured;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorstCaseStartsTest {
  private static final Box PSI = Box.of(new double[] {-2, 1.2}, new double[] {2, 2});

  private static final List<Measured> GRID =
      List.of(
          new Measured(List.of(-2.0, 1.2), 3),
          new Measured(List.of(-2.0, 2.0), 7),
          new Measured(List.of(2.0, 1.2), -1),
          new Measured(List.of(2.0, 2.0), 7));

  @Test
  void takesTheWorstOfTheMeasuredTasks() {
    List<double[]> starts = WorstCaseStarts.choose(3, GRID, PSI, RandomStream.of(1));

    assertThat(starts).hasSize(3);
    assertThat(starts.get(0)).containsExactly(-2, 2);
    assertThat(starts.get(1)).containsExactly(2, 2);
    assertThat(starts.get(2)).containsExactly(-2, 1.2);
    assertThat(WorstCaseStarts.choose(0, GRID, PSI, RandomStream.of(1))).isEmpty();
  }

  @Test
  void spreadsTheRestOverTheFamily() {
    List<double[]> starts = WorstCaseStarts.choose(6, GRID, PSI, RandomStream.of(1));

    assertThat(starts).hasSize(6);
    assertThat(starts.get(3)).containsExactly(2, 1.2);
    // Of two slices each holds one.
    assertThat(starts.get(4)[0] < 0).isNotEqualTo(starts.get(5)[0] < 0);
    assertThat(starts.get(4)[1] < 1.6).isNotEqualTo(starts.get(5)[1] < 1.6);
  }

  @Test
  void everySliceOfEveryParameterHoldsOneTask() {
    for (long seed = 1; seed <= 20; seed++) {
      List<double[]> starts = WorstCaseStarts.choose(7, List.of(), PSI, RandomStream.of(seed));

      assertThat(starts).hasSize(7).allMatch(PSI::contains);
      for (int i = 0; i < 2; i++) {
        double low = PSI.low(i);
        double slice = (PSI.high(i) - low) / 7;
        int parameter = i;
        assertThat(starts.stream().map(task -> (int) ((task[parameter] - low) / slice)))
            .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
      }
    }
  }

  @Test
  void theSpreadIsRandom() {
    double[] one = WorstCaseStarts.choose(3, List.of(), PSI, RandomStream.of(1)).getFirst();
    double[] other = WorstCaseStarts.choose(3, List.of(), PSI, RandomStream.of(2)).getFirst();

    assertThat(WorstCaseStarts.choose(3, List.of(), PSI, RandomStream.of(1)).getFirst())
        .containsExactly(one);
    assertThat(other).isNotEqualTo(one);
    // Slices of the parameters are paired at random too.
    assertThat(
            LongStream.range(0, 30)
                .mapToObj(seed ->
                    WorstCaseStarts.choose(2, List.of(), PSI, RandomStream.of(seed)).stream()
                        .anyMatch(task -> task[0] < 0 && task[1] < 1.6)))
        .contains(true, false);
  }

  @Test
  void refusesAGapThatIsNoNumber() {
    assertThatThrownBy(() -> new Measured(List.of(0.5, 1.5), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the gap of task [0.5, 1.5] is NaN");
  }
}
