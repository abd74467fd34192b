package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.admrl.TaskGradientConfig.Objective;
import dev.admiral.trpo.ConjugateGradient;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The implicit gradient on linear-quadratic control, where everything is known: s′ = F s + G a from a
 * given s₀, r = −‖s′ − ψ‖² − ρ a², and θ the actions of all steps. The real and the modelled F, G differ.
 */
class ImplicitGradientTest {
  private static final int STEPS = 6;
  private static final double COST = 0.1;
  private static final double[] START = {0.3, -0.4};
  private static final double[] PSI = {0.7, 1.1};

  private final LinearControl real =
      new LinearControl(new double[][] {{1, 0.2}, {-0.1, 0.9}}, new double[] {0.1, 0.5});
  private final LinearControl model =
      new LinearControl(new double[][] {{0.9, 0.3}, {-0.2, 1}}, new double[] {0.2, 0.3});

  /** η(θ, ψ) and its exact derivatives: a quadratic, so central differences have no truncation error. */
  private record LinearControl(double[][] f, double[] g) implements ImplicitSystem {

    double value(double[] theta, double[] psi) {
      double[] s = START.clone();
      double value = 0;
      for (int t = 0; t < STEPS; t++) {
        double x = f[0][0] * s[0] + f[0][1] * s[1] + g[0] * theta[t];
        double y = f[1][0] * s[0] + f[1][1] * s[1] + g[1] * theta[t];
        s = new double[] {x, y};
        value -=
            (x - psi[0]) * (x - psi[0]) + (y - psi[1]) * (y - psi[1]) + COST * theta[t] * theta[t];
      }
      return value;
    }

    double[] gradient(double[] theta, double[] psi) {
      double[] gradient = new double[STEPS];
      for (int i = 0; i < STEPS; i++) {
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[i] += 1;
        down[i] -= 1;
        gradient[i] = (value(up, psi) - value(down, psi)) / 2;
      }
      return gradient;
    }

    double[] taskGradient(double[] theta, double[] psi) {
      double[] gradient = new double[2];
      for (int i = 0; i < 2; i++) {
        double[] up = psi.clone();
        double[] down = psi.clone();
        up[i] += 1;
        down[i] -= 1;
        gradient[i] = (value(theta, up) - value(theta, down)) / 2;
      }
      return gradient;
    }

    /** argmax over θ by one Newton step, solved by Gaussian elimination. */
    double[] best(double[] psi) {
      double[][] rows = new double[STEPS][STEPS + 1];
      double[] unit = new double[STEPS];
      double[] column = new double[STEPS];
      for (int j = 0; j < STEPS; j++) {
        Arrays.fill(unit, 0);
        unit[j] = 1;
        hessian(unit, column);
        for (int i = 0; i < STEPS; i++) {
          rows[i][j] = column[i];
        }
      }
      double[] gradient = gradient(new double[STEPS], psi);
      for (int i = 0; i < STEPS; i++) {
        rows[i][STEPS] = -gradient[i];
      }
      return eliminate(rows);
    }

