package dev.admiral.defense;

/**
 * Adversarial training with policy attack (equation 6 and algorithm 3): the perturbed policy π_θ(·|s + δ) interacts
 * from the beginning to the end, and it is its return that is maximised.
 */
public record Atpa() implements Defense {

  @Override
  public double frequency(double progress) {
    return 1;
  }

  @Override
  public boolean actsOnPerturbed() {
    return true;
  }
}
