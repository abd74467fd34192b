package dev.admiral.admrl;

import dev.admiral.admrl.TaskGradientConfig.Objective;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.Trajectories;
import dev.admiral.task.TaskFamily;
import java.util.Arrays;

/**
 * ∂L/∂ψ, the gradient of the sub-optimality with respect to the task. With N = η⋆(θ⋆, ψ) and D = η⋆(θ̂, ψ),
 *
 * <pre>
 * ∂N/∂ψ = ∂η⋆/∂ψ at θ⋆
 * ∂D/∂ψ = (∂θ̂/∂ψ)ᵀ ∂η⋆/∂θ at θ̂ + ∂η⋆/∂ψ at θ̂
 * </pre>
 *
 * <p>it is ∂N/∂ψ − ∂D/∂ψ for the difference N − D (paper, equation 2), and (∂N/∂ψ − (N/D) ∂D/∂ψ)/D for the
 * ratio N/D. What belongs to θ̂ is taken before the model and its normalisers learn from the task's real
 * data, since θ̂ is the optimum under the model as it was; what belongs to θ⋆ afterwards.
 */
public final class TaskGradient {
  private final TaskGradientConfig config;
  private final TaskFamily family;
  private final Policy policy;
  private final double gamma;
  private final Workers workers;

  public TaskGradient(
      TaskGradientConfig config, TaskFamily family, Policy policy, double gamma, Workers workers) {
    this.config = config;
    this.family = family;
    this.policy = policy;
    this.gamma = gamma;
    this.workers = workers;
  }

  /**
   * What belongs to θ̂.
   *
   * @param zeroShot θ̂
   * @param virtual episodes of θ̂ in the model
   * @param real episodes of θ̂ in the real environment
   * @param metrics receives the norms of all terms and the solve's residual
   * @throws NonFiniteException also when the ratio is wanted and D is not positive
   */
  public ZeroShotGradient atZeroShot(
      double[] task, float[] zeroShot, Trajectories virtual, Trajectories real, Metrics metrics) {
    double discountedReturn = discountedReturn("zero-shot policy", task, real);
    return new ZeroShotGradient(
        direct(task, real), implicit(task, zeroShot, virtual, real, metrics), discountedReturn);
  }

  /**
   * ∂L/∂ψ, shape {@code [k]}.
   *
   * @param atZeroShot what belongs to θ̂
   * @param real episodes of θ⋆ in the real environment
   * @param metrics receives the gradient and its terms, and N/D where that is L
   * @throws NonFiniteException also when the ratio is wanted and N is not positive
   */
  public double[] gradient(
      double[] task, ZeroShotGradient atZeroShot, Trajectories real, Metrics metrics) {
    double[] directAtOptimum = direct(task, real);
    double returnAtOptimum = discountedReturn("optimal policy", task, real);
    double[] gradient = combine(config.objective(), directAtOptimum, returnAtOptimum, atZeroShot);
    for (int i = 0; i < gradient.length; i++) {
      metrics.put("task/gradient_" + i, NonFiniteException.check("the task gradient", gradient[i]));
      metrics.put("task/direct_at_optimum_" + i, directAtOptimum[i]);
      metrics.put("task/direct_at_zero_shot_" + i, atZeroShot.direct()[i]);
      metrics.put("task/implicit_" + i, atZeroShot.implicit()[i]);
    }
    metrics.put("task/gradient_norm", ImplicitGradient.norm(gradient));
    if (config.objective() == Objective.RATIO) {
      metrics.put("task/ratio", returnAtOptimum / atZeroShot.discountedReturn());
    }
    return gradient;
  }

  /** η⋆ of the policy that produced {@code real}, in the gradient's unit. */
  private double discountedReturn(String policyName, double[] task, Trajectories real) {
    double mean = new EpisodeBatch(real).meanDiscountedReturn(gamma);
    if (config.objective() == Objective.RATIO && !(mean > 0)) {
      throw new NonFiniteException(
          "the ratio of returns needs positive ones, but the %s's mean discounted return on task %s is %s: gradient.objective difference can do without"
              .formatted(policyName, Arrays.toString(task), mean));
    }
    return scaled(mean);
  }

  /** ∂η⋆/∂ψ of the policy that produced {@code real} (equation 3), shape {@code [k]}. */
  double[] direct(double[] task, Trajectories real) {
    return direct(task, new EpisodeBatch(real));
  }