    private static double[] eliminate(double[][] rows) {
      int n = rows.length;
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          if (k != i) {
            double factor = rows[k][i] / rows[i][i];
            for (int j = i; j <= n; j++) {
              rows[k][j] -= factor * rows[i][j];
            }
          }
        }
      }
      double[] solution = new double[n];
      for (int i = 0; i < n; i++) {
        solution[i] = rows[i][n] / rows[i][i];
      }
      return solution;
    }

    @Override
    public int parameters() {
      return STEPS;
    }

    @Override
    public int taskParameters() {
      return 2;
    }

    @Override
    public void hessian(double[] x, double[] result) {
      double[] at = gradient(x, PSI);
      double[] zero = gradient(new double[STEPS], PSI);
      for (int i = 0; i < STEPS; i++) {
        result[i] = at[i] - zero[i];
      }
    }

    @Override
    public double[] mixedColumn(int index) {
      double[] up = PSI.clone();
      up[index] += 1;
      double[] at = gradient(new double[STEPS], up);
      double[] zero = gradient(new double[STEPS], PSI);
      double[] column = new double[STEPS];
      for (int i = 0; i < STEPS; i++) {
        column[i] = at[i] - zero[i];
      }
      return column;
    }

    @Override
    public double[] mixedTransposed(double[] y) {
      return new double[] {
        ImplicitGradient.dot(mixedColumn(0), y), ImplicitGradient.dot(mixedColumn(1), y)
      };
    }
  }

  private static ImplicitGradient exact(double damping) {
    return new ImplicitGradient(damping, new ConjugateGradient(200, 1e-13));
  }

  /** A return for nothing, which makes the others positive. */
  private static final double CONSTANT = 12;

  /** L(ψ) of max_θ η⋆(θ, ψ) and η⋆(argmax_θ η̂(θ, ψ), ψ). */
  private double subOptimality(Objective objective, double[] psi) {
    double optimum = CONSTANT + real.value(real.best(psi), psi);
    double zeroShot = CONSTANT + real.value(model.best(psi), psi);
    assertThat(zeroShot).isPositive();
    return switch (objective) {
      case DIFFERENCE -> optimum - zeroShot;
      case RATIO -> optimum / zeroShot;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ADJOINT, DIFFERENCE",
    "PER_COMPONENT, DIFFERENCE",
    "ADJOINT, RATIO",
    "PER_COMPONENT, RATIO"
  })
  void taskGradientIsThatOfTheSubOptimality(ImplicitGradient.Form form, Objective objective) {
    double[] zeroShot = model.best(PSI);
    double[] implicit = exact(0).compute(model, real.gradient(zeroShot, PSI), form).value();

    double[] gradient =
        TaskGradient.combine(
            objective,
            real.taskGradient(real.best(PSI), PSI),
            CONSTANT + real.value(real.best(PSI), PSI),
            atZeroShot(zeroShot, implicit));
    double[] withoutImplicit =
        TaskGradient.combine(
            objective,
            real.taskGradient(real.best(PSI), PSI),
            CONSTANT + real.value(real.best(PSI), PSI),
            atZeroShot(zeroShot, new double[2]));

    for (int i = 0; i < 2; i++) {
      double[] up = PSI.clone();
      double[] down = PSI.clone();
      up[i] += 2e-4;
      down[i] -= 2e-4;
      double difference = (subOptimality(objective, up) - subOptimality(objective, down)) / 4e-4;
      assertThat(Math.abs(difference)).isGreaterThan(1e-2);
      assertThat(gradient[i]).isCloseTo(difference, within(1e-6 * Math.abs(difference)));
      assertThat(Math.abs(withoutImplicit[i] - difference))
          .isGreaterThan(1e-2 * Math.abs(difference));
    }
  }

  private ZeroShotGradient atZeroShot(double[] zeroShot, double[] implicit) {
    return new ZeroShotGradient(
        real.taskGradient(zeroShot, PSI), implicit, CONSTANT + real.value(zeroShot, PSI));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 10})
  void adjointAndPerComponentFormsAgree(double damping) {
    double[] g = real.gradient(model.best(PSI), PSI);

    double[] adjoint = exact(damping).compute(model, g, ImplicitGradient.Form.ADJOINT).value();
    double[] components =
        exact(damping).compute(model, g, ImplicitGradient.Form.PER_COMPONENT).value();

    for (int i = 0; i < 2; i++) {
      assertThat(adjoint[i]).isCloseTo(components[i], within(1e-6 * Math.abs(components[i])));
    }
  }

  @Test
  void dampingShrinksTheSolution() {
    double[] g = real.gradient(model.best(PSI), PSI);

    double free = exact(0).compute(model, g, ImplicitGradient.Form.ADJOINT).solutionNorm();
    double damped = exact(100).compute(model, g, ImplicitGradient.Form.ADJOINT).solutionNorm();

    assertThat(damped).isLessThan(free / 2);
  }

  @Test
  void reportsTheResidualOfTheSolve() {
    double[] g = real.gradient(model.best(PSI), PSI);
    var hasty = new ImplicitGradient(0, new ConjugateGradient(1, 0));

    assertThat(hasty.compute(model, g, ImplicitGradient.Form.ADJOINT).relativeResidual())
        .isGreaterThan(
            exact(0).compute(model, g, ImplicitGradient.Form.ADJOINT).relativeResidual());
  }
}
