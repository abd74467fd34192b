package dev.admiral.defense;

/**
 * Adversarial training with policy attack (equation 6 and algorithm 3): the perturbed policy π_θ(·|s + δ) interacts
 * from the beginning to the end, and it is its return that is maximised.
 *
 * <p>Where training is short, the attack may begin late and small, as verified training schedules its radius (Gowal et
 * al. 2018): a policy that cannot see yet learns little from what is chosen to confuse it.
 *
 * @param growthStart what part of training is over when the attack begins, in [0, 1]
 * @param growthEnd what part is over when its radius, which grows linearly, is whole, in [growth-start, 1]
 */
public record Atpa(double growthStart, double growthEnd) implements Defense {
  public Atpa {
    Portions.check("growth-start", growthStart);
    Portions.check("growth-end", growthEnd);
    if (growthEnd < growthStart) {
      throw new IllegalArgumentException(
          "growth-end must be at least growth-start, %s, not %s".formatted(growthStart, growthEnd));
    }
  }

  /** As in the paper: the whole attack from the first step. */
  public Atpa() {
    this(0, 0);
  }

  @Override
  public double frequency(double progress) {
    return progress < growthStart ? 0 : 1;
  }

  @Override
  public double strength(double progress) {
    return progress >= growthEnd
        ? 1
        : Math.max(0, (progress - growthStart) / (growthEnd - growthStart));
  }

  @Override
  public boolean actsOnPerturbed() {
    return true;
  }
}
