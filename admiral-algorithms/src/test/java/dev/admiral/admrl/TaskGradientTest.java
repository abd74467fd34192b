package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.admrl.TaskGradientConfig.Coordinates;
import dev.admiral.admrl.TaskGradientConfig.Objective;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.PointMassFamily;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.Trajectories;
import dev.admiral.space.Box;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskGradientTest {
  private static final double GAMMA = 0.9;

  /** A linear policy a = w s + b + eᵖ ε. */
  private final Policy policy = Policy.gaussian(new RunningNormalizer(1), List.of(), 1);

  private float[] parameters(double w, double b, double logStd) {
    float[] parameters = new float[policy.parameterLength()];
    parameters[0] = (float) w;
    parameters[16] = (float) b;
    parameters[policy.freeOffset()] = (float) logStd;
    return parameters;
  }

  private float[] parameters(double[] theta) {
    return parameters(theta[0], theta[1], theta[2]);
  }

  private Trajectories episodes(
      TaskFamily family, double psi, float[] parameters, int count, long seed) {
    List<TaskEnvironment> environments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      environments.add(new TaskEnvironment(family, new double[] {psi}));
    }
    RandomStreams streams = new RandomStreams(seed);
    var vector = new PooledVectorEnvironment(environments, streams, "states", Workers.SERIAL);
    var trajectories = new Trajectories(family.horizon(), count, 1, 1);
    new RolloutCollector(vector, policy, streams, "actions", Workers.SERIAL)
        .collect(parameters, trajectories);
    return trajectories;
  }

  private TaskGradient taskGradient(
      TaskFamily family, double rate, Coordinates coordinates, boolean perTimeStep) {
    return taskGradient(family, rate, coordinates, perTimeStep, HessianEstimator.TIME_STEP);
  }

  private TaskGradient taskGradient(
      TaskFamily family,
      double rate,
      Coordinates coordinates,
      boolean perTimeStep,
      HessianEstimator hessian) {
    return taskGradient(family, Objective.DIFFERENCE, rate, coordinates, perTimeStep, hessian);
  }

  private TaskGradient taskGradient(
      TaskFamily family,
      Objective objective,
      double rate,
      Coordinates coordinates,
      boolean perTimeStep,
      HessianEstimator hessian) {
    var config =
        new TaskGradientConfig(
            objective,
            rate,
            coordinates,
            perTimeStep,
            50,
            hessian,
            ImplicitGradient.Form.ADJOINT,
            1e-4,
            100,
            1e-8);
    return new TaskGradient(config, family, policy, GAMMA, Workers.SERIAL);
  }

  @ParameterizedTest
  @CsvSource({"-1.5", "0.2", "1.2"})
  void directTermIsTheReturnsDerivative(double psi) {
    var family = new LinearTaskFamily(0.9, 0.7, 4);
    double[] theta = {-0.4, 0.3, -0.5};
    Trajectories real = episodes(family, psi, parameters(theta[0], theta[1], theta[2]), 50_000, 1);

    double[] direct =
        taskGradient(family, 1, Coordinates.TASK, false).direct(new double[] {psi}, real);

    double h = 1e-3;
    double expected =
        (family.exactReturn(theta, psi + h, GAMMA) - family.exactReturn(theta, psi - h, GAMMA))
            / (2 * h);
    assertThat(direct).hasSize(1);
    assertThat(direct[0]).isCloseTo(expected, within(0.03));
  }

  @Test
  void perTimeStepDividesAllTermsByTheHorizon() {
    var family = new LinearTaskFamily(0.9, 0.7, 4);
    float[] theta = parameters(-0.4, 0.3, -0.5);
    double[] psi = {0.7};
    Trajectories real = episodes(family, psi[0], theta, 50, 1);
    Trajectories virtual = episodes(new LinearTaskFamily(0.8, 0.5, 4), psi[0], theta, 50, 2);
    TaskGradient whole = taskGradient(family, 1, Coordinates.TASK, false);
    TaskGradient perStep = taskGradient(family, 1, Coordinates.TASK, true);

    double direct = whole.direct(psi, real)[0];
    double implicit = whole.implicit(psi, theta, virtual, real, new Metrics(1))[0];

    assertThat(perStep.direct(psi, real)[0]).isCloseTo(direct / 4, within(1e-9));
    assertThat(perStep.implicit(psi, theta, virtual, real, new Metrics(1))[0])
        .isCloseTo(implicit / 4, within(1e-4 * Math.abs(implicit)));
  }

  /**
   * Really s′ = a, in the model s′ = 0.6 a, r = −(s′ − ψ)². The model's optimum a = ψ/0.6 misses by
   * 2/3 ψ, so that the gap is (2/3 ψ)² and its derivative 8/9 ψ: uphill is away from 0. Without the
   * implicit term the gradient would be −4/3 ψ, downhill.
   */
  @ParameterizedTest
  @CsvSource({"1, TIME_STEP", "-1.2, TIME_STEP", "1, TRAJECTORY", "-1.2, TRAJECTORY"})
  void wholeGradientPointsWhereTheGapGrows(double psi, HessianEstimator estimator) {
    var real = new LinearTaskFamily(0, 1, 1);
    var model = new LinearTaskFamily(0, 0.6, 1);
    float[] zeroShot = parameters(0, psi / 0.6, -1);
    float[] optimum = parameters(0, psi, -1);
    double[] task = {psi};
    TaskGradient gradient = taskGradient(real, 1, Coordinates.TASK, false, estimator);
    Trajectories realZeroShot = episodes(real, psi, zeroShot, 30_000, 1);
    Metrics metrics = new Metrics(1);

    ZeroShotGradient atZeroShot =
        gradient.atZeroShot(
            task, zeroShot, episodes(model, psi, zeroShot, 30_000, 2), realZeroShot, metrics);
    double[] whole =
        gradient.gradient(task, atZeroShot, episodes(real, psi, optimum, 30_000, 3), metrics);

    double expected = 8 / 9.0 * psi;
    assertThat(whole[0]).isCloseTo(expected, within(0.15 * Math.abs(expected)));
    assertThat(Math.abs(gradient.ascend(task, whole)[0])).isGreaterThan(Math.abs(psi) + 0.5);
    assertThat(metrics.values().get("task/implicit_norm"))
        .isEqualTo(Math.abs(atZeroShot.implicit()[0]));
    assertThat(metrics.values().get("task/cg_residual")).isLessThan(1e-3);
  }

  /**
   * As above with a reward of c = 3 more, so that N = c − σ² and D = c − (2/3 ψ)² − σ²: the ratio grows away
   * from 0 as well.
   */
  @ParameterizedTest
  @CsvSource({"1, TIME_STEP", "-1.2, TIME_STEP", "1, TRAJECTORY"})
  void wholeGradientOfTheRatioIsItsDerivative(double psi, HessianEstimator estimator) {
    var real = new LinearTaskFamily(0, 1, 1, 3);
    var model = new LinearTaskFamily(0, 0.6, 1, 3);
    float[] zeroShot = parameters(0, psi / 0.6, -1);
    float[] optimum = parameters(0, psi, -1);
    double[] task = {psi};
    TaskGradient gradient =
        taskGradient(real, Objective.RATIO, 1, Coordinates.TASK, false, estimator);
    Metrics metrics = new Metrics(1);

    ZeroShotGradient atZeroShot =
        gradient.atZeroShot(
            task,
            zeroShot,
            episodes(model, psi, zeroShot, 30_000, 2),
            episodes(real, psi, zeroShot, 30_000, 1),
            metrics);
    double[] whole =
        gradient.gradient(task, atZeroShot, episodes(real, psi, optimum, 30_000, 3), metrics);

    double h = 1e-4;
    double expected = (ratio(real, psi + h) - ratio(real, psi - h)) / (2 * h);
    assertThat(whole[0]).isCloseTo(expected, within(0.15 * Math.abs(expected)));
    assertThat(metrics.values().get("task/ratio")).isCloseTo(ratio(real, psi), within(0.02));
  }

  /** L(ψ) in closed form: both policies follow the task. */
  private static double ratio(LinearTaskFamily real, double psi) {
    return real.exactReturn(new double[] {0, psi, -1}, psi, GAMMA)
        / real.exactReturn(new double[] {0, psi / 0.6, -1}, psi, GAMMA);
  }

  /** Over several steps, with the θ̂(ψ) that makes up the implicit term given instead of estimated. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theRatioIsOfDiscountedReturnsWhateverTheGradientsUnit(boolean perTimeStep) {
    var family = new LinearTaskFamily(0.9, 0.7, 4, 3);
    double psi = 0.7;
    double[] task = {psi};
    double[] optimum = {-0.9, 0.8, -1};
    DoubleFunction<double[]> zeroShot = at -> new double[] {-0.4, 0.3 - 0.5 * at, -1};
    TaskGradient gradient =
        taskGradient(
            family, Objective.RATIO, 1, Coordinates.TASK, perTimeStep, HessianEstimator.TIME_STEP);
    double unit = perTimeStep ? 4 : 1;
    double h = 1e-4;
    double throughThePolicy =
        (family.exactReturn(zeroShot.apply(psi + h), psi, GAMMA)
                - family.exactReturn(zeroShot.apply(psi - h), psi, GAMMA))
            / (2 * h);
    Trajectories realZeroShot = episodes(family, psi, parameters(zeroShot.apply(psi)), 50_000, 1);
    var atZeroShot =
        new ZeroShotGradient(
            gradient.direct(task, realZeroShot),
            new double[] {throughThePolicy / unit},
            family.exactReturn(zeroShot.apply(psi), psi, GAMMA) / unit);

    double[] whole =
        gradient.gradient(
            task,
            atZeroShot,
            episodes(family, psi, parameters(optimum), 50_000, 2),
            new Metrics(1));

    DoubleUnaryOperator ratio =
        at ->
            family.exactReturn(optimum, at, GAMMA)
                / family.exactReturn(zeroShot.apply(at), at, GAMMA);
    double expected = (ratio.applyAsDouble(psi + h) - ratio.applyAsDouble(psi - h)) / (2 * h);
    assertThat(Math.abs(expected)).isGreaterThan(0.05);
    assertThat(whole[0]).isCloseTo(expected, within(0.01));
  }

  /** Rewards are never positive without the constant, and the optimum's are with a small one. */
  @ParameterizedTest
  @CsvSource({"0, zero-shot policy", "0.2, optimal policy"})
  void theRatioRefusesReturnsThatAreNotPositive(double constant, String policyName) {
    var family = new LinearTaskFamily(0, 1, 1, constant);
    float[] good = parameters(0, 0.5, -3);
    float[] bad = parameters(0, -0.5, -3);
    double[] task = {0.5};
    TaskGradient gradient =
        taskGradient(
            family, Objective.RATIO, 1, Coordinates.TASK, true, HessianEstimator.TIME_STEP);
    Trajectories reached = episodes(family, 0.5, good, 50, 1);
    Trajectories missed = episodes(family, 0.5, bad, 50, 1);

    assertThatThrownBy(
            () -> {
              ZeroShotGradient atZeroShot =
                  gradient.atZeroShot(task, good, reached, reached, new Metrics(1));
              gradient.gradient(task, atZeroShot, missed, new Metrics(1));
            })
        .isInstanceOf(NonFiniteException.class)
        .hasMessageMatching(
            "the ratio of returns needs positive ones, but the %s's mean discounted return on task \\[0.5\\] is -\\d.*: gradient.objective difference can do without"
                .formatted(policyName));
    TaskGradient difference = taskGradient(family, 1, Coordinates.TASK, true);
    assertThat(
            difference.gradient(
                task,
                difference.atZeroShot(task, good, reached, reached, new Metrics(1)),
                missed,
                new Metrics(1)))
        .hasSize(1);
  }

  @Test
  void combinesAsInEquation2() {
    var atZeroShot = new ZeroShotGradient(new double[] {0.5, 5}, new double[] {2, -3}, Double.NaN);

    assertThat(
            TaskGradient.combine(
                Objective.DIFFERENCE, new double[] {10, 1}, Double.NaN, atZeroShot))
        .containsExactly(7.5, -1);
  }

  private static final TaskFamily OBLONG =
      new PointMassFamily(Box.of(new double[] {-2, 1.2}, new double[] {2, 2}), 9);

  @Test
  void ascendsInTheTasksOwnCoordinates() {
    TaskGradient gradient = taskGradient(OBLONG, 0.1, Coordinates.TASK, true);

    assertThat(gradient.ascend(new double[] {0.5, 1.5}, new double[] {3, -2}))
        .containsExactly(new double[] {0.8, 1.3}, within(1e-12));
    assertThat(gradient.ascend(new double[] {0.5, 1.5}, new double[] {300, -200}))
        .containsExactly(2, 1.2);
    assertThat(gradient.ascend(new double[] {0.5, 1.5}, new double[] {-300, 2}))
        .containsExactly(new double[] {-2, 1.7}, within(1e-12));
  }

  @Test
  void ascendsInUnitCoordinates() {
    TaskGradient gradient = taskGradient(OBLONG, 0.1, Coordinates.UNIT, true);

    // u = (0.25, −0.25), ∂/∂u = half the width times ∂/∂ψ: half widths 2 and 0.4.
    assertThat(gradient.ascend(new double[] {0.5, 1.5}, new double[] {3, -2}))
        .containsExactly(
            new double[] {0.5 + 2 * 0.1 * 2 * 3, 1.5 - 0.4 * 0.1 * 0.4 * 2}, within(1e-12));
    assertThat(gradient.ascend(new double[] {0.5, 1.5}, new double[] {300, -200}))
        .containsExactly(2, 1.2);
  }

  @ParameterizedTest
  @CsvSource({"TASK", "UNIT"})
  void ascentNeitherMovesItsArgumentNorLeavesTheFamily(Coordinates coordinates) {
    Box narrow = Box.cube(2, -0.1, 0.3);
    TaskGradient gradient = taskGradient(new PointMassFamily(narrow, 9), 2, coordinates, true);
    double[] task = {0.3, 0};

    double[] moved = gradient.ascend(task, new double[] {50, 50});

    assertThat(task).containsExactly(0.3, 0);
    assertThat(narrow.contains(moved)).isTrue();
    assertThat(moved).containsExactly(0.3, 0.3);
    assertThat(gradient.ascend(task, new double[2])).containsExactly(task, within(1e-15));
  }
}
