package dev.admiral.attack;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.Arrays;

/**
 * The fast gradient sign method on a policy: x̃ = x + ε · sign ∂L/∂x with the loss of the policy gradient, L
 * = −log π_θ(a|x) · Â.
 *
 * <p>The attack comes before the action, so it draws one itself: a ~ π_θ(·|x), what the policy would have
 * done. Its advantage is not known yet and is taken to be positive, as Huang et al. (2017) do: the policy
 * is assumed to be about to do something good, of which it is talked out. (Where a = the mode, log π is at
 * its maximum and has no gradient; a draw has one.)
 *
 * <p>Source: arXiv 2104.13302 (2021), equations 14 and 15, which print the derivative with respect to θ; a
 * perturbation of x needs the one with respect to x.
 *
 * @param epsilon ε, in the units of observations, not negative
 * @param box what an observation can be
 */
public record Fgsm(double epsilon, Box box) implements ObservationAttack {
  public Fgsm {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be finite and not negative: " + epsilon);
    }
  }

  @Override
  public PerturbationSet set() {
    return new PerturbationSet(Norm.MAXIMUM, epsilon, box);
  }

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    return new GradientSign(victim, maximumRows);
  }

  private final class GradientSign implements Pass {
    private final Policy victim;
    private final PerturbationSet set = set();
    private final PolicyPass pass;
    private final Matrix actions;
    private final Matrix cotangents;
    private final Matrix gradient;
    private final float[] weights;
    private final double[] free;

    GradientSign(Policy victim, int maximumRows) {
      this.victim = victim;
      this.pass = victim.pass(maximumRows, Workers.SERIAL);
      this.actions = Matrix.zeros(maximumRows, victim.distribution().actionSize());
      this.cotangents = Matrix.zeros(maximumRows, victim.distribution().outputSize());
      this.gradient = Matrix.zeros(maximumRows, victim.network().inputSize());
      this.weights = new float[maximumRows];
      this.free = new double[victim.distribution().freeSize()];
      Arrays.fill(weights, -1);
    }

    @Override
    public void perturb(
        float[] parameters, Matrix observations, RandomStream[] random, Matrix perturbed) {
      int rows = observations.rows();
      int at = victim.freeOffset();
      var distribution = victim.distribution();
      Matrix outputs = pass.forward(parameters, observations);
      Matrix chosen = actions.rows(0, rows);
      distribution.sample(outputs, parameters, at, random, chosen);
      Matrix u = cotangents.rows(0, rows);
      u.fill(0);
      distribution.logProbabilityGradient(outputs, parameters, at, chosen, weights, u, free);
      Matrix g = gradient.rows(0, rows);
      pass.observationGradient(u, g);
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < observations.columns(); i++) {
          double step = epsilon * Math.signum(g.get(r, i));
          perturbed.set(r, i, (float) (observations.get(r, i) + step));
        }
      }
      set.project(observations, perturbed);
    }
  }
}
