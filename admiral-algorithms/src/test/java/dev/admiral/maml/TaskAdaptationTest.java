package dev.admiral.maml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.Navigation2d;
import dev.admiral.trpo.TrustRegion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivatives through adaptation against finite differences of what they are derivatives of. */
class TaskAdaptationTest {
  private static final double[] GOAL = {0.3, -0.2};
  private static final Navigation2d FAMILY = new Navigation2d(0.1, 20);

  private final List<TaskAdaptation> opened = new ArrayList<>();
  private final RandomStream random = RandomStream.of(9);
  private float[] theta = new float[0];

  private static MamlConfig config(int steps, boolean firstOrder) {
    MamlConfig own = MamlConfig.defaults();
    return new MamlConfig(
        own.iterations(),
        own.tasks(),
        10,
        steps,
        0.3, // large, so that its second derivatives matter
        firstOrder,
        List.of(8, 8),
        own.initialStd(),
        own.advantage(),
        own.trustRegion(),
        10);
  }

  private TaskAdaptation adapted(MamlConfig config) {
    Policy policy = Maml.policy(config, FAMILY);
    theta = policy.initialParameters(RandomStream.of(2), 0.7);
    for (int i = 0; i < policy.freeOffset(); i++) {
      theta[i] *= 3; // or the mean hardly depends on the observation
    }
    TaskAdaptation adaptation =
        new TaskAdaptation(
            config, FAMILY, policy, config.innerSteps(), new RandomStreams(3), "task");
    opened.add(adaptation);
    adaptation.run(GOAL, theta);
    return adaptation;
  }

  @AfterEach
  void close() {
    opened.forEach(TaskAdaptation::close);
  }

  /** Zero in the padding, as gradients are. */
  private double[] direction(TaskAdaptation adaptation) {
    double[] mask = adaptation.gradient();
    double[] direction = new double[mask.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = mask[i] == 0 ? 0 : random.nextGaussian();
    }
    return direction;
  }

  private float[] moved(double[] direction, double by) {
    return moved(theta, direction, by);
  }

  private static float[] moved(float[] from, double[] direction, double by) {
    float[] moved = from.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (by * direction[i]);
    }
    return moved;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gradientIsThatOfTheSurrogateThroughAdaptation(int steps) {
    TaskAdaptation adaptation = adapted(config(steps, false));
    double[] gradient = adaptation.gradient();
    for (int trial = 0; trial < 5; trial++) {
      TaskAdaptation same = adapted(config(steps, false));
      double[] direction = direction(same);
      double h = 1e-3;

      double difference =
          (same.trial(moved(direction, h)).gain() - same.trial(moved(direction, -h)).gain())
              / (2 * h);

      assertThat(dot(gradient, direction))
          .isCloseTo(difference, within(2e-3 * (1 + Math.abs(difference))));
    }
  }

  /** What is left is the surrogate's gradient at φ, which is not that through adaptation. */
  @Test
  void firstOrderLeavesTheJacobianOut() {
    TaskAdaptation exact = adapted(config(1, false));
    TaskAdaptation first = adapted(config(1, true));
    double[] direction = direction(exact);
    float[] adapted = first.adapted();
    TaskSurrogate surrogate =
        new TaskSurrogate(Maml.policy(config(1, true), FAMILY), first.validationData().rows());
    surrogate.data(first.validationData(), adapted);
    double h = 1e-3;
    double difference =
        (surrogate.trial(moved(adapted, direction, h)).gain()
                - surrogate.trial(moved(adapted, direction, -h)).gain())
            / (2 * h);

    assertThat(dot(first.gradient(), direction))
        .isCloseTo(difference, within(2e-3 * (1 + Math.abs(difference))));
    assertThat(Math.abs(dot(exact.gradient(), direction) - difference))
        .isGreaterThan(1e-2 * Math.abs(difference));
  }

  /** KL is 0 at θ with no gradient there, so its second difference is vᵀHv + O(h²). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void curvatureIsTheHessianOfTheDivergenceThroughAdaptation(int steps) {
    for (int trial = 0; trial < 5; trial++) {
      TaskAdaptation adaptation = adapted(config(steps, false));
      double[] direction = direction(adaptation);
      double[] product = direction.clone();
      adaptation.curvature(product);
      double square = dot(direction, product);

      double coarse = secondDifference(adaptation, direction, 8e-3);
      double fine = secondDifference(adaptation, direction, 4e-3);

      assertThat((4 * fine - coarse) / 3).isCloseTo(square, within(1e-2 * square));
    }
  }

  private double secondDifference(TaskAdaptation adaptation, double[] direction, double h) {
    double up = adaptation.trial(moved(direction, h)).kl();
    double down = adaptation.trial(moved(direction, -h)).kl();
    return (up + down) / (h * h);
  }

  @Test
  void curvatureIsSymmetric() {
    TaskAdaptation adaptation = adapted(config(2, false));
    double[] x = direction(adaptation);
    double[] y = direction(adaptation);
    double[] hx = x.clone();
    double[] hy = y.clone();
    adaptation.curvature(hx);
    adaptation.curvature(hy);

    assertThat(dot(y, hx)).isCloseTo(dot(x, hy), within(1e-3 * Math.abs(dot(x, hx))));
  }

  @Test
  void nothingIsGainedAndNothingDivergesWhereItBegan() {
    TaskAdaptation adaptation = adapted(config(1, false));

    TrustRegion.Trial trial = adaptation.trial(theta);

    assertThat(trial.gain()).isCloseTo(0, within(1e-6));
    assertThat(trial.kl()).isCloseTo(0, within(1e-6));
  }
}
