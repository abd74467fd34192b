package dev.admiral.maml;

import dev.admiral.concurrent.Workers;
import dev.admiral.trpo.ConjugateGradient.LinearOperator;
import dev.admiral.trpo.TrustRegion;
import java.util.List;

/**
 * What the tasks of an iteration say of θ: the mean of their surrogates and divergences. Each task is one worker's; sums are taken in the order of the tasks, so that results do
 * not depend on the number of workers.
 */
public final class MetaObjective {
  private final List<? extends TaskObjective> tasks;
  private final Workers workers;
  private final double damping;
  private final double[][] products;

  public MetaObjective(List<? extends TaskObjective> tasks, double damping, Workers workers) {
    this.tasks = tasks;
    this.workers = workers;
    this.damping = damping;
    this.products = new double[tasks.size()][];
  }

  /** ∇θ of the mean surrogate. */
  public double[] gradient() {
    workers.run(tasks.size(), i -> products[i] = tasks.get(i).gradient());
    double[] gradient = new double[products[0].length];
    mean(gradient);
    return gradient;
  }

  /** v ↦ (∇²KL + damping · I) v of the mean divergence. */
  public LinearOperator curvature() {
    return (x, result) -> {
      workers.run(
          tasks.size(),
          i -> {
            products[i] = x.clone();
            tasks.get(i).curvature(products[i]);
          });
      mean(result);
      for (int j = 0; j < x.length; j++) {
        result[j] += damping * x[j];
      }
    };
  }

  /** How much a candidate gains over θ, whose surrogate is 0, as the mean of standardised advantages is. */
  public TrustRegion.Trial trial(float[] candidate) {
    TrustRegion.Trial[] trials = new TrustRegion.Trial[tasks.size()];
    workers.run(trials.length, i -> trials[i] = tasks.get(i).trial(candidate));
    double sum = 0;
    double kl = 0;
    for (TrustRegion.Trial trial : trials) {
      sum += trial.gain();
      kl += trial.kl();
    }
    return new TrustRegion.Trial(sum / trials.length, kl / trials.length);
  }

  private void mean(double[] result) {
    for (int j = 0; j < result.length; j++) {
      double sum = 0;
      for (double[] product : products) {
        sum += product[j];
      }
      result[j] = sum / products.length;
    }
  }
}
