package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.Trajectories;
import dev.admiral.task.TaskEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The estimators of η̂'s second derivatives against the exact ones of linear-Gaussian control. */
class ReinforceSystemTest {
  private static final double GAMMA = 0.9;
  private static final double[] PSI = {1.2};
  private static final double[] THETA = {-0.4, 0.3, -0.5};

  private final Policy policy = Policy.gaussian(new RunningNormalizer(1), List.of(), 1);

  /** Where w, b and ρ stand in the policy's parameter vector. */
  private final int[] at = {0, 16, policy.freeOffset()};

  private float[] parameters() {
    float[] parameters = new float[policy.parameterLength()];
    for (int i = 0; i < 3; i++) {
      parameters[at[i]] = (float) THETA[i];
    }
    return parameters;
  }

  private EpisodeBatch episodes(LinearTaskFamily family, int count, long seed) {
    List<TaskEnvironment> environments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      environments.add(new TaskEnvironment(family, PSI));
    }
    RandomStreams streams = new RandomStreams(seed);
    var vector = new PooledVectorEnvironment(environments, streams, "states", Workers.SERIAL);
    var trajectories = new Trajectories(family.horizon(), count, 1, 1);
    new RolloutCollector(vector, policy, streams, "actions", Workers.SERIAL)
        .collect(parameters(), trajectories);
    return new EpisodeBatch(trajectories);
  }

  private ReinforceSystem system(
      HessianEstimator estimator, LinearTaskFamily family, EpisodeBatch batch) {
    return new ReinforceSystem(
        estimator, family, PSI, GAMMA, policy, parameters(), batch, Workers.SERIAL);
  }

  /** The estimate's entries for (w, b, ρ), per episode. */
  private double[][] hessian(ReinforceSystem system, EpisodeBatch batch) {
    double scale = batch.rows() / (double) batch.episodes();
    double[][] hessian = new double[3][3];
    for (int j = 0; j < 3; j++) {
      double[] unit = new double[policy.parameterLength()];
      double[] column = new double[policy.parameterLength()];
      unit[at[j]] = 1;
      system.hessian(unit, column);
      for (int i = 0; i < 3; i++) {
        hessian[i][j] = column[at[i]] * scale;
      }
    }
    return hessian;
  }

  private static double second(ToDoubleFunction<double[]> f, double[] x, int i, int j) {
    double h = 1e-4;
    double sum = 0;
    for (int a = -1; a <= 1; a += 2) {
      for (int b = -1; b <= 1; b += 2) {
        double[] moved = x.clone();
        moved[i] += a * h;
        moved[j] += b * h;
        sum += a * b * f.applyAsDouble(moved);
      }
    }
    return sum / (4 * h * h);
  }

  private static double error(double[][] estimate, LinearTaskFamily family) {
    double squares = 0;
    double norm = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double exact = second(theta -> family.exactReturn(theta, PSI[0], GAMMA), THETA, i, j);
        squares += (estimate[i][j] - exact) * (estimate[i][j] - exact);
        norm += exact * exact;
      }
    }
    return Math.sqrt(squares / norm);
  }

  @ParameterizedTest
  @EnumSource(HessianEstimator.class)
  void bothEstimatorsConvergeToTheExactHessianOfOneStepProblems(HessianEstimator estimator) {
    LinearTaskFamily family = new LinearTaskFamily(0.9, 0.7, 1);
    EpisodeBatch few = episodes(family, 1_000, 1);
    EpisodeBatch many = episodes(family, 100_000, 2);

    double coarse = error(hessian(system(estimator, family, few), few), family);
    double fine = error(hessian(system(estimator, family, many), many), family);

    assertThat(fine).isLessThan(0.1).isLessThan(coarse / 3);
  }

  @Test
  void trajectoryEstimatorConvergesToTheExactHessianOfLongerProblems() {
    LinearTaskFamily family = new LinearTaskFamily(0.9, 0.7, 3);
    EpisodeBatch few = episodes(family, 2_000, 3);
    EpisodeBatch many = episodes(family, 200_000, 4);

    double coarse = error(hessian(system(HessianEstimator.TRAJECTORY, family, few), few), family);
    double fine = error(hessian(system(HessianEstimator.TRAJECTORY, family, many), many), family);

    assertThat(fine).isLessThan(0.05).isLessThan(coarse);
  }

  @Test
  void timeStepEstimatorLeavesOutHowTheValuesOfLaterStepsChange() {
    LinearTaskFamily family = new LinearTaskFamily(0.9, 0.7, 3);
    EpisodeBatch many = episodes(family, 100_000, 5);

    assertThat(error(hessian(system(HessianEstimator.TIME_STEP, family, many), many), family))
        .isGreaterThan(0.1);
  }

  @Test
  void mixedDerivativeConvergesToTheExactOne() {
    LinearTaskFamily family = new LinearTaskFamily(0.9, 0.7, 3);
    EpisodeBatch batch = episodes(family, 100_000, 6);
    double scale = batch.rows() / (double) batch.episodes();

    double[] column = system(HessianEstimator.TIME_STEP, family, batch).mixedColumn(0);

    for (int i = 0; i < 3; i++) {
      double[] x = {THETA[0], THETA[1], THETA[2], PSI[0]};
      double exact =
          second(v -> family.exactReturn(new double[] {v[0], v[1], v[2]}, v[3], GAMMA), x, i, 3);
      assertThat(column[at[i]] * scale).isCloseTo(exact, within(0.05));
    }
  }

  @Test
  void transposedMixedProductIsThatOfTheColumns() {
    LinearTaskFamily family = new LinearTaskFamily(0.9, 0.7, 3);
    ReinforceSystem system = system(HessianEstimator.TIME_STEP, family, episodes(family, 50, 7));
    double[] y = new double[policy.parameterLength()];
    y[at[0]] = 0.3;
    y[at[1]] = -1.2;
    y[at[2]] = 0.5;

    double product = ImplicitGradient.dot(system.mixedColumn(0), y);

    assertThat(system.mixedTransposed(y)[0]).isCloseTo(product, within(1e-4 * Math.abs(product)));
  }

  @ParameterizedTest
  @EnumSource(HessianEstimator.class)
  void estimatedHessianIsSymmetric(HessianEstimator estimator) {
    LinearTaskFamily family = new LinearTaskFamily(0.9, 0.7, 3);
    EpisodeBatch batch = episodes(family, 100, 8);
    double[][] hessian = hessian(system(estimator, family, batch), batch);

    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(hessian[i][j])
            .isCloseTo(hessian[j][i], within(1e-4 * (1 + Math.abs(hessian[j][i]))));
      }
    }
  }
}
