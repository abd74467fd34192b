package dev.admiral.trpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.trpo.TrustRegion.Step;
import dev.admiral.trpo.TrustRegion.Trial;
import org.junit.jupiter.api.Test;

/** Steps where the divergence is ½ xᵀHx exactly, H = diag(1, 4), and the objective gᵀx. */
class TrustRegionTest {
  private static final double MAXIMUM = 0.02;
  private static final TrustRegion REGION = new TrustRegion(MAXIMUM, 1.5, 0, 10, 5, 0.5);
  private static final double[] GRADIENT = {3, -2};

  private static void curvature(double[] x, double[] product) {
    product[0] = x[0];
    product[1] = 4 * x[1];
  }

  private static double gain(float[] x) {
    return GRADIENT[0] * x[0] + GRADIENT[1] * x[1];
  }

  private static double kl(float[] x) {
    return 0.5 * (x[0] * x[0] + 4 * x[1] * x[1]);
  }

  /** x = √(2δ / gᵀH⁻¹g) H⁻¹g. */
  @Test
  void aFullStepEndsOnTheRegionsEdge() {
    float[] x = new float[2];
    Step step =
        REGION.step(x, GRADIENT, TrustRegionTest::curvature, at -> new Trial(gain(at), kl(at)));

    double scale = Math.sqrt(2 * MAXIMUM / (9 + 4 / 4.0));
    assertThat((double) x[0]).isCloseTo(scale * 3, within(1e-6));
    assertThat((double) x[1]).isCloseTo(scale * -2 / 4, within(1e-6));
    assertThat(step.accepted()).isTrue();
    assertThat(step.kl()).isCloseTo(MAXIMUM, within(1e-6));
    assertThat(step.gain()).isCloseTo(scale * 10, within(1e-6));
  }

  /** The true divergence is eight times the model's: two halvings are within 1.5 δ, one is not. */
  @Test
  void aStepIsShortenedUntilTheDivergenceIsTrulySmall() {
    float[] x = new float[2];
    Step step =
        REGION.step(x, GRADIENT, TrustRegionTest::curvature, at -> new Trial(gain(at), 8 * kl(at)));

    assertThat(step.accepted()).isTrue();
    assertThat(step.kl()).isCloseTo(8 * MAXIMUM / 16, within(1e-6));
  }

  @Test
  void nothingMovesWhereNoTrialIsBetter() {
    float[] x = {1, 2};
    Step step = REGION.step(x, GRADIENT, TrustRegionTest::curvature, at -> new Trial(-1, 0));

    assertThat(step).isEqualTo(Step.NONE);
    assertThat(x).containsExactly(1, 2);
  }

  @Test
  void withoutCurvatureNothingIsTried() {
    float[] x = {1, 2};
    Step step =
        REGION.step(
            x,
            GRADIENT,
            (from, product) -> {
              product[0] = -from[0];
              product[1] = -from[1];
            },
            at -> {
              throw new AssertionError("tried " + at[0]);
            });

    assertThat(step).isEqualTo(Step.NONE);
    assertThat(x).containsExactly(1, 2);
  }
}
