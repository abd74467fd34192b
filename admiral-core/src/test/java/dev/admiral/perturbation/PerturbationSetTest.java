package dev.admiral.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerturbationSetTest {
  private static final int SIZE = 3;
  private static final Box BOX = Box.cube(SIZE, -1, 1);
  private static final double RADIUS = 0.4;

  private final RandomStream random = RandomStream.of(1);

  private Matrix points(int rows, double extent) {
    Matrix points = Matrix.zeros(rows, SIZE);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < SIZE; i++) {
        points.set(r, i, (float) random.nextDouble(-extent, extent));
      }
    }
    return points;
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void projectsIntoTheBallAndTheBoxAndLeavesWhatIsThere(Norm norm) {
    PerturbationSet set = new PerturbationSet(norm, RADIUS, BOX);
    Matrix x = points(2000, 1);
    Matrix perturbed = points(2000, 1.5);
    Matrix before = Matrix.zeros(2000, SIZE);
    before.copyFrom(perturbed);

    set.project(x, perturbed);

    int inside = 0;
    for (int r = 0; r < x.rows(); r++) {
      assertThat(norm.of(x, perturbed, r)).isLessThan(RADIUS + 1e-6);
      boolean wasInside = norm.of(x, before, r) <= RADIUS;
      for (int i = 0; i < SIZE; i++) {
        assertThat(perturbed.get(r, i)).isBetween(-1f, 1f);
        wasInside &= Math.abs(before.get(r, i)) <= 1;
      }
      if (wasInside) {
        inside++;
        for (int i = 0; i < SIZE; i++) {
          assertThat(perturbed.get(r, i)).isEqualTo(before.get(r, i));
        }
      }
    }
    assertThat(inside).isPositive();
  }

  /** No point of the set that random search finds is nearer to where the perturbation wanted to go. */
  @ParameterizedTest
  @EnumSource(Norm.class)
  void withoutABoxTheProjectionIsTheNearestPoint(Norm norm) {
    PerturbationSet set = new PerturbationSet(norm, RADIUS, Box.unbounded(SIZE));
    Matrix x = points(1, 1);
    Matrix wanted = points(1, 3);
    Matrix nearest = Matrix.zeros(1, SIZE);
    nearest.copyFrom(wanted);
    set.project(x, nearest);
    double distance = Norm.EUCLIDEAN.of(nearest, wanted, 0);

    for (int trial = 0; trial < 20_000; trial++) {
      Matrix other = points(1, RADIUS);
      for (int i = 0; i < SIZE; i++) {
        other.set(0, i, other.get(0, i) + x.get(0, i));
      }
      if (norm.of(x, other, 0) <= RADIUS) {
        assertThat(Norm.EUCLIDEAN.of(other, wanted, 0)).isGreaterThan(distance - 1e-6);
      }
    }
  }

  @Test
  void normsAreWhatTheyAreCalled() {
    Matrix x = Matrix.of(new float[] {1, 1, 1}, SIZE);
    Matrix y = Matrix.of(new float[] {4, 1, -3}, SIZE);

    assertThat(Norm.MAXIMUM.of(x, y, 0)).isEqualTo(4);
    assertThat(Norm.EUCLIDEAN.of(x, y, 0)).isCloseTo(5, within(1e-12));
  }

  @Test
  void refusesANegativeRadius() {
    assertThatThrownBy(() -> new PerturbationSet(Norm.MAXIMUM, -0.1, BOX))
        .hasMessage("a perturbation's radius must not be negative: -0.1");
  }
}
