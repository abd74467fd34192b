package dev.admiral.perturbation;

import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import java.util.function.IntPredicate;

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
  private final float[] low;
  private final float[] high;
  private final RandomStream[] chosenRandom;
  private final Matrix chosen;
  private final Matrix chosenPerturbed;
  private double largestChange;
  private double largestLength;

  /**
   * @param random one stream for every row of a batch; not copied, so that a row may begin something new with
   *     another stream
   */
  public CheckedAttack(ObservationAttack attack, Policy victim, RandomStream[] random) {
    this.set = attack.set();
    this.pass = attack.pass(victim, random.length);
    this.random = random;
    int size = victim.network().inputSize();
    this.low = new float[size];
    this.high = new float[size];
    for (int i = 0; i < size; i++) {
      low[i] = (float) set.box().low(i);
      high[i] = (float) set.box().high(i);
    }
    this.perturbed = Matrix.zeros(random.length, size);
    this.chosenRandom = new RandomStream[random.length];
    this.chosen = Matrix.zeros(random.length, size);
    this.chosenPerturbed = Matrix.zeros(random.length, size);
  }

  /**
   * What the policy is shown in place of {@code observations}, shape {@code [random.length, observation]}.
   *
   * @param parameters θ of the victim
   * @return live until the next call
   * @throws IllegalStateException if the attack leaves its set
   */
  public Matrix perturb(float[] parameters, Matrix observations) {
    Matrix shown = perturbed.rows(0, observations.rows());
    pass.perturb(parameters, observations, random, shown);
    for (int r = 0; r < observations.rows(); r++) {
      check(observations, shown, r);
    }
    return shown;
  }

  /**
   * As {@link #perturb(float[], Matrix)}, but only the chosen rows are attacked; the others are shown as they are.
   */
  public Matrix perturb(float[] parameters, Matrix observations, IntPredicate isChosen) {
    Matrix shown = perturbed.rows(0, observations.rows());
    shown.copyFrom(observations);
    int count = 0;
    for (int r = 0; r < observations.rows(); r++) {
      if (isChosen.test(r)) {
        chosen.copyRow(count, observations, r);
        chosenRandom[count++] = random[r];
      }
    }
    Matrix target = chosenPerturbed.rows(0, count);
    if (count > 0) {
      pass.perturb(parameters, chosen.rows(0, count), chosenRandom, target);
    }
    for (int r = 0, at = 0; at < count; r++) {
      if (isChosen.test(r)) {
        shown.copyRow(r, target, at++);
        check(observations, shown, r);
      }
    }
    return shown;
  }

  private void check(Matrix observations, Matrix shown, int row) {
    double change = 0;
    double squares = 0;
    double largest = 0;
    for (int i = 0; i < observations.columns(); i++) {
      double x = observations.get(row, i);
      double difference = shown.get(row, i) - x;
      change = Math.max(change, Math.abs(difference));
      squares += difference * difference;
      largest = Math.max(largest, Math.abs(x));
      float seen = shown.get(row, i);
      if ((seen < low[i] && x >= low[i]) || (seen > high[i] && x <= high[i])) {
        throw new IllegalStateException(
            "an attack shows %s where an observation is in [%s, %s]"
                .formatted(seen, low[i], high[i]));
      }
    }
    double length = Math.sqrt(squares);
    double size = set.norm() == Norm.MAXIMUM ? change : length;
    if (!(size <= set.radius() + ROUNDING * (set.radius() + largest + 1))) {
      throw new IllegalStateException(
          "an attack went %s from the observation, beyond its radius of %s"
              .formatted(size, set.radius()));
    }
    largestChange = Math.max(largestChange, change);
    largestLength = Math.max(largestLength, length);
  }

  /** Forgets the largest perturbations, so that those from now on are told. */
  public void forget() {
    largestChange = 0;
    largestLength = 0;
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
