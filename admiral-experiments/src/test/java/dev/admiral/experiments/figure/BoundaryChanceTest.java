package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.space.Box;
import dev.admiral.task.TaskSampler;
import org.junit.jupiter.api.Test;

class BoundaryChanceTest {
  private static final Box ANT_3D = Box.of(new double[] {-3, -3, 0.4}, new double[] {3, 3, 0.6});

  /** P(|u| < 0.99) of a standard normal is erf(0.99/√2) = 0.67783. */
  @Test
  void isThatOfTheNormalDistributionsTails() {
    assertThat(BoundaryChance.of(new TaskSampler.Gaussian(1), ANT_3D))
        .isCloseTo(1 - Math.pow(0.67783, 3), within(0.006));
  }

  @Test
  void isThatOfARimOfOnePerCentForUniformTasks() {
    assertThat(BoundaryChance.of(new TaskSampler.Uniform(), ANT_3D))
        .isCloseTo(1 - Math.pow(0.99, 3), within(0.003));
  }
}
