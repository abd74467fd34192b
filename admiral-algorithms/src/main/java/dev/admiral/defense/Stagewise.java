package dev.admiral.defense;

/**
 * Training without an attack, then with it (Kos &amp; Song 2017). ATPA's comparison pretrains for the first third and
 * then attacks all states.
 *
 * @param cleanPart of training, in [0, 1]
 * @param attackedPortion of the observations afterwards, in [0, 1]
 */
public record Stagewise(double cleanPart, double attackedPortion) implements Defense {
  public Stagewise {
    Portions.check("clean-part", cleanPart);
    Portions.check("attacked-portion", attackedPortion);
  }

  @Override
  public double frequency(double progress) {
    return progress < cleanPart ? 0 : attackedPortion;
  }

  @Override
  public boolean actsOnPerturbed() {
    return true;
  }
}
