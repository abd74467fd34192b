package dev.admiral.admrl;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;

/**
 * s′ = α s + β a on the line, s₀ ~ N(0.5, 0.3²), r = c − (s′ − ψ)²: under a linear Gaussian policy a = w s +
 * b + eᵖ ε the return is known exactly.
 */
record LinearTaskFamily(double alpha, double beta, int horizon, double constant)
    implements TaskFamily {

  /** The same without a constant in the reward. */
  LinearTaskFamily(double alpha, double beta, int horizon) {
    this(alpha, beta, horizon, 0);
  }

  private static final double START_MEAN = 0.5;
  private static final double START_STD = 0.3;

  /** η = E Σ γᵗ rₜ for θ = (w, b, ρ), by propagating the state's mean and variance. */
  double exactReturn(double[] theta, double psi, double gamma) {
    double mean = START_MEAN;
    double variance = START_STD * START_STD;
    double noise = Math.exp(2 * theta[2]);
    double sum = 0;
    for (int t = 0; t < horizon; t++) {
      double gain = alpha + beta * theta[0];
      mean = gain * mean + beta * theta[1];
      variance = gain * gain * variance + beta * beta * noise;
      sum += Math.pow(gamma, t) * (constant - (mean - psi) * (mean - psi) - variance);
    }
    return sum;
  }

  @Override
  public String id() {
    return "linear";
  }

  @Override
  public Box parameters() {
    return Box.cube(1, -2, 2);
  }

  @Override
  public String parameterName(int index) {
    return "target";
  }

  @Override
  public RewardFunction reward() {
    return new RewardFunction() {
      @Override
      public double reward(double[] s, double[] a, double[] next, double[] task) {
        return constant - (next[0] - task[0]) * (next[0] - task[0]);
      }

      @Override
      public void gradient(
          double[] s, double[] a, double[] next, double[] task, double[] gradient) {
        gradient[0] = 2 * (next[0] - task[0]);
      }
    };
  }

  @Override
  public TerminationFunction termination() {
    return TerminationFunction.NEVER;
  }

  @Override
  public Environment newDynamics() {
    return new Environment() {
      private final StepResult result = new StepResult(1, 0);

      @Override
      public Box observationSpace() {
        return Box.unbounded(1);
      }

      @Override
      public Space actionSpace() {
        return Box.unbounded(1);
      }

      @Override
      public StepResult reset(RandomStream random) {
        result.observation()[0] = START_MEAN + START_STD * random.nextGaussian();
        return result.with(0, false, false);
      }

      @Override
      public StepResult step(double[] action) {
        result.observation()[0] = alpha * result.observation()[0] + beta * action[0];
        return result.with(0, false, false);
      }
    };
  }
}
