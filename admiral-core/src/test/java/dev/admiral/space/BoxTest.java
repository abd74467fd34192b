package dev.admiral.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.random.RandomStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BoxTest {
  private static final Box BOX = Box.of(new double[] {-2, 1.2}, new double[] {2, 2});

  @Test
  void containsItsBoundsAndNothingBeyond() {
    assertThat(BOX.contains(new double[] {-2, 2})).isTrue();
    assertThat(BOX.contains(new double[] {0, 2.1})).isFalse();
    assertThat(BOX.contains(new double[] {0, Double.NaN})).isFalse();
    assertThat(BOX.contains(new double[] {0})).isFalse();
  }

  @Test
  void projectsOntoTheNearestPoint() {
    assertThat(BOX.project(new double[] {-5, 1.5})).containsExactly(-2, 1.5);
    assertThat(BOX.project(new double[] {1, 9})).containsExactly(1, 2);
  }

  @Test
  void unitMapsAreInverse() {
    assertThat(BOX.fromUnit(new double[] {-1, 1})).containsExactly(-2, 2);
    assertThat(BOX.fromUnit(new double[] {0, 0})).containsExactly(0, 1.6);
    RandomStream random = RandomStream.of(1);
    for (int i = 0; i < 100; i++) {
      double[] unit = {random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
      assertThat(BOX.toUnit(BOX.fromUnit(unit))).containsExactly(unit, Offset.offset(1e-12));
    }
    Box flat = Box.cube(1, 3, 3);
    assertThat(flat.toUnit(new double[] {3})).containsExactly(0);
  }

  /** −0.1 + (0.3 − −0.1) is more than 0.3 in double precision. */
  @Test
  void unitMapKeepsTheBounds() {
    Box narrow = Box.cube(2, -0.1, 0.3);
    assertThat(narrow.fromUnit(new double[] {-1, 1})).containsExactly(-0.1, 0.3);
  }

  @Test
  void knowsWhetherItIsBounded() {
    assertThat(BOX.isBounded()).isTrue();
    assertThat(Box.unbounded(2).isBounded()).isFalse();
    assertThat(Box.unbounded(2).contains(new double[] {1e300, -1e300})).isTrue();
  }

  @Test
  void samplesUniformly() {
    RandomStream random = RandomStream.of(2);
    int count = 4000;
    double[] mean = new double[2];
    int lowQuarter = 0;
    for (int n = 0; n < count; n++) {
      double[] point = BOX.sample(random);
      assertThat(BOX.contains(point)).isTrue();
      mean[0] += point[0] / count;
      mean[1] += point[1] / count;
      lowQuarter += point[0] < -1 ? 1 : 0;
    }
    assertThat(mean).containsExactly(new double[] {0, 1.6}, Offset.offset(0.05));
    assertThat(lowQuarter / (double) count).isCloseTo(0.25, Offset.offset(0.03));
    assertThatThrownBy(() -> Box.unbounded(1).sample(random))
        .hasMessage("nothing is uniform on the unbounded box [-Infinity, Infinity]");
  }

  @Test
  void isAValue() {
    assertThat(Box.cube(2, -1, 1))
        .isEqualTo(Box.of(new double[] {-1, -1}, new double[] {1, 1}))
        .hasSameHashCodeAs(Box.of(new double[] {-1, -1}, new double[] {1, 1}))
        .hasToString("[-1.0, 1.0]×[-1.0, 1.0]");
    double[] low = {0};
    Box box = Box.of(low, new double[] {1});
    low[0] = 5;
    assertThat(box.low(0)).isZero();
  }

  @Test
  void refusesEmptyAndUnevenBounds() {
    assertThatThrownBy(() -> Box.cube(1, 2, 1)).hasMessageContaining("[2.0, 1.0]");
    assertThatThrownBy(() -> Box.cube(1, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Box.of(new double[1], new double[2]))
        .hasMessageContaining("not 1 and 2");
  }
}
