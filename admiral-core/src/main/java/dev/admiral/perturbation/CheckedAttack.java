package dev.admiral.perturbation;

import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;

/**
 * An attack as it is carried out: what a policy is shown goes through here, is checked against the attack's
 * set, and the largest perturbation is remembered. So a bound that is reported is one that held.
 */
public final class CheckedAttack {
  /** Observations are single precision: x + δ is off by as much as half a unit in the last place. */
  private static final double ROUNDING = 1e-6;

  private final PerturbationSet set;
  private final ObservationAttack.Pass pass;
  private final RandomStream[] random;
  private final Matrix perturbed;
  private double largestChange;
  private double largestLength;

  /**
   * @param random one stream for every row of a batch
   */
  public CheckedAttack(ObservationAttack attack, Policy victim, RandomStream[] random) {
    this.set = attack.set();
    this.pass = attack.pass(victim, random.length);
    this.random = random;
    this.perturbed = Matrix.zeros(random.length, victim.network().inputSize());
  }

  /**
   * What the policy is shown in place of {@code observations}, shape {@code [random.length, observation]}.
   *
   * @param parameters θ of the victim
   * @return live until the next call
   * @throws IllegalStateException if the attack leaves its set
   */
  public Matrix perturb(float[] parameters, Matrix observations) {
    pass.perturb(parameters, observations, random, perturbed);
    for (int r = 0; r < observations.rows(); r++) {
      check(observations, r);
    }
    return perturbed;
  }

  private void check(Matrix observations, int row) {
    double change = Norm.MAXIMUM.of(observations, perturbed, row);
    double length = Norm.EUCLIDEAN.of(observations, perturbed, row);
    double size = set.norm() == Norm.MAXIMUM ? change : length;
    double largest = 0;
    for (int i = 0; i < observations.columns(); i++) {
      largest = Math.max(largest, Math.abs(observations.get(row, i)));
    }
    if (!(size <= set.radius() + ROUNDING * (set.radius() + largest + 1))) {
      throw new IllegalStateException(
          "an attack went %s from the observation, beyond its radius of %s"
              .formatted(size, set.radius()));
    }
    largestChange = Math.max(largestChange, change);
    largestLength = Math.max(largestLength, length);
  }

  /** The largest ‖x̃ − x‖∞ so far. */
  public double largestChange() {
    return largestChange;
  }

  /** The largest ‖x̃ − x‖₂ so far. */
  public double largestLength() {
    return largestLength;
  }
}