  private double[] direct(double[] task, EpisodeBatch batch) {
    double[][] gradients = batch.rewardGradients(family.reward(), task);
    double[] direct = new double[task.length];
    for (int i = 0; i < direct.length; i++) {
      for (double sum : batch.discountedSums(gradients[i], gamma)) {
        direct[i] += sum;
      }
      direct[i] = scaled(direct[i] / batch.episodes());
    }
    return direct;
  }

  /**
   * (∂θ̂/∂ψ)ᵀ ∂η⋆/∂θ at θ̂ (equations 4 to 7), shape {@code [k]}.
   *
   * @param zeroShot θ̂
   * @param virtual episodes of θ̂ in the model
   * @param real episodes of θ̂ in the real environment
   * @param metrics receives the norms of all terms and the solve's residual
   */
  double[] implicit(
      double[] task, float[] zeroShot, Trajectories virtual, Trajectories real, Metrics metrics) {
    double[] policyGradient = policyGradient(zeroShot, new EpisodeBatch(real));
    ReinforceSystem system =
        new ReinforceSystem(
            config.hessian(),
            family,
            task,
            gamma,
            policy,
            zeroShot,
            new EpisodeBatch(virtual),
            workers);
    ImplicitGradient.Result result =
        config
            .implicitGradient(policy.parameterCount())
            .compute(system, policyGradient, config.form());
    double[] hessianOfGradient = new double[system.parameters()];
    system.hessian(policyGradient, hessianOfGradient);
    metrics.put("task/policy_gradient_norm", ImplicitGradient.norm(policyGradient));
    metrics.put("task/hessian_gradient_norm", ImplicitGradient.norm(hessianOfGradient));
    for (int i = 0; i < task.length; i++) {
      metrics.put("task/mixed_norm_" + i, ImplicitGradient.norm(system.mixedColumn(i)));
    }
    metrics.put("task/solution_norm", result.solutionNorm());
    metrics.put("task/cg_residual", result.relativeResidual());
    metrics.put("task/cg_iterations", result.iterations());
    metrics.put("task/implicit_norm", ImplicitGradient.norm(result.value()));
    for (double value : result.value()) {
      NonFiniteException.check("the task gradient's implicit term", value);
    }
    return result.value();
  }

  /** ∂η⋆/∂θ (equation 4), shape {@code [p]}. */
  private double[] policyGradient(float[] parameters, EpisodeBatch batch) {
    double[] weights = batch.centred(batch.toGo(batch.rewards(), gamma));
    for (int r = 0; r < weights.length; r++) {
      weights[r] = scaled(weights[r] * Math.pow(gamma, batch.time(r)) / batch.episodes());
    }
    return new PolicyDerivatives(policy, parameters, batch, workers).weightedScore(weights);
  }

  private double scaled(double ofReturn) {
    return config.perTimeStep() ? ofReturn / family.horizon() : ofReturn;
  }

  /** ∂L/∂ψ from what belongs to θ⋆ and to θ̂, all in one unit; shape {@code [k]}. */
  static double[] combine(
      Objective objective,
      double[] directAtOptimum,
      double returnAtOptimum,
      ZeroShotGradient atZeroShot) {
    double ratio = returnAtOptimum / atZeroShot.discountedReturn();
    double[] gradient = new double[directAtOptimum.length];
    for (int i = 0; i < gradient.length; i++) {
      double ofOptimum = directAtOptimum[i];
      double ofZeroShot = atZeroShot.implicit()[i] + atZeroShot.direct()[i];
      gradient[i] =
          switch (objective) {
            case DIFFERENCE -> ofOptimum - ofZeroShot;
            case RATIO -> (ofOptimum - ratio * ofZeroShot) / atZeroShot.discountedReturn();
          };
    }
    return gradient;
  }

  /** One step of projected ascent ψ ← Π_Ψ(ψ + α ∂L/∂ψ) (algorithm 1, line 12). */
  public double[] ascend(double[] task, double[] gradient) {
    var psi = family.parameters();
    double[] moved = task.clone();
    return switch (config.coordinates()) {
      case TASK -> {
        for (int i = 0; i < moved.length; i++) {
          moved[i] += config.learningRate() * gradient[i];
        }
        yield psi.project(moved);
      }
      case UNIT -> {
        double[] unit = psi.toUnit(task);
        for (int i = 0; i < unit.length; i++) {
          double width = (psi.high(i) - psi.low(i)) / 2;
          unit[i] = Math.clamp(unit[i] + config.learningRate() * width * gradient[i], -1, 1);
        }
        yield psi.project(psi.fromUnit(unit));
      }
    };
  }
}
