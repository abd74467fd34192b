package dev.admiral.attack;

import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;

/**
 * Projected gradient descent in an l∞ ball (Madry et al. 2018; ATPA, equation 2 and algorithm 1): x̃ ← Π(x̃ + α · sign
 * ∂L/∂x̃), where Π goes to the nearest point of the ball and of the observation box.
 *
 * @param objective L, which is maximised
 * @param config how it searches
 * @param set with the norm {@link Norm#MAXIMUM}
 */
public record Pgd(AttackObjective objective, PgdConfig config, PerturbationSet set)
    implements ObservationAttack {
  public Pgd {
    if (set.norm() != Norm.MAXIMUM) {
      throw new IllegalArgumentException("steps along signs need the maximum norm");
    }
    if (!(set.radius() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be finite, not " + set.radius());
    }
  }

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    return new Search(victim, maximumRows);
  }

  /**
   * All its matrices are dense and begin at 0, so that a step is one loop over one index, which the compiler makes
   * vector instructions of.
   */
  private final class Search implements Pass {
    private final AttackObjective.Pass pass;
    private final float radius =
        (float) (config.wholeNumbers() ? Math.floor(set.radius()) : set.radius());
    private final float[] low;
    private final float[] high;
    private final Matrix lowest;
    private final Matrix highest;
    private final Matrix moved;
    private final Matrix gradients;
    private final float[] values;
    private final float[] best;

    Search(Policy victim, int maximumRows) {
      int size = victim.network().inputSize();
      this.pass = objective.pass(victim, maximumRows);
      this.low = new float[size];
      this.high = new float[size];
      for (int i = 0; i < size; i++) {
        low[i] = (float) set.box().low(i);
        high[i] = (float) set.box().high(i);
      }
      this.lowest = Matrix.zeros(maximumRows, size);
      this.highest = Matrix.zeros(maximumRows, size);
      this.moved = Matrix.zeros(maximumRows, size);
      this.gradients = Matrix.zeros(maximumRows, size);
      this.values = new float[maximumRows];
      this.best = new float[maximumRows];
    }

    @Override
    public void perturb(
        float[] parameters, Matrix observations, RandomStream[] random, Matrix perturbed) {
      pass.begin(parameters, observations);
      for (int r = 0; r < observations.rows(); r++) {
        bound(observations, r);
      }
      perturbed.copyFrom(search(observations, random));
      if (config.restarts() > 1) {
        pass.evaluate(perturbed, best, null);
        for (int restart = 1; restart < config.restarts(); restart++) {
          keepBetter(search(observations, random), perturbed);
        }
      }
    }

    /** What of the ball around a row is in the observation box. */
    private void bound(Matrix x, int row) {
      float[] centre = x.values();
      float[] least = lowest.values();
      float[] most = highest.values();
      int from = x.rowOffset(row);
      int to = lowest.rowOffset(row);
      for (int i = 0; i < low.length; i++) {
        float c = centre[from + i];
        least[to + i] = Math.max(low[i], c - radius);
        most[to + i] = Math.min(high[i], c + radius);
      }
    }

    private void keepBetter(Matrix candidate, Matrix perturbed) {
      pass.evaluate(candidate, values, null);
      for (int r = 0; r < candidate.rows(); r++) {
        if (values[r] > best[r]) {
          best[r] = values[r];
          perturbed.copyRow(r, candidate, r);
        }
      }
    }

    /** Where a search ends; live until the next. */
    private Matrix search(Matrix x, RandomStream[] random) {
      Matrix target = moved.rows(0, x.rows());
      target.copyFrom(x);
      if (config.randomStart()) {
        for (int r = 0; r < x.rows(); r++) {
          start(r, random[r]);
        }
      }
      Matrix g = gradients.rows(0, x.rows());
      for (int step = 0; step < config.steps(); step++) {
        pass.evaluate(target, values, g);
        step(x.rows() * x.columns());
      }
      if (config.wholeNumbers()) {
        for (int r = 0; r < x.rows(); r++) {
          round(x, r, target);
        }
      }
      return target;
    }

    private void start(int row, RandomStream random) {
      float[] from = moved.values();
      int at = moved.rowOffset(row);
      for (int i = 0; i < low.length; i++) {
        float shifted = from[at + i] + (float) random.nextDouble(-radius, radius);
        from[at + i] = Math.max(low[i], Math.min(high[i], shifted));
      }
    }

    /** Without branches, which the signs of a gradient would make unpredictable. */
    private void step(int count) {
      float alpha = (float) config.stepSize();
      float[] slope = gradients.values();
      float[] least = lowest.values();
      float[] most = highest.values();
      float[] target = moved.values();
      for (int i = 0; i < count; i++) {
        float next = target[i] + alpha * Math.signum(slope[i]);
        target[i] = Math.max(least[i], Math.min(most[i], next));
      }
    }

    /** From whole numbers in the ball to the nearest whole numbers in it. */
    private void round(Matrix x, int row, Matrix target) {
      for (int i = 0; i < low.length; i++) {
        float change = (float) Math.rint(target.get(row, i) - x.get(row, i));
        target.set(row, i, x.get(row, i) + change);
      }
    }
  }
}
